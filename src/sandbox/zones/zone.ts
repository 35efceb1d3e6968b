import { ianaOffset } from './iana-offset.ts';
import { ianaZone } from './windows-zones.ts';
import { definedOffset, type ZoneDefinition } from './zone-definition.ts';

/** A zone as an item keeps it: a Windows id that the server knows, or a definition of its own. */
export interface Zone {
  readonly id: string;
  /** The display name that came with a definition. */
  readonly name?: string;
  /** Set when the rules came with the request instead of from the server's list. */
  readonly definition?: ZoneDefinition;
}

export const utc: Zone = { id: 'UTC' };

/** Minutes ahead of UTC at an instant (milliseconds since 1970). */
export function offsetAt(zone: Zone, instant: number): number {
  if (zone.definition) return definedOffset(zone.definition, instant);
  return ianaOffset(ianaZone(zone.id) ?? 'Etc/UTC', instant);
}

/**
 * The instant at which the zone's clocks show a wall time (given as if it were UTC). A time that spring skips
 * is taken with the offset before the change, a time that autumn repeats means its first occurrence.
 */
export function instantOf(zone: Zone, wall: number): number {
  const early = offsetAt(zone, wall - 86_400_000);
  const first = wall - early * 60_000;
  if (offsetAt(zone, first) === early) return first;
  const late = offsetAt(zone, wall + 86_400_000);
  const second = wall - late * 60_000;
  return offsetAt(zone, second) === late ? second : first;
}

/** What the zone's clocks show at an instant, as if it were UTC. */
export function wallOf(zone: Zone, instant: number): number {
  return instant + offsetAt(zone, instant) * 60_000;
}

const day = 86_400_000;

/** The last midnight of the zone at or before an instant. */
export function midnightBefore(zone: Zone, instant: number): number {
  return instantOf(zone, Math.floor(wallOf(zone, instant) / day) * day);
}

/** The first midnight of the zone at or after an instant. */
export function midnightAfter(zone: Zone, instant: number): number {
  return instantOf(zone, Math.ceil(wallOf(zone, instant) / day) * day);
}
