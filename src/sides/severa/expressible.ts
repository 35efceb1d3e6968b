import { daysUntil } from '../../model/calendar-day.ts';
import type { Recurrence, RecurrencePattern } from '../../model/recurrence.ts';
import type { ZoneId } from '../../model/time.ts';

/**
 * What Severa's recurrence (`reference` of its REST API: frequency, pattern, range) has no word for:
 * `firstDayOfWeek` weeks that begin on another day than Monday, where that moves occurrences; `zone` a rule in
 * another zone than its owner's; `shortMonths` a day that some months lack, whose meaning there Severa does not
 * say; `endless` a series without end, which Severa advises against.
 */
export type SeveraLoss = 'firstDayOfWeek' | 'zone' | 'shortMonths' | 'endless';

/**
 * What of a rule is lost in Severa; an empty list where it can say it all. A series with losses is kept there
 * as single entries or exceptions instead. `ownerZone`: that of the user whose activity it is.
 */
export function expressibleInSevera(recurrence: Recurrence, ownerZone: ZoneId): readonly SeveraLoss[] {
  const losses: SeveraLoss[] = [];
  if (needsItsWeek(recurrence.pattern)) losses.push('firstDayOfWeek');
  if (recurrence.zone !== ownerZone) losses.push('zone');
  if (fallsOnMissingDays(recurrence.pattern)) losses.push('shortMonths');
  if (recurrence.range.kind === 'endless') losses.push('endless');
  return losses;
}

/** Where a week begins matters only when weeks are passed over and the days lie on both sides of Monday. */
function needsItsWeek(pattern: RecurrencePattern): boolean {
  if (pattern.kind !== 'weekly' || pattern.interval === 1 || pattern.firstDayOfWeek === 'MO') return false;
  const turn = daysUntil('MO', pattern.firstDayOfWeek);
  const isEarly = pattern.days.map((day) => daysUntil('MO', day) < turn);
  return isEarly.includes(true) && isEarly.includes(false);
}

/** Days of the shortest form of each month. */
const SHORTEST = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function fallsOnMissingDays(pattern: RecurrencePattern): boolean {
  if (pattern.kind === 'monthlyOnDate') return pattern.dayOfMonth > 28;
  return pattern.kind === 'yearlyOnDate' && pattern.dayOfMonth > (SHORTEST[pattern.month - 1] ?? 31);
}
