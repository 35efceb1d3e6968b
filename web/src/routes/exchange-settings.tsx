import { Alert } from '@mantine/core';
import { IconPuzzle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { activityTypesQuery } from '../api/activity-types.ts';
import { exchangeSettingsQuery } from '../api/exchange-settings.ts';
import { useMe } from '../api/session.ts';
import { MoveBanner } from '../move/move-banner.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import { SavedState } from '../settings/saved-state.tsx';
import { SettingsForm } from '../settings/settings-form.tsx';

/** Settings > Microsoft Exchange: the administrator edits, support reads. */
export function ExchangeSettingsPage() {
  const { t } = useTranslation();
  const { role, addOnActive } = useMe();
  const allowed = role !== 'user';
  const settings = useQuery({
    ...exchangeSettingsQuery,
    enabled: allowed && addOnActive,
    refetchOnWindowFocus: false,
  });
  const types = useQuery({ ...activityTypesQuery, enabled: allowed && addOnActive });
  const failed = [settings, types].find((query) => query.isError);
  if (!allowed) return <NoEntry title={t('exchange.title')} />;
  return (
    <Page title={t('exchange.title')} description={t('exchange.description')}>
      {!addOnActive && <AddOnFirst administrator={role === 'administrator'} />}
      {failed && <ErrorState error={failed.error} retry={failed.refetch} />}
      {addOnActive && !failed && !(settings.data && types.data) && <Loading />}
      {addOnActive && settings.data && types.data && (
        <>
          <MoveBanner />
          <SavedState settings={settings.data} />
          {role === 'support' && <Alert>{t('exchange.readOnly')}</Alert>}
          <SettingsForm settings={settings.data} types={types.data} readOnly={role !== 'administrator'} />
        </>
      )}
    </Page>
  );
}

function AddOnFirst({ administrator }: { readonly administrator: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<IconPuzzle />} title={t('exchange.addOnFirst')}>
      <p>{t(administrator ? 'exchange.addOnFirstHelp' : 'exchange.addOnFirstAsk')}</p>
      {administrator && <LinkButton to="/settings/add-ons">{t('exchange.toAddOns')}</LinkButton>}
    </EmptyState>
  );
}
