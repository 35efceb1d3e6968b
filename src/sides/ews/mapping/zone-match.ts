import { Temporal } from 'temporal-polyfill';
import type { Instant, ZoneId } from '../../../model/time.ts';
import { mainZones } from '../../../model/windows-zones.ts';
import type { XmlElement } from '../xml-element.ts';
import { type ClockChange, clockChanges, readZoneRules } from './zone-rules.ts';

/** Years before and after an entry in which its zone's clocks must be those of the zone that it is taken for. */
const YEARS_AROUND = 1;

/**
 * The zone whose clocks run as a custom definition says, around a time: the user's own where it is one, else the
 * first in CLDR's order, so that the same definition always gives the same zone. Null where none does.
 */
export function zoneByRules(definition: XmlElement, at: Instant, userZone: ZoneId): ZoneId | null {
  const year = Number(at.slice(0, 4));
  const from = year - YEARS_AROUND;
  const to = year + YEARS_AROUND + 1;
  const wanted = clockOf(definition, from, to);
  if (!wanted) return null;
  const asked = JSON.stringify([from, to, wanted]);
  if (runsBy(asked, wanted, from, to, userZone)) return userZone;
  return mainZones().find((zone) => runsBy(asked, wanted, from, to, zone)) ?? null;
}

/** The definition's clock in those years; null where it holds no rules, or such as make no sense. */
function clockOf(definition: XmlElement, from: number, to: number): Clock | null {
  try {
    const rules = readZoneRules(definition);
    return rules && rules.length > 0 ? clockChanges(rules, from, to) : null;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

type Clock = ReturnType<typeof clockChanges>;

/** Answers by definition and zone: a calendar often holds hundreds of entries with one odd zone. */
const KNOWN = new Map<string, boolean>();
const MOST_KNOWN = 5_000;

function runsBy(asked: string, wanted: Clock, from: number, to: number, zone: ZoneId): boolean {
  const key = `${zone} ${asked}`;
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const answer = hasClock(wanted, from, to, zone);
  KNOWN.set(key, answer);
  return answer;
}

function hasClock({ offset, changes }: Clock, from: number, to: number, zone: ZoneId): boolean {
  let now = Temporal.Instant.fromEpochMilliseconds(Date.UTC(from, 0, 1)).toZonedDateTimeISO(zone);
  if (now.offsetNanoseconds / 60e9 !== offset) return false;
  const end = Date.UTC(to, 0, 1);
  let at = 0;
  for (;;) {
    const next: Temporal.ZonedDateTime | null = now.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= end) return at === changes.length;
    if (!isSame(next, changes[at])) return false;
    now = next;
    at += 1;
  }
}

function isSame(transition: Temporal.ZonedDateTime, change: ClockChange | undefined): boolean {
  return (
    change !== undefined &&
    transition.epochMilliseconds === change.at &&
    transition.offsetNanoseconds / 60e9 === change.offset
  );
}
