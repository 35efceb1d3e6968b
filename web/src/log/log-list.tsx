import { Button, Center, Text } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveLog } from '../api/live-log.ts';
import type { LogFilter } from '../api/log.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { LiveMark } from './live-mark.tsx';
import { LogItem } from './log-item.tsx';
import classes from './log-list.module.css';
import { NewsButton } from './news-button.tsx';
import { useLogNews } from './use-log-news.ts';

/** So far down (pixels) one is still at the top of the page: news may come in there. */
const AT_THE_TOP = 120;

/** The entries of the log, newest first; more on demand, news by themselves where they move nothing that is read. */
export function LogList({ filter }: { readonly filter: LogFilter }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const isBeingRead = () =>
    window.scrollY > AT_THE_TOP ||
    list.current?.querySelector('details[open]') != null ||
    list.current?.contains(document.activeElement) === true;
  const { log, news, isMore, showNews } = useLogNews(filter, () => !isBeingRead());
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const live = useLiveLog(filter.companyId, entries[0]?.id);
  const show = () => {
    showNews();
    list.current?.scrollIntoView({ block: 'start' });
    list.current?.focus({ preventScroll: true });
  };
  if (log.isPending) return <Loading rows={4} />;
  if (log.isError && !log.data) return <ErrorState error={log.error} retry={log.refetch} />;
  return (
    <>
      <LiveMark state={live} />
      {log.isError && <ErrorState error={log.error} retry={log.refetch} />}
      <NewsButton count={news} isMore={isMore} onShow={show} />
      {entries.length === 0 ? (
        <EmptyState icon={<IconListSearch />} title={t('log.none')}>
          {t('log.noneHelp')}
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label={t('log.title')} ref={list} tabIndex={-1}>
          {entries.map((entry) => (
            <LogItem key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {entries.length > 0 && (
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
      )}
    </>
  );
}
