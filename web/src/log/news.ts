import type { InfiniteData } from '@tanstack/react-query';
import type { LogEntry, LogPage } from '../api/contract.ts';

export type Pages = InfiniteData<LogPage, unknown>;

/** Lines that have come since the log was read, the newest first. */
export function newsOf(pages: Pages, latest: LogPage): readonly LogEntry[] {
  const shown = new Set(pages.pages.flatMap((page) => page.entries.map(({ id }) => id)));
  return latest.entries.filter(({ id }) => !shown.has(id));
}

/** Whether older lines may have come than the latest page holds: the news may be more than can be counted. */
export function isMoreThanShown(pages: Pages, latest: LogPage): boolean {
  return latest.next !== null && newsOf(pages, latest).length === latest.entries.length;
}

/** The pages with the news on top. Where there may be a gap before what was read, the log begins anew. */
export function withNews(pages: Pages, latest: LogPage): Pages {
  if (isMoreThanShown(pages, latest) || pages.pages.length === 0)
    return { pages: [latest], pageParams: [undefined] };
  const [first, ...rest] = renewed(pages, latest).pages as [LogPage, ...LogPage[]];
  const entries = [...newsOf(pages, latest), ...first.entries].sort(
    (one, other) => Number(other.id) - Number(one.id),
  );
  return { ...pages, pages: [{ ...first, entries }, ...rest] };
}

/** The pages with the lines that they hold as these are by now: a value put back, a name that became private. */
export function renewed(pages: Pages, latest: LogPage): Pages {
  const now = new Map(latest.entries.map((entry) => [entry.id, entry]));
  const isOld = (entry: LogEntry) => JSON.stringify(now.get(entry.id) ?? entry) !== JSON.stringify(entry);
  if (!pages.pages.some((page) => page.entries.some(isOld))) return pages;
  const renew = (page: LogPage) => ({
    ...page,
    entries: page.entries.map((entry) => now.get(entry.id) ?? entry),
  });
  return { ...pages, pages: pages.pages.map(renew) };
}
