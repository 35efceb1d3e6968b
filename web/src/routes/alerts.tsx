import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AlertForm } from '../alerts/alert-form.tsx';
import { AlertHistory } from '../alerts/alert-history.tsx';
import { alertSettingsQuery, alertsQuery } from '../api/alerts.ts';
import { useMe } from '../api/session.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';

/** Alerts: who is told of which trouble, what was told, and whether it arrived. */
export function AlertsPage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const enabled = role === 'administrator' || role === 'support';
  const settings = useQuery({ ...alertSettingsQuery, enabled });
  const alerts = useQuery({ ...alertsQuery, enabled });
  if (!enabled) return <NoEntry title={t('alerts.title')} />;
  return (
    <Page title={t('alerts.title')} description={t('alerts.description')}>
      {settings.isError && <ErrorState error={settings.error} retry={settings.refetch} />}
      {settings.isPending && <Loading />}
      {settings.data && <AlertForm settings={settings.data} readOnly={role !== 'administrator'} />}
      {alerts.isError && <ErrorState error={alerts.error} retry={alerts.refetch} />}
      {alerts.data && <AlertHistory {...alerts.data} />}
    </Page>
  );
}
