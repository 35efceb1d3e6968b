import type { LogFilter, RunFilter } from '../api/log.ts';
import { nextDay, startOfDay } from '../language/zoned-time.ts';
import type { LogSearch } from '../routes/search.ts';

/** The filters of the address bar as the API takes them: days become instants in the user's zone. */
export function logFilter(
  { from, to, company, view: _view, ...rest }: LogSearch,
  timeZone: string,
): LogFilter {
  return { ...rest, companyId: company, ...periodOf({ from, to }, timeZone) };
}

/** Of these filters, those that runs have as well. */
export function runFilter({ from, to, company, userId }: LogSearch, timeZone: string): RunFilter {
  return { companyId: company, userId, ...periodOf({ from, to }, timeZone) };
}

function periodOf({ from, to }: Pick<LogSearch, 'from' | 'to'>, timeZone: string) {
  return {
    from: from && startOfDay(from, timeZone),
    to: to && startOfDay(nextDay(to), timeZone),
  };
}

/** Whether anything narrows the log down; which company's it is, and which part of the page, is no filter. */
export function isFiltered({ company: _company, view: _view, ...filters }: LogSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
