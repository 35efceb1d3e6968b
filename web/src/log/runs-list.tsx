import { Button, Center, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLiveLog } from '../api/live-log.ts';
import { type RunFilter, runsQuery } from '../api/log.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { LiveMark } from './live-mark.tsx';
import classes from './log-list.module.css';
import { RunItem } from './run-item.tsx';

/** The runs that had something to do, failed, or that somebody waited for; those under way as they go. */
export function RunsList({ filter }: { readonly filter: RunFilter }) {
  const { t } = useTranslation();
  const runs = useInfiniteQuery(runsQuery(filter));
  const live = useLiveLog(filter.companyId, undefined);
  if (runs.isPending) return <Loading rows={4} />;
  if (runs.isError && !runs.data) return <ErrorState error={runs.error} retry={runs.refetch} />;
  const all = runs.data.pages.flatMap((page) => page.runs);
  return (
    <>
      <LiveMark state={live} />
      {runs.isError && <ErrorState error={runs.error} retry={runs.refetch} />}
      {all.length === 0 ? (
        <EmptyState icon={<IconRefresh />} title={t('log.runs.none')}>
          {t('log.runs.noneHelp')}
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label={t('log.view.runs')}>
          {all.map((run) => (
            <RunItem key={run.id} run={run} />
          ))}
        </ul>
      )}
      {all.length > 0 && (
        <Center mt="md">
          {runs.hasNextPage ? (
            <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => runs.fetchNextPage()}>
              {t('log.more')}
            </Button>
          ) : (
            <Text fz="sm" c="dimmed">
              {t('log.runs.end')}
            </Text>
          )}
        </Center>
      )}
    </>
  );
}
