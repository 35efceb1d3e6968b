import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { Recurrence } from '../../../model/recurrence.ts';
import type { EntryTime, Instant } from '../../../model/time.ts';

const HOUR = 3600_000;

/** Ten days from 1 December 2026, ten o'clock in Helsinki. */
export const DAILY: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 10 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};

/** The start that the rule gives its nth occurrence. */
export function day(n: number): Instant {
  return new Date(Date.parse('2026-12-01T08:00:00Z') + (n - 1) * 24 * HOUR).toISOString();
}

/** An hour on the nth day, so many hours later than the rule has it. */
export function hourOn(n: number, later = 0): EntryTime {
  const start = Date.parse(day(n)) + later * HOUR;
  const end = new Date(start + HOUR).toISOString();
  return { kind: 'timed', start: new Date(start).toISOString(), end, zone: 'Europe/Helsinki' };
}

/** The series as an entry. */
export function aSeries(fields: Partial<CalendarEntry>): CalendarEntry {
  return {
    subject: 'Daily',
    time: hourOn(1),
    location: 'Room 4',
    text: 'Bring the figures.',
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: DAILY,
    ...fields,
  };
}
