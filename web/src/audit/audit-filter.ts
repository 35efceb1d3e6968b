import type { AuditFilter } from '../api/audit.ts';
import { nextDay, startOfDay } from '../language/zoned-time.ts';
import type { AuditSearch } from '../routes/search.ts';

/** The filters of the address bar as the API takes them: days become instants in the user's zone. */
export function auditFilter({ from, to, ...rest }: AuditSearch, timeZone: string): AuditFilter {
  return {
    ...rest,
    from: from && startOfDay(from, timeZone),
    to: to && startOfDay(nextDay(to), timeZone),
  };
}
