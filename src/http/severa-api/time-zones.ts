import { createHash } from 'node:crypto';
import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import { windowsZoneOf } from '../../model/windows-zones.ts';

/** Severa's `TimezoneModel`; `systemName` is the Windows id. */
export interface TimeZoneModel {
  readonly guid: string;
  readonly name: string;
  readonly systemName: string;
  readonly ianaName: string;
}

/** Every zone of the listing: one for each Windows id, with CLDR's most usual IANA name for it. */
export const TIME_ZONES: readonly TimeZoneModel[] = windowsZones.supplemental.windowsZones.mapTimezones
  .filter(({ mapZone }) => mapZone._territory === '001')
  .map(({ mapZone }) => zoneModel(mapZone._other, mapZone._type));

/** The model of a user's or company's IANA zone, even where several share one Windows id. */
export function timeZoneModel(ianaName: string): TimeZoneModel {
  return zoneModel(windowsZoneOf(ianaName) ?? ianaName, ianaName);
}

function zoneModel(systemName: string, ianaName: string): TimeZoneModel {
  return { guid: guidOf(ianaName), name: ianaName.replaceAll('_', ' '), systemName, ianaName };
}

/** Zones stand in no table: their ids are made from their names, as version 5 UUIDs are. */
function guidOf(ianaName: string): string {
  const hash = createHash('sha1').update(`time zone ${ianaName}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
