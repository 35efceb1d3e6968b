import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import { windowsZoneOf } from '../../model/windows-zones.ts';
import { namedGuid } from './named-guid.ts';

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
  return {
    guid: namedGuid(`time zone ${ianaName}`),
    name: ianaName.replaceAll('_', ' '),
    systemName,
    ianaName,
  };
}
