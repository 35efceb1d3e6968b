/**
 * Ids of occurrences. An occurrence stands in no table, but calendars and clients need a lasting id for it: it
 * is made from the id of its series and its date, and says both again. It lasts as long as the series does,
 * whatever happens to the series' time of day or to the occurrence itself.
 *
 * The id is a UUID of version 8 (RFC 9562, 5.8: a layout of one's own). It is the series' id with two changes:
 * the version, which tells it from the ids of activities (they are random, version 4), and the day, laid over
 * the first 24 bits of the last group by exclusive or.
 */
import { dateOf, dayOf } from './calendar-day.ts';
import type { PlainDate } from './time.ts';

const VERSION_AT = 14;
const DAY_AT = 24;
const DAY_LENGTH = 6;

/** Days are counted from here, so that they are never negative. */
const FIRST_DAY = dayOf('0001-01-01');
const DAYS = 0x1000000;

export function occurrenceId(seriesId: string, date: PlainDate): string {
  return withVersion(laidOver(seriesId, dayOf(date) - FIRST_DAY), '8');
}

/** Whether an id may be one of an occurrence. */
export function isOccurrenceId(id: string): boolean {
  return id.charAt(VERSION_AT) === '8';
}

/** The date of the occurrence with this id in a series; null where it is none of that series. */
export function dateInSeries(id: string, seriesId: string): PlainDate | null {
  if (!isOccurrenceId(id)) return null;
  const day = dayBits(id) ^ dayBits(seriesId);
  const isOurs = withVersion(laidOver(seriesId, day), '8') === id.toLowerCase();
  const date = day < DAYS ? dateOf(day + FIRST_DAY) : '';
  return isOurs && date.length === 10 ? date : null;
}

/** The ids between which the series of an occurrence lies, both included: few activities are there. */
export function seriesIdsAround(id: string): { readonly from: string; readonly to: string } {
  const start = id.slice(0, VERSION_AT).toLowerCase();
  return { from: `${start}0000-0000-000000000000`, to: `${start}ffff-ffff-ffffffffffff` };
}

function laidOver(id: string, day: number): string {
  const bits = (dayBits(id) ^ day).toString(16).padStart(DAY_LENGTH, '0');
  return id.slice(0, DAY_AT).toLowerCase() + bits + id.slice(DAY_AT + DAY_LENGTH).toLowerCase();
}

function dayBits(id: string): number {
  return Number.parseInt(id.slice(DAY_AT, DAY_AT + DAY_LENGTH), 16);
}

function withVersion(id: string, version: string): string {
  return id.slice(0, VERSION_AT) + version + id.slice(VERSION_AT + 1);
}
