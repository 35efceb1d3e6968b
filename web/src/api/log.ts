import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { LogPage, LogQuery } from './contract.ts';

/** What is asked of the log: the filters of the API, with instants. */
export type LogFilter = Omit<LogQuery, 'before' | 'limit'>;

const ENTRIES_AT_A_TIME = 50;
/** Milliseconds between two looks for news. */
const FRESH = 4_000;
/** Whoever has gone far back reads history: news would only move it under their eyes. */
const PAGES_KEPT_FRESH = 3;

export function logQuery(filter: LogFilter) {
  return infiniteQueryOptions({
    queryKey: ['log', filter],
    queryFn: ({ pageParam, signal }) =>
      call<LogPage>(`/log?${logParams(filter, { limit: String(ENTRIES_AT_A_TIME), before: pageParam })}`, {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= PAGES_KEPT_FRESH ? FRESH : false),
  });
}

/** The address of a download of everything that the filter finds. */
export function logExportPath(filter: LogFilter, format: 'csv' | 'json'): string {
  return `/api/log/export?${logParams(filter, { format })}`;
}

function logParams(filter: LogFilter, more: Record<string, string | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value) params.set(name, value);
  return params;
}
