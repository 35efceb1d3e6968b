import type { LogFilter } from '../api/log.ts';
import { nextDay, startOfDay } from '../language/zoned-time.ts';
import type { LogSearch } from '../routes/search.ts';

/** The filters of the address bar as the API takes them: days become instants in the user's zone. */
export function logFilter({ from, to, ...rest }: LogSearch, timeZone: string): LogFilter {
  return {
    ...rest,
    from: from && startOfDay(from, timeZone),
    to: to && startOfDay(nextDay(to), timeZone),
  };
}

export function isFiltered(search: LogSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
