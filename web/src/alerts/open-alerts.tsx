import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '../api/alerts.ts';
import { useFormat } from '../language/format.ts';

/** The alerts that last; nothing at all where there is none. */
export function OpenAlerts() {
  const { t } = useTranslation();
  const format = useFormat();
  const alerts = useQuery(alertsQuery);
  const open = alerts.data?.alerts.filter(({ solvedAt }) => solvedAt === null) ?? [];
  if (open.length === 0) return null;
  return (
    <Alert color="ember" icon={<IconAlertTriangle />} title={t('alerts.lasting', { count: open.length })}>
      <List size="sm">
        {open.map(({ id, condition, userName, raisedAt }) => (
          <List.Item key={id}>
            {t(`alerts.condition.${condition}`)}
            {userName && `: ${userName}`} ({t('alerts.since', { at: format.dateTime(raisedAt) })})
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
