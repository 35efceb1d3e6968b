import { instantOf, wallOf, type Zone } from '../zones/zone.ts';
import type { RequestContext } from './operations/operation.ts';

/**
 * Reads an xs:dateTime that has passed the schema. A time without an offset is a wall time of the zone.
 * @returns milliseconds since 1970, whole seconds
 */
export function readDateTime(text: string, zone: Zone): number {
  const trimmed = text.trim().replace(/\.\d+/, '');
  const wall = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(trimmed) ? trimmed : `${trimmed}Z`);
  return trimmed === withoutOffset(trimmed) ? instantOf(zone, wall) : wall;
}

function withoutOffset(text: string): string {
  return text.replace(/(Z|[+-]\d\d:\d\d)$/, '');
}

/** Writes an instant as Exchange does: in UTC, or with the offset of the zone that the request asked for. */
export function writeDateTime(instant: number, view: Pick<RequestContext, 'zone' | 'zoneAsked'>): string {
  if (!view.zoneAsked) return `${isoSeconds(instant)}Z`;
  const wall = wallOf(view.zone, instant);
  return `${isoSeconds(wall)}${offsetText((wall - instant) / 60_000)}`;
}

/** The wall time itself, without an offset. */
export function writeWallTime(instant: number, zone: Zone): string {
  return isoSeconds(wallOf(zone, instant));
}

function isoSeconds(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}

/** Minutes ahead of UTC as they follow a time: `+02:00`, or `Z`. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Minutes as an xs:duration: 90 is `PT1H30M`. */
export function writeDuration(minutes: number): string {
  const sign = minutes < 0 ? '-' : '';
  const size = Math.abs(minutes);
  const days = Math.floor(size / 1_440);
  const hours = Math.floor((size % 1_440) / 60);
  const rest = size % 60;
  const time = `${hours ? `${hours}H` : ''}${rest ? `${rest}M` : ''}`;
  if (size === 0) return 'PT0S';
  return `${sign}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** The minutes of an xs:duration of days, hours and minutes, as zone rules use them. */
export function readDuration(text: string): number {
  const parts = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?$/.exec(text.trim());
  if (!parts) return 0;
  const [, sign, days = 0, hours = 0, minutes = 0] = parts;
  const size = Number(days) * 1_440 + Number(hours) * 60 + Number(minutes);
  return sign ? -size : size;
}
