import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { type LogFilter, latestQuery, logQuery } from '../api/log.ts';
import { isMoreThanShown, newsOf, renewed, withNews } from './news.ts';

/**
 * The log as it is read, and what has come since. `mayMove`: whether news may be put on top at once, or would move
 * what somebody reads; then they are counted until `showNews`.
 */
export function useLogNews(filter: LogFilter, mayMove: () => boolean) {
  const queries = useQueryClient();
  const query = logQuery(filter);
  const log = useInfiniteQuery(query);
  const latest = useQuery({ ...latestQuery(filter), enabled: log.isSuccess }).data;
  const key = query.queryKey;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the same as long as the filter is
  const showNews = useCallback(() => {
    if (latest) queries.setQueryData(key, (pages) => pages && withNews(pages, latest));
  }, [queries, latest, JSON.stringify(key)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether it may move is asked when something came
  useEffect(() => {
    if (!latest || log.isFetching) return;
    if (mayMove()) showNews();
    else queries.setQueryData(key, (pages) => pages && renewed(pages, latest));
  }, [latest, showNews, log.isFetching]);
  const news = log.data && latest ? newsOf(log.data, latest).length : 0;
  const isMore =
    log.data !== undefined && latest !== undefined && news > 0 && isMoreThanShown(log.data, latest);
  return { log, news, isMore, showNews };
}
