import { createHash } from 'node:crypto';
import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };

/** Severa's `TimezoneModel`; `systemName` is the Windows id. */
export interface TimeZoneModel {
  readonly guid: string;
  readonly name: string;
  readonly systemName: string;
  readonly ianaName: string;
}

/** The old names by which CLDR calls zones that have been renamed since (IANA's `backward` file). */
const RENAMED: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Godthab': 'America/Nuuk',
};

const MAPPINGS = windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => ({
  windows: mapZone._other,
  iana: mapZone._type.split(' ').map((zone) => RENAMED[zone] ?? zone),
  isDefault: mapZone._territory === '001',
}));

/** Every zone of the listing: one for each Windows id, with CLDR's most usual IANA name for it. */
export const TIME_ZONES: readonly TimeZoneModel[] = MAPPINGS.filter(({ isDefault }) => isDefault).map(
  ({ windows, iana }) => zoneModel(windows, iana[0] ?? windows),
);

/** The model of a user's or company's IANA zone, even where several share one Windows id. */
export function timeZoneModel(ianaName: string): TimeZoneModel {
  const mapping = MAPPINGS.find(({ iana }) => iana.includes(ianaName));
  return zoneModel(mapping?.windows ?? ianaName, ianaName);
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
