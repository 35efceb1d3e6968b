import { Temporal } from 'temporal-polyfill';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { Instant, ZoneId } from '../../../model/time.ts';
import { ianaZoneOf, windowsZoneOf } from '../../../model/windows-zones.ts';
import { ewsDetails } from '../errors.ts';
import { child, descend, type XmlElement } from '../xml-element.ts';
import type { MappingContext } from './context.ts';
import { offsetMinutes } from './instants.ts';
import { zoneByRules } from './zone-match.ts';

export interface EntryZone {
  readonly zone: ZoneId;
  /** Set where the entry's zone is one that nobody can name: its instants hold, its wall clock is lost. */
  readonly remark: ErrorDetails | null;
}

/**
 * The zone in which the entry was planned. An entry without one is taken as the user's; a custom zone as the one
 * whose clocks run by the same rules, or for a single entry as the user's where the clocks agree just then; any
 * other unknown id leaves the instants in UTC and says so.
 */
export function readZone(item: XmlElement, at: Instant, context: MappingContext): EntryZone {
  const definition = child(item, 'StartTimeZone') ?? child(item, 'MeetingTimeZone');
  const id = definition?.attributes.Id ?? definition?.attributes.TimeZoneName ?? null;
  if (!definition || !id) return { zone: context.userZone, remark: null };
  const known = ianaZoneOf(id, context.userZone) ?? zoneByRules(definition, at, context.userZone);
  if (known) return { zone: known, remark: null };
  // The same clock now is enough for one entry, but a series would be wrong half the year.
  const isSeries = child(item, 'Recurrence') !== undefined;
  if (!isSeries && agreesWith(definition, at, context.userZone))
    return { zone: context.userZone, remark: null };
  const words = `the entry's time zone "${id}" is not known; its times are kept in UTC`;
  return { zone: 'Etc/UTC', remark: ewsDetails('EWS_ZONE_UNKNOWN', words, { extra: { zone: id } }) };
}

/** Whether one of a custom zone's own biases is the offset that the zone has at that instant. */
function agreesWith(definition: XmlElement, at: Instant, zone: ZoneId): boolean {
  const biases = (descend(definition, 'Periods')?.children ?? []).map((period) =>
    minutesOf(period.attributes.Bias),
  );
  return biases.some((bias) => bias !== null && bias === -offsetMinutes(at, zone));
}

/** An xs:duration such as `-PT2H` in minutes. */
function minutesOf(duration: string | undefined): number | null {
  try {
    return Temporal.Duration.from(duration ?? '').total('minutes');
  } catch {
    return null;
  }
}

/** The Windows name to write for a zone: its own, or the user's where Windows has none; instants are not moved. */
export function windowsName(zone: ZoneId, context: MappingContext): string {
  return windowsZoneOf(zone) ?? windowsZoneOf(context.userZone) ?? 'UTC';
}
