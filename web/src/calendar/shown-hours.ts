import type { ActivityView } from '../api/contract.ts';
import { wallTime } from '../language/zoned-time.ts';

/** Hours of the day that a calendar draws: from `first` up to `end` (0 to 24). */
export interface Hours {
  readonly first: number;
  readonly end: number;
}

const ORDINARY: Hours = { first: 7, end: 20 };

/**
 * The hours that a day or week shows: ordinary ones, and as many more as its activities need, so that none
 * of them is out of sight and nobody scrolls through the night for nothing.
 */
export function shownHours(activities: readonly ActivityView[], timeZone: string): Hours {
  return activities.reduce((hours, { time }) => {
    if (time.kind === 'allDay') return hours;
    const start = wallTime(time.start, timeZone);
    const end = wallTime(time.end, timeZone);
    if (start.date !== end.date && end.time !== '00:00') return { first: 0, end: 24 };
    const lastHour = start.date === end.date ? hourAfter(end.time) : 24;
    return {
      first: Math.min(hours.first, Number(start.time.slice(0, 2))),
      end: Math.max(hours.end, lastHour),
    };
  }, ORDINARY);
}

/** The full hour at or after a time of day. */
function hourAfter(time: string): number {
  return Number(time.slice(0, 2)) + (time.endsWith(':00') ? 0 : 1);
}

/** As the calendar library takes it: `07:00:00`. */
export function asDuration(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00:00`;
}
