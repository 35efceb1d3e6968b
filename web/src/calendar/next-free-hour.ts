import type { ActivityTime } from '../api/contract.ts';
import { instantOf, wallTime } from '../language/zoned-time.ts';

/** An hour for a new activity on a day: the next full hour if it is today, nine in the morning otherwise. */
export function nextFreeHour(date: string, zone: string, now = new Date()): ActivityTime {
  const hour =
    date === wallTime(now.toISOString(), zone).date
      ? Number(wallTime(now.toISOString(), zone).time.slice(0, 2)) + 1
      : 9;
  const time = `${String(Math.min(hour, 23)).padStart(2, '0')}:00`;
  const start = instantOf({ date, time }, zone);
  const end = new Date(Date.parse(start) + 3_600_000).toISOString();
  return { kind: 'timed', start, end, zone };
}
