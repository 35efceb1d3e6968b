import { Temporal } from 'temporal-polyfill';
import { child, descend, wordOf, type XmlElement } from '../xml-element.ts';
import { months, weekdays } from './recurrence-words.ts';

/** A clock change that comes every year. Its time of day is that of the clocks before the change. */
interface YearlyChange {
  readonly month: number;
  /** A fixed day of the month, or the nth (-1: last) of a weekday, counted as `Temporal` does (Monday is 1). */
  readonly day: number | { readonly weekday: number; readonly nth: number };
  readonly minutes: number;
  /** Minutes ahead of UTC from then on. */
  readonly offset: number;
}

/** What holds from a moment on: one offset, or the changes of every year. */
interface Era {
  /** Milliseconds since the epoch; null for the first. */
  readonly from: number | null;
  readonly offset: number;
  readonly changes: readonly YearlyChange[];
}

/** A zone's own rules, as an entry carries them where its zone has no name that the server knows. */
export type ZoneRules = readonly Era[];

/** A moment at which the clocks change, in milliseconds since the epoch, and the minutes ahead of UTC after it. */
export interface ClockChange {
  readonly at: number;
  readonly offset: number;
}

/**
 * The rules of a StartTimeZone (Periods, TransitionsGroups, Transitions) or of a MeetingTimeZone of Exchange 2007
 * (BaseOffset, Standard, Daylight); null where the element holds none. Throws RangeError where they make no sense.
 */
export function readZoneRules(definition: XmlElement): ZoneRules | null {
  if (child(definition, 'BaseOffset')) return [readMeetingZone(definition)];
  return child(definition, 'Periods') ? readDefinition(definition) : null;
}

/** The offset at the beginning of a year, and the changes in the years from it up to another, that one left out. */
export function clockChanges(
  rules: ZoneRules,
  fromYear: number,
  toYear: number,
): { readonly offset: number; readonly changes: readonly ClockChange[] } {
  const all: ClockChange[] = [];
  for (const [index, era] of rules.entries()) {
    const until = rules[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (era.from !== null) all.push({ at: era.from, offset: offsetAt(era, era.from) });
    for (let year = fromYear - 1; year < toYear; year += 1)
      all.push(...changesOf(era, year).filter(({ at }) => at > (era.from ?? -Infinity) && at < until));
  }
  const begin = Date.UTC(fromYear, 0, 1);
  const before = all.filter(({ at }) => at <= begin).sort(byTime);
  const first = rules[0] as Era;
  const offset = before.at(-1)?.offset ?? offsetAt(first, begin);
  const inside = all.filter(({ at }) => at > begin && at < Date.UTC(toYear, 0, 1)).sort(byTime);
  return { offset, changes: onlyRealChanges(offset, inside) };
}

function byTime(one: ClockChange, other: ClockChange): number {
  return one.at - other.at;
}

/** Rules that begin anew without a change of the clocks are no change. */
function onlyRealChanges(offset: number, changes: readonly ClockChange[]): ClockChange[] {
  let now = offset;
  return changes.filter((change) => {
    const isReal = change.offset !== now;
    now = change.offset;
    return isReal;
  });
}

/** The offset that an era has at a moment, by its changes of that year and the one before. */
function offsetAt(era: Era, at: number): number {
  const year = new Date(at).getUTCFullYear();
  const passed = [...changesOf(era, year - 1), ...changesOf(era, year)].filter((one) => one.at <= at);
  return passed.at(-1)?.offset ?? era.offset;
}

/** The changes of one year in their order; each begins by the clocks that ran before it. */
function changesOf({ changes }: Era, year: number): ClockChange[] {
  const ordered = [...changes].sort((one, other) => one.month - other.month);
  return ordered.map((change, index) => {
    const before = ordered.at(index - 1)?.offset ?? change.offset;
    const local = dayOf(change, year).toPlainDateTime().add({ minutes: change.minutes });
    return { at: local.toZonedDateTime('UTC').epochMilliseconds - before * 60_000, offset: change.offset };
  });
}

function dayOf({ month, day }: YearlyChange, year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 }, { overflow: 'reject' });
  if (typeof day === 'number') return first.with({ day }, { overflow: 'constrain' });
  const ahead = (day.weekday - first.dayOfWeek + 7) % 7;
  if (day.nth > 0 && day.nth < 5) return first.add({ days: ahead + 7 * (day.nth - 1) });
  const fourth = first.add({ days: ahead + 21 });
  const fifth = fourth.add({ days: 7 });
  return fifth.month === month ? fifth : fourth;
}

