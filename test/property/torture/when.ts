import { Temporal } from 'temporal-polyfill';
import type { EntryTime } from '../../../src/model/time.ts';
import type { Chance } from './chance.ts';

/** Zones in which people plan, with the names that Exchange has for them. */
export const ZONES: Readonly<Record<string, string>> = {
  'Europe/Helsinki': 'FLE Standard Time',
  'America/New_York': 'Eastern Standard Time',
  'Asia/Kolkata': 'India Standard Time',
};

/** A zone by the name that stories use; CLDR goes on calling Kolkata Calcutta. */
export function zoneName(zone: string): string {
  return zone === 'Asia/Calcutta' ? 'Asia/Kolkata' : zone;
}

/** Where all these people and their mailboxes live. */
export const HOME = 'Europe/Helsinki';

const QUARTER = 15;

/** A random time from tomorrow on, well inside the window; mostly at home and mostly within a day. */
export function someTime(chance: Chance): EntryTime {
  const day = today().add({ days: chance.int(1, 40) });
  if (chance.happens(20)) {
    return { kind: 'allDay', start: day.toString(), end: day.add({ days: chance.int(1, 3) }).toString() };
  }
  const zone = chance.happens(80) ? HOME : chance.pick(Object.keys(ZONES));
  return timedOn(day, zone, chance.int(28, 76), chance.int(1, 12));
}

/** A time within one day at home, as series have it. */
export function someHours(chance: Chance): EntryTime {
  return timedOn(today().add({ days: chance.int(1, 20) }), HOME, chance.int(28, 64), chance.int(2, 6));
}

/** `quarters` after midnight, so many quarters long. */
function timedOn(day: Temporal.PlainDate, zone: string, quarters: number, length: number): EntryTime {
  const from = day.toZonedDateTime(zone).add({ minutes: quarters * QUARTER });
  const to = from.add({ minutes: length * QUARTER });
  return { kind: 'timed', start: instant(from), end: instant(to), zone };
}

/** The same time so many minutes later; an all-day one stays. */
export function later(time: EntryTime, minutes: number): EntryTime {
  if (time.kind === 'allDay') return time;
  const move = (at: string) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  return { ...time, start: move(time.start), end: move(time.end) };
}

export function dateAtHome(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(HOME).toPlainDate().toString();
}

/** Midnight of a date in a zone, as an instant. */
export function midnight(date: string, zone: string): string {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime(zone));
}

function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(HOME);
}

function instant(at: Temporal.ZonedDateTime): string {
  return new Date(at.epochMilliseconds).toISOString();
}
