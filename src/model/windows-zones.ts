import windowsZones from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import type { ZoneId } from './time.ts';

/** Zone ids that Exchange and its clients write beside the Windows names, and what they mean. */
const ALIASES: ReadonlyMap<string, ZoneId> = new Map([
  ['tzone://microsoft/utc', 'Etc/UTC'],
  ['utc', 'Etc/UTC'],
  ['coordinated universal time', 'Etc/UTC'],
  ['gmt', 'Etc/UTC'],
  ['z', 'Etc/UTC'],
  // Names that Windows has dropped, still found in old entries.
  ['kamchatka standard time', 'Asia/Kamchatka'],
  ['mid-atlantic standard time', 'Etc/GMT+2'],
  ['mexico standard time', 'America/Mexico_City'],
  ['mexico standard time 2', 'America/Chihuahua'],
]);

/** IANA names newer than the CLDR table's own, by the Windows zone that they belong to. */
const NEWER_NAMES: ReadonlyMap<ZoneId, string> = new Map([
  ['Europe/Kyiv', 'FLE Standard Time'],
  ['UTC', 'UTC'],
]);

interface WindowsZone {
  readonly id: string;
  /** The zone that stands for the whole Windows zone. */
  readonly main: ZoneId;
  readonly all: ReadonlySet<ZoneId>;
}

const BY_WINDOWS_ID: ReadonlyMap<string, WindowsZone> = readTable();
const BY_IANA: ReadonlyMap<ZoneId, string> = new Map([
  ...[...BY_WINDOWS_ID.values()].flatMap((zone) => [...zone.all].map((iana) => [iana, zone.id] as const)),
  ...NEWER_NAMES,
]);

/**
 * The IANA zone behind a zone id of Exchange: a Windows name, an IANA name, or one of the odd ids that clients
 * write. A Windows zone covers many IANA zones; `preferred` (the user's own) is given back where it is one of
 * them, since then nothing moves. Null for ids that say nothing (`tzone://Microsoft/Custom`, free text).
 */
export function ianaZoneOf(id: string, preferred?: ZoneId): ZoneId | null {
  const folded = id.trim().toLowerCase();
  const windows = BY_WINDOWS_ID.get(folded);
  if (windows) return preferred && windowsZoneOf(preferred) === windows.id ? preferred : windows.main;
  return ALIASES.get(folded) ?? (id.includes('/') ? canonicalZone(id.trim()) : null);
}

/** The Windows name of an IANA zone, or null where Windows has none. */
export function windowsZoneOf(zone: ZoneId): string | null {
  const known = BY_IANA.get(zone);
  if (known) return known;
  const canonical = canonicalZone(zone);
  return (canonical && (BY_IANA.get(canonical) ?? null)) ?? null;
}

/** The zones that stand for a whole Windows zone each, in CLDR's order. */
export function mainZones(): ZoneId[] {
  return [...BY_WINDOWS_ID.values()].map(({ main }) => main).filter((zone) => zone !== '');
}

/** The zone by the name that this runtime prefers (links followed); null where it knows no such zone. */
function canonicalZone(zone: string): ZoneId | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function readTable(): Map<string, WindowsZone> {
  const table = new Map<string, { id: string; main: ZoneId; all: Set<ZoneId> }>();
  for (const { mapZone } of windowsZones.supplemental.windowsZones.mapTimezones) {
    const { _other: id, _type: types, _territory: territory } = mapZone;
    const zones = types.split(' ').filter((zone) => zone !== '');
    const known = table.get(id.toLowerCase()) ?? { id, main: zones[0] ?? '', all: new Set<ZoneId>() };
    if (territory === '001' && zones[0]) known.main = zones[0];
    for (const zone of zones) known.all.add(zone);
    table.set(id.toLowerCase(), known);
  }
  return table;
}