function readDefinition(definition: XmlElement): Era[] {
  const offsets = new Map(
    (child(definition, 'Periods')?.children ?? []).map(
      ({ attributes }) => [attributes.Id ?? '', -minutesOf(attributes.Bias)] as const,
    ),
  );
  const groups = new Map(
    (child(definition, 'TransitionsGroups')?.children ?? []).map(
      (group) => [group.attributes.Id ?? '', group.children] as const,
    ),
  );
  return (child(definition, 'Transitions')?.children ?? []).map((transition): Era => {
    const to = child(transition, 'To');
    const name = to?.text.trim() ?? '';
    const group = to?.attributes.Kind === 'Group' ? (groups.get(name) ?? []) : [];
    const changes = group.flatMap(readTransition(offsets));
    const period = group.length > 0 ? (wordOf(group[0], 'To') ?? '') : name;
    const offset = changes.at(-1)?.offset ?? required(offsets.get(period));
    return { from: momentOf(wordOf(transition, 'DateTime'), offset), offset, changes };
  });
}

function readTransition(offsets: ReadonlyMap<string, number>) {
  return (transition: XmlElement): YearlyChange[] => {
    const month = Number(wordOf(transition, 'Month') ?? Number.NaN);
    if (!Number.isInteger(month)) return [];
    const offset = required(offsets.get(wordOf(transition, 'To') ?? ''));
    const minutes = minutesOf(wordOf(transition, 'TimeOffset') ?? 'PT0S');
    const fixed = wordOf(transition, 'Day');
    if (fixed !== null) return [{ month, day: Number(fixed), minutes, offset }];
    const nth = Number(wordOf(transition, 'Occurrence') ?? 1);
    return [
      { month, day: { weekday: weekdayNumber(wordOf(transition, 'DayOfWeek')), nth }, minutes, offset },
    ];
  };
}

/** An absolute transition tells the time of the clocks; by which of them matters to nobody years later. */
function momentOf(text: string | null, offset: number): number | null {
  if (text === null) return null;
  const local = Temporal.PlainDateTime.from(text.replace(/Z$/, '')).toZonedDateTime('UTC');
  return local.epochMilliseconds - offset * 60_000;
}

const NTH: Readonly<Record<string, number>> = { First: 1, Second: 2, Third: 3, Fourth: 4, Last: -1 };

function readMeetingZone(definition: XmlElement): Era {
  const base = minutesOf(wordOf(definition, 'BaseOffset') ?? undefined);
  const changes = ['Standard', 'Daylight'].flatMap((name): YearlyChange[] => {
    const change = child(definition, name);
    if (!change) return [];
    const offset = -(base + minutesOf(wordOf(change, 'Offset') ?? 'PT0S'));
    return [{ ...dateOfChange(change), minutes: minutesOfDay(wordOf(change, 'Time') ?? '00:00:00'), offset }];
  });
  return { from: null, offset: changes[0]?.offset ?? -base, changes };
}

function dateOfChange(change: XmlElement): Pick<YearlyChange, 'month' | 'day'> {
  const absolute = wordOf(change, 'AbsoluteDate');
  if (absolute !== null) {
    const date = Temporal.PlainDate.from(absolute.slice(0, 10));
    return { month: date.month, day: date.day };
  }
  const yearly = descend(change, 'RelativeYearlyRecurrence');
  return {
    month: required(months.read(wordOf(yearly, 'Month') ?? '')),
    day: {
      weekday: weekdayNumber(wordOf(yearly, 'DaysOfWeek')),
      nth: required(NTH[wordOf(yearly, 'DayOfWeekIndex') ?? '']),
    },
  };
}

const ISO_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function weekdayNumber(word: string | null): number {
  return ISO_DAYS.indexOf(required(weekdays.read(word ?? ''))) + 1;
}

function minutesOfDay(time: string): number {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
}

/** An xs:duration such as `-PT2H` in minutes. */
function minutesOf(duration: string | undefined): number {
  return Temporal.Duration.from(duration ?? '').total('minutes');
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('the zone definition names something that it does not hold');
  return value;
}
