import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { AuditPage, AuditQuery } from './contract.ts';

export type AuditFilter = Omit<AuditQuery, 'before' | 'limit'>;

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      call<AuditPage>(`/audit?${auditParams(filter, { before: pageParam ?? undefined })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** The address of a download of everything that the filter finds. */
export function auditExportPath(filter: AuditFilter, format: 'csv' | 'json'): string {
  return `/api/audit/export?${auditParams(filter, { format })}`;
}

function auditParams(filter: AuditFilter, more: Record<string, string | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value) params.set(name, value);
  return params;
}
