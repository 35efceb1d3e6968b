import { type EntryTime, normaliseInstant } from '../model/time.ts';
import type { ActivityTime } from './contract.ts';
import { Refusal, refuseField } from './refusal.ts';

/** The model's time of what the form holds; throws a Refusal (400) for ends before starts and odd zones. */
export function entryTimeOf(time: ActivityTime): EntryTime {
  return time.kind === 'allDay' ? allDay(time) : timed(time);
}

function timed(time: Extract<ActivityTime, { kind: 'timed' }>): EntryTime {
  const { zone } = time;
  const start = normaliseInstant(time.start);
  const end = normaliseInstant(time.end);
  if (end < start) throw refuseField(400, 'time.end', 'endBeforeStart');
  if (zone.trim() === '')
    throw new Refusal(400, 'invalidRequest', { fields: { 'time.zone': { key: 'validation.required' } } });
  if (!isZone(zone)) throw refuseField(400, 'time.zone', 'zoneUnknown', { zone });
  return { kind: 'timed', start, end, zone };
}

function allDay(time: Extract<ActivityTime, { kind: 'allDay' }>): EntryTime {
  const { start, end } = time;
  if (end <= start) throw refuseField(400, 'time.end', 'allDayEmpty');
  return { kind: 'allDay', start, end };
}

/** Whether the machine knows the zone; offsets such as `+02:00` are none, they have no daylight saving. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A to-do without duration is one instant, its start and end alike. */
export function hasDuration(time: EntryTime): boolean {
  return time.kind === 'allDay' || time.start !== time.end;
}
