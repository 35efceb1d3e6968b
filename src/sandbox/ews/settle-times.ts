import { midnightAfter, midnightBefore, type Zone } from '../zones/zone.ts';
import { EwsError } from './ews-error.ts';
import type { Draft } from './properties/property.ts';

const minute = 60_000;

/** The longest time that an item may take: five years. */
const longest = 5 * 366 * 24 * 60 * minute;

/**
 * Makes an all-day item run from midnight to midnight of its own zones, and refuses times that no item may have.
 * A time that is not midnight there is widened to the whole day, as Exchange does.
 * @throws EwsError ErrorCalendarEndDateIsEarlierThanStartDate, ErrorCalendarDurationIsTooLong
 */
export function settleTimes(draft: Draft): void {
  if (draft.end < draft.start) {
    throw new EwsError(
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'The end date is earlier than the start date.',
    );
  }
  if (draft.end - draft.start > longest) {
    throw new EwsError('ErrorCalendarDurationIsTooLong', 'The duration of the calendar item is too long.');
  }
  if (!draft.allDay) return;
  draft.start = midnightBefore(draft.startZone, draft.start);
  draft.end = endOfAllDay(draft.startZone, draft.start, draft.end);
}

function endOfAllDay(zone: Zone, start: number, end: number): number {
  const midnight = midnightAfter(zone, end);
  return midnight > start ? midnight : midnightAfter(zone, start + minute);
}
