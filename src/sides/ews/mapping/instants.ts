import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate, ZoneId } from '../../../model/time.ts';
import { ewsError } from '../errors.ts';

const DAY = 24;

/**
 * What servers write nearly always, on days that every month has: read without the library, since thousands of
 * times take it a while.
 */
const COMMON =
  /^\d{4}-\d\d-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

/** An xs:dateTime of EWS as an instant; one without an offset is wall-clock time in `zone`. */
export function readInstant(text: string | null, what: string, zone: ZoneId): Instant {
  const common = COMMON.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  if (!Number.isNaN(common)) return new Date(common).toISOString();
  try {
    const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text ?? '');
    const instant = hasOffset
      ? Temporal.Instant.from(text ?? '')
      : Temporal.PlainDateTime.from(text ?? '')
          .toZonedDateTime(zone)
          .toInstant();
    return new Date(instant.epochMilliseconds).toISOString();
  } catch {
    throw ewsError('EWS_ENTRY_UNREADABLE', `the entry's ${what} is not a time: ${text ?? 'missing'}`);
  }
}

/** An instant as EWS takes it: UTC, without fractions where there are none. */
export function writeInstant(instant: Instant): string {
  return instant.replace('.000Z', 'Z');
}

/** The date part of an xs:date, whose offset (`2026-11-24+02:00`) says nothing: the rule's zone decides. */
export function readDate(text: string | null, what: string): PlainDate {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
  if (!date)
    throw ewsError('EWS_ENTRY_UNREADABLE', `the entry's ${what} is not a date: ${text ?? 'missing'}`);
  return date;
}

export function midnight(date: PlainDate, zone: ZoneId): Instant {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant();
  return new Date(start.epochMilliseconds).toISOString();
}

/** Whether the instant is the first moment of a day in the zone. */
export function isMidnight(instant: Instant, zone: ZoneId): boolean {
  return midnight(local(instant, zone).toPlainDate().toString(), zone) === instant;
}

/** The date whose midnight is nearest: all-day entries made in another zone are off by some hours. */
export function nearestDate(instant: Instant, zone: ZoneId): PlainDate {
  if (isMidnight(instant, zone)) return local(instant, zone).toPlainDate().toString();
  return local(instant, zone)
    .add({ hours: DAY / 2 })
    .toPlainDate()
    .toString();
}

export function nextDay(date: PlainDate): PlainDate {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** Minutes by which the zone's clocks are ahead of UTC at that instant. */
export function offsetMinutes(instant: Instant, zone: ZoneId): number {
  return local(instant, zone).offsetNanoseconds / 60e9;
}

function local(instant: Instant, zone: ZoneId): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}
