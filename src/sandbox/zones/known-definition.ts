import { ianaOffset, type OffsetChange, offsetChanges } from './iana-offset.ts';
import { ianaZone } from './windows-zones.ts';
import type { YearlyChange, ZoneDefinition } from './zone-definition.ts';

const definitions = new Map<string, ZoneDefinition>();

/**
 * The rules of a zone that the server knows, as they are in one year: Windows describes a zone by a standard
 * and a daylight period with a yearly change to each.
 * @param windowsId an id of `windowsZoneIds`
 */
export function definitionOf(windowsId: string, year: number): ZoneDefinition {
  const key = `${windowsId}/${year}`;
  const known = definitions.get(key);
  if (known) return known;
  const definition = define(ianaZone(windowsId) ?? 'Etc/UTC', year);
  definitions.set(key, definition);
  return definition;
}

const standardId = 'Std';
const daylightId = 'Dlt';

function define(zone: string, year: number): ZoneDefinition {
  const changes = offsetChanges(zone, year);
  const offsets = changes.length === 2 ? changes.map((change) => change.after) : [];
  if (offsets.length === 0) {
    const bias = -ianaOffset(zone, Date.UTC(year, 11, 31));
    return {
      periods: [{ id: standardId, name: 'Standard', bias }],
      eras: [{ from: null, changes: [], period: standardId }],
    };
  }
  const standard = Math.min(...offsets);
  const daylight = Math.max(...offsets);
  const periods = [
    { id: standardId, name: 'Standard', bias: -standard },
    { id: daylightId, name: 'Daylight', bias: -daylight },
  ];
  return {
    periods,
    eras: [{ from: null, changes: changes.map((change) => yearlyChange(change, standard)) }],
  };
}

/** Zone rules change on the nth weekday of a month; a day in the last week is taken as the last one. */
function yearlyChange(change: OffsetChange, standard: number): YearlyChange {
  const wall = new Date(change.instant + change.before * 60_000);
  const day = wall.getUTCDate();
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  return {
    period: change.after === standard ? standardId : daylightId,
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    month: wall.getUTCMonth() + 1,
    weekday: wall.getUTCDay(),
    occurrence: day + 7 > last ? -1 : Math.ceil(day / 7),
  };
}
