import { zoneDisplayName } from '../../zones/display-name.ts';
import { definitionOf } from '../../zones/known-definition.ts';
import type { Zone } from '../../zones/zone.ts';
import type { Era, YearlyChange, ZoneDefinition } from '../../zones/zone-definition.ts';
import { writeDuration } from '../date-time.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const occurrenceNames = ['First', 'Second', 'Third', 'Fourth'];

/** A zone as an item shows it: id and name for a zone of the server, the whole definition for a foreign one. */
export function writeTimeZoneReference(name: string, zone: Zone, at: number): Xml {
  if (zone.definition) return writeTimeZoneDefinition(name, zone, zone.definition);
  return leaf(name, '', { Name: zoneDisplayName(zone.id, at), Id: zone.id });
}

/** A zone with its periods and transitions. */
export function writeTimeZoneDefinition(name: string, zone: Zone, definition: ZoneDefinition): Xml {
  const periods = definition.periods.map(({ bias, name: title, id }) =>
    leaf('t:Period', '', { Bias: writeDuration(bias), Name: title, Id: id }),
  );
  const withChanges = definition.eras.filter((era) => era.changes.length > 0);
  const groupOf = (era: Era): string => String(withChanges.indexOf(era));
  const groups = withChanges.map((era) =>
    branch('t:TransitionsGroup', era.changes.map(writeYearlyChange), { Id: groupOf(era) }),
  );
  const transitions = definition.eras.map((era) => writeEra(era, groupOf(era)));
  const content = [
    branch('t:Periods', periods),
    groups.length === 0 ? nothing : branch('t:TransitionsGroups', groups),
    branch('t:Transitions', transitions),
  ];
  return branch(name, content, { Id: zone.id, Name: zone.name ?? zone.id });
}

function writeYearlyChange(change: YearlyChange): Xml {
  const start = [
    leaf('t:To', change.period, { Kind: 'Period' }),
    leaf('t:TimeOffset', writeDuration(change.minutes)),
    leaf('t:Month', change.month),
  ];
  if (change.day !== undefined)
    return branch('t:RecurringDateTransition', [...start, leaf('t:Day', change.day)]);
  return branch('t:RecurringDayTransition', [
    ...start,
    leaf('t:DayOfWeek', weekdays[change.weekday ?? 0]),
    leaf('t:Occurrence', change.occurrence),
  ]);
}

function writeEra(era: Era, group: string): Xml {
  const target =
    era.changes.length > 0
      ? leaf('t:To', group, { Kind: 'Group' })
      : leaf('t:To', era.period, { Kind: 'Period' });
  if (era.from === null) return branch('t:Transition', [target]);
  const instant = new Date(era.from).toISOString().slice(0, 19);
  return branch('t:AbsoluteDateTransition', [target, leaf('t:DateTime', instant)]);
}

/** The zone as Exchange 2007 shows it: the base offset and the two yearly rules that hold at an instant. */
export function writeMeetingTimeZone(zone: Zone, at: number): Xml {
  const definition = zone.definition ?? definitionOf(zone.id, new Date(at).getUTCFullYear());
  const [standard] = definition.periods;
  const changes = definition.eras.at(-1)?.changes ?? [];
  const base = standard?.bias ?? 0;
  const rule = (name: string, period: string | undefined): Xml => {
    const change = changes.find((candidate) => candidate.period === period);
    const bias = definition.periods.find((candidate) => candidate.id === period)?.bias ?? base;
    return change ? writeTimeChange(name, change, bias - base) : nothing;
  };
  const rules = [rule('t:Standard', standard?.id), rule('t:Daylight', definition.periods[1]?.id)];
  return branch('t:MeetingTimeZone', [leaf('t:BaseOffset', writeDuration(base)), ...rules], {
    TimeZoneName: zone.id,
  });
}

function writeTimeChange(name: string, change: YearlyChange, offset: number): Xml {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { occurrence = 1, minutes } = change;
  return branch(name, [
    leaf('t:Offset', writeDuration(offset)),
    branch('t:RelativeYearlyRecurrence', [
      leaf('t:DaysOfWeek', weekdays[change.weekday ?? 0]),
      leaf('t:DayOfWeekIndex', occurrenceNames[occurrence - 1] ?? 'Last'),
      leaf('t:Month', months[change.month - 1]),
    ]),
    leaf('t:Time', `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`),
  ]);
}
