import { SegmentedControl, SimpleGrid } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OpenAlerts } from '../alerts/open-alerts.tsx';
import { healthQuery } from '../api/health.ts';
import { useMe } from '../api/session.ts';
import { ChartCard } from '../health/chart-card.tsx';
import { FailureCodes } from '../health/failure-codes.tsx';
import { HealthLoading } from '../health/health-loading.tsx';
import { CHARTS } from '../health/measures.ts';
import { NowFigures } from '../health/now-figures.tsx';
import { TroubledMailboxes } from '../health/troubled-mailboxes.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import { HEALTH_RANGES, type HealthSearch } from './search.ts';

/** Health: how fast, how much, what fails, and whose mailbox needs a look. */
export function HealthPage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const { range = 'hour' } = useSearch({ from: '/signed-in/health' });
  const navigate = useNavigate({ from: '/health' });
  const health = useQuery({ ...healthQuery(range), enabled: role !== 'user' });
  if (role === 'user') return <NoEntry title={t('health.title')} />;
  const inCompany = role !== 'operator';
  return (
    <Page
      title={t('health.title')}
      description={t(inCompany ? 'health.description' : 'health.descriptionOfAll')}
      actions={
        inCompany && (
          <LinkButton to="/alerts" variant="default" leftSection={<IconBell size={16} aria-hidden />}>
            {t('alerts.title')}
          </LinkButton>
        )
      }
      wide
    >
      {inCompany && <OpenAlerts />}
      <SegmentedControl
        aria-label={t('health.range.label')}
        value={range}
        onChange={(next) => navigate({ search: { range: next as HealthSearch['range'] }, replace: true })}
        data={HEALTH_RANGES.map((value) => ({ value, label: t(`health.range.${value}`) }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
      />
      {health.isError && <ErrorState error={health.error} retry={health.refetch} />}
      {health.isPending && <HealthLoading />}
      {health.data && (
        <>
          <NowFigures health={health.data} />
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {CHARTS.map((chart) => (
              <ChartCard key={chart.name} chart={chart} health={health.data} />
            ))}
          </SimpleGrid>
          <FailureCodes health={health.data} linked={inCompany} />
        </>
      )}
      {inCompany && <TroubledMailboxes />}
    </Page>
  );
}
