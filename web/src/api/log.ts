import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type {
  Colleague,
  LogCompanies,
  LogEntry,
  LogPage,
  LogQuery,
  PutBack,
  RunPage,
  RunQuery,
} from './contract.ts';

/** What is asked of the log: the filters of the API, with instants. */
export type LogFilter = Omit<LogQuery, 'before' | 'limit'>;

export const ENTRIES_AT_A_TIME = 50;
/** Milliseconds between two looks for news where the live stream is silent or cannot be had. */
const NOW_AND_THEN = 30_000;

function logPage(filter: LogFilter, before: string | undefined, signal: AbortSignal): Promise<LogPage> {
  return call<LogPage>(`/log?${paramsOf(filter, { limit: String(ENTRIES_AT_A_TIME), before })}`, { signal });
}

/** The log as it is read, page after page. News comes apart (`latestQuery`), so that nothing moves under the eyes. */
export function logQuery(filter: LogFilter) {
  return infiniteQueryOptions({
    queryKey: ['log', filter],
    queryFn: ({ pageParam, signal }) => logPage(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** The first page of the log as it is by now; looked at again whenever the live stream says so. */
export function latestQuery(filter: LogFilter) {
  return queryOptions({
    queryKey: ['log-latest', filter],
    queryFn: ({ signal }) => logPage(filter, undefined, signal),
    refetchInterval: NOW_AND_THEN,
    staleTime: 0,
  });
}

export type RunFilter = Omit<RunQuery, 'before' | 'limit'>;

export function runsQuery(filter: RunFilter) {
  return infiniteQueryOptions({
    queryKey: ['log-runs', filter],
    queryFn: ({ pageParam, signal }) =>
      call<RunPage>(`/log/runs?${paramsOf(filter, { before: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: NOW_AND_THEN,
  });
}

/** Companies whose log one may read, one's own first. */
export const logCompaniesQuery = queryOptions({
  queryKey: ['log-companies'],
  queryFn: ({ signal }) => call<LogCompanies>('/log/companies', { signal }),
  staleTime: 60_000,
});

/** The people of a company, for the choice of whose calendars the log is to tell. */
export function logPeopleQuery(companyId: string | undefined) {
  return queryOptions({
    queryKey: ['log-people', companyId],
    queryFn: ({ signal }) => call<Colleague[]>(`/log/people?${paramsOf({ companyId })}`, { signal }),
    staleTime: 60_000,
  });
}

/** Puts a value of a conflict back; the line then says so wherever it is shown. */
export function usePutBack(storyId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PutBack) => call<LogEntry>(`/log/${storyId}/put-back`, { method: 'POST', body }),
    onSuccess: () =>
      Promise.all(['log-latest', 'activities'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

/** The address of a download of everything that the filter finds. */
export function logExportPath(filter: LogFilter, format: 'csv' | 'json'): string {
  return `/api/log/export?${paramsOf(filter, { format })}`;
}

/** Query parameters of what is set. */
export function paramsOf(...parts: readonly object[]): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(Object.assign({}, ...parts) as Record<string, unknown>))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  return params;
}
