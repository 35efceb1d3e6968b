import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addOnsQuery } from '../api/add-ons.ts';
import { useMe } from '../api/session.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import { AddOnCard } from '../settings/add-on-card.tsx';

/** Settings > Add-ons. */
export function AddOnsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const allowed = me.role === 'administrator';
  const addOns = useQuery({ ...addOnsQuery, enabled: allowed });
  if (!allowed) return <NoEntry title={t('addOns.title')} />;
  return (
    <Page title={t('addOns.title')} description={t('addOns.description')}>
      {addOns.isPending && <Loading rows={1} />}
      {addOns.isError && <ErrorState error={addOns.error} retry={addOns.refetch} />}
      {addOns.data?.map((addOn) => (
        <AddOnCard key={addOn.name} addOn={addOn} />
      ))}
    </Page>
  );
}
