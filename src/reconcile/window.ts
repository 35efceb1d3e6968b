import type { CalendarEntry } from '../model/calendar-entry.ts';
import { isEmptyRule, seriesOf, touchesPeriod } from '../model/occurrences.ts';
import { overlapsWindow, type Window } from '../model/time.ts';

/**
 * Whether an entry, or some occurrence of a series, touches the window: a series that began before it does
 * while it goes on, and so does one of which a single occurrence was moved into it. A series that its rule
 * gives no occurrence goes by its own time.
 */
export function touchesWindow(entry: CalendarEntry, window: Window): boolean {
  const series = seriesOf(entry);
  if (series === null || isEmptyRule(series.recurrence)) return overlapsWindow(entry.time, window);
  return touchesPeriod(series, window);
}
