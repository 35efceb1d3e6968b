import { Button, Center, Text } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LogFilter, logQuery } from '../api/log.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { LogItem } from './log-item.tsx';
import classes from './log-list.module.css';

/** The entries of the log, newest first; more on demand, news by themselves. */
export function LogList({ filter }: { readonly filter: LogFilter }) {
  const { t } = useTranslation();
  const log = useInfiniteQuery(logQuery(filter));
  if (log.isPending) return <Loading rows={4} />;
  if (log.isError && !log.data) return <ErrorState error={log.error} retry={log.refetch} />;
  const entries = log.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0)
    return (
      <EmptyState icon={<IconListSearch />} title={t('log.none')}>
        {t('log.noneHelp')}
      </EmptyState>
    );
  return (
    <>
      {log.isError && <ErrorState error={log.error} retry={log.refetch} />}
      <ul className={classes.list} aria-label={t('log.title')}>
        {entries.map((entry) => (
          <LogItem key={entry.id} entry={entry} />
        ))}
      </ul>
      <Center mt="md">
        {log.hasNextPage ? (
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            {t('log.more')}
          </Button>
        ) : (
          <Text fz="sm" c="dimmed">
            {t('log.end')}
          </Text>
        )}
      </Center>
    </>
  );
}
