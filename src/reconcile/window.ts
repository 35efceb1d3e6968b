import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { Recurrence, RecurrencePattern } from '../model/recurrence.ts';
import { instantFromMillis, overlapsWindow, type Window } from '../model/time.ts';

const DAY = 86_400_000;

/** The longest step of a pattern in days, so that an estimate of a series' end is never too early. */
function longestStep(pattern: RecurrencePattern): number {
  switch (pattern.kind) {
    case 'daily':
      return pattern.interval;
    case 'weekly':
      return 7 * pattern.interval;
    case 'monthlyOnDate':
    case 'monthlyOnDay':
      return 31 * pattern.interval;
    case 'yearlyOnDate':
    case 'yearlyOnDay':
      return 366;
  }
}

/** The date after which the series has certainly ended; null where it never does. */
function latestDate({ range, start, pattern }: Recurrence): string | null {
  if (range.kind === 'endless') return null;
  if (range.kind === 'until') return range.lastDate;
  // A date that many months do not have (the 31st, 29 February) makes a count last longer: four times is safe.
  const days = 4 * longestStep(pattern) * range.occurrences;
  return instantFromMillis(Date.parse(`${start}T00:00:00Z`) + days * DAY).slice(0, 10);
}

/** Whether an entry, or some occurrence of a series, may touch the window; in doubt it does. */
export function touchesWindow(entry: CalendarEntry, window: Window): boolean {
  const { recurrence, time } = entry;
  if (recurrence === null || overlapsWindow(time, window)) return overlapsWindow(time, window);
  if (time.start >= window.to) return false;
  const latest = latestDate(recurrence);
  return latest === null || `${latest}T23:59:59.999Z` >= window.from;
}
