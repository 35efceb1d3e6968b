import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };

interface MapZone {
  readonly mapZone: { readonly _other: string; readonly _type: string; readonly _territory: string };
}

const mapped = windowsZones.supplemental.windowsZones.mapTimezones as readonly MapZone[];

/** IANA zone of every Windows zone id (CLDR's windowsZones, territory 001). */
const ianaByWindowsId = new Map(
  mapped
    .filter(({ mapZone }) => mapZone._territory === '001')
    .map(({ mapZone }) => [mapZone._other, mapZone._type.split(' ')[0] ?? 'Etc/UTC']),
);

/** Every Windows zone id that the server knows, sorted by name. */
export const windowsZoneIds: readonly string[] = [...ianaByWindowsId.keys()].sort();

/** The IANA zone of a Windows zone id, or undefined when the server does not know the id. */
export function ianaZone(windowsId: string): string | undefined {
  return ianaByWindowsId.get(windowsId);
}

/** The Windows zone id of an IANA zone name, or undefined. */
export function windowsZone(iana: string): string | undefined {
  if (iana === '') return undefined;
  const found = mapped.find(({ mapZone }) => mapZone._type.split(' ').includes(iana));
  return found?.mapZone._other;
}
