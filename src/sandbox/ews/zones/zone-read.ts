import { ianaZone } from '../../zones/windows-zones.ts';
import type { Zone } from '../../zones/zone.ts';
import type { Era, Period, YearlyChange, ZoneDefinition } from '../../zones/zone-definition.ts';
import { readDuration } from '../date-time.ts';
import { EwsError } from '../ews-error.ts';
import { childOf, textOf, type XmlElement } from '../xml-read.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const occurrences: Record<string, number> = { First: 1, Second: 2, Third: 3, Fourth: 4, Last: -1 };

/**
 * Reads a TimeZoneDefinition. An id that the server knows stands for its own rules, whatever else is there; an
 * unknown id needs the whole definition.
 */
export function readTimeZoneDefinition(element: XmlElement): Zone {
  const id = element.attributes.get('Id') ?? '';
  if (ianaZone(id) !== undefined) return { id };
  const definition = readDefinition(element);
  if (!definition) throw invalidTimeZone();
  return {
    id: id === '' ? 'tzone://Microsoft/Custom' : id,
    name: element.attributes.get('Name') ?? id,
    definition,
  };
}

function invalidTimeZone(): EwsError {
  return new EwsError('ErrorCalendarInvalidTimeZone', 'The time zone is invalid.');
}

function readDefinition(element: XmlElement): ZoneDefinition | null {
  const periods = (childOf(element, 'Periods')?.children ?? []).map(readPeriod);
  if (periods.length === 0) return null;
  const groups = new Map<string, YearlyChange[]>();
  for (const group of childOf(element, 'TransitionsGroups')?.children ?? []) {
    groups.set(group.attributes.get('Id') ?? '', group.children.flatMap(readYearlyChange));
  }
  const eras = (childOf(element, 'Transitions')?.children ?? []).map((each) => readEra(each, groups));
  return {
    periods,
    eras: eras.length > 0 ? eras : [{ from: null, changes: [...groups.values()].at(-1) ?? [] }],
  };
}

function readPeriod(element: XmlElement): Period {
  const { attributes } = element;
  const bias = readDuration(attributes.get('Bias') ?? 'PT0S');
  return { id: attributes.get('Id') ?? '', name: attributes.get('Name') ?? '', bias };
}

function readYearlyChange(element: XmlElement): YearlyChange[] {
  const period = textOf(element, 'To') ?? '';
  if (element.name === 'Transition') return [];
  const minutes = readDuration(textOf(element, 'TimeOffset') ?? 'PT0S');
  const month = Number(textOf(element, 'Month'));
  if (element.name === 'RecurringDateTransition') {
    return [{ period, minutes, month, day: Number(textOf(element, 'Day')) }];
  }
  if (element.name !== 'RecurringDayTransition') return [];
  const weekday = weekdays.indexOf(textOf(element, 'DayOfWeek') ?? 'Sunday');
  return [{ period, minutes, month, weekday, occurrence: Number(textOf(element, 'Occurrence')) }];
}

function readEra(element: XmlElement, groups: ReadonlyMap<string, YearlyChange[]>): Era {
  const target = childOf(element, 'To');
  const from = textOf(element, 'DateTime');
  const instant = from === undefined ? null : Date.parse(/Z|[+-]\d\d:\d\d$/.test(from) ? from : `${from}Z`);
  if (target?.attributes.get('Kind') === 'Period') return { from: instant, changes: [], period: target.text };
  return { from: instant, changes: groups.get(target?.text ?? '') ?? [] };
}

/** Reads MeetingTimeZone, by which Exchange 2007 is told the zone: a known name, or offsets and two rules. */
export function readMeetingTimeZone(element: XmlElement): Zone {
  const id = element.attributes.get('TimeZoneName') ?? '';
  if (ianaZone(id) !== undefined) return { id };
  const base = textOf(element, 'BaseOffset');
  if (base === undefined) throw invalidTimeZone();
  const standard = childOf(element, 'Standard');
  const daylight = childOf(element, 'Daylight');
  const bias = readDuration(base);
  const parts = [standard, daylight].filter((part) => part !== undefined);
  const periods = parts.map((part, index) => ({
    id: index === 0 ? 'Std' : 'Dlt',
    name: index === 0 ? 'Standard' : 'Daylight',
    bias: bias + readDuration(textOf(part, 'Offset') ?? 'PT0S'),
  }));
  const changes = parts.flatMap((part, index) => readTimeChange(part, index === 0 ? 'Std' : 'Dlt'));
  const whole = periods.length > 0 ? periods : [{ id: 'Std', name: 'Standard', bias }];
  return {
    id: id === '' ? 'tzone://Microsoft/Custom' : id,
    definition: { periods: whole, eras: [{ from: null, changes }] },
  };
}

function readTimeChange(element: XmlElement, period: string): YearlyChange[] {
  const rule = childOf(element, 'RelativeYearlyRecurrence');
  if (!rule) return [];
  const [hours = 0, minutes = 0] = (textOf(element, 'Time') ?? '00:00:00').split(':').map(Number);
  return [
    {
      period,
      minutes: hours * 60 + minutes,
      month: months.indexOf(textOf(rule, 'Month') ?? 'January') + 1,
      weekday: weekdays.indexOf(textOf(rule, 'DaysOfWeek') ?? 'Sunday'),
      occurrence: occurrences[textOf(rule, 'DayOfWeekIndex') ?? 'First'] ?? 1,
    },
  ];
}
