import { describe, expect, test } from 'vitest';
import type { Recurrence, RecurrencePattern } from '../../../model/recurrence.ts';
import { calendarItem, parse } from '../testing/elements.ts';
import { traitsOf } from '../versions.ts';
import { child } from '../xml-element.ts';
import { readRecurrence, writeRecurrence } from './recurrence.ts';
import { readTime } from './time.ts';

const context = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };
const NO_ITEMS = new Map();

const master = (recurrence: string, more = '', allDay = false) =>
  calendarItem(
    `<t:Subject>Weekly</t:Subject><t:Start>${allDay ? '2026-11-30T22:00:00Z' : '2026-12-01T08:00:00Z'}</t:Start><t:End>${allDay ? '2026-12-01T22:00:00Z' : '2026-12-01T09:00:00Z'}</t:End><t:IsAllDayEvent>${allDay}</t:IsAllDayEvent><t:CalendarItemType>RecurringMaster</t:CalendarItemType>${recurrence}${more}<t:StartTimeZone Id="FLE Standard Time"/>`,
  );
const read = (item: ReturnType<typeof master>, items = NO_ITEMS) =>
  readRecurrence(item, readTime(item, context), items, context);

const PATTERNS: readonly RecurrencePattern[] = [
  { kind: 'daily', interval: 3 },
  { kind: 'weekly', interval: 2, days: ['MO', 'WE', 'SU'], firstDayOfWeek: 'MO' },
  { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 31 },
  { kind: 'monthlyOnDay', interval: 2, ordinal: -1, day: 'FR' },
  { kind: 'monthlyOnDay', interval: 1, ordinal: 1, day: 'weekday' },
  { kind: 'monthlyOnDay', interval: 1, ordinal: 3, day: 'weekendDay' },
  { kind: 'yearlyOnDate', month: 2, dayOfMonth: 29 },
  { kind: 'yearlyOnDay', month: 11, ordinal: 4, day: 'TH' },
];
const RANGES: readonly Recurrence['range'][] = [
  { kind: 'endless' },
  { kind: 'until', lastDate: '2027-06-30' },
  { kind: 'count', occurrences: 10 },
];

describe('a series', () => {
  test.each(PATTERNS.flatMap((pattern) => RANGES.map((range) => [pattern, range] as const)))(
    'written as %j, %j is read as the same rule',
    (pattern, range) => {
      const rule: Recurrence = {
        pattern,
        range,
        start: '2026-12-01',
        zone: 'Europe/Helsinki',
        deleted: [],
        exceptions: [],
      };
      const [write] = writeRecurrence(rule, context);
      expect(read(master(write?.xml ?? ''))).toEqual(rule);
    },
  );

  test('that is none is no rule', () => {
    const single = calendarItem(
      '<t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End><t:CalendarItemType>Single</t:CalendarItemType>',
    );
    expect(readRecurrence(single, readTime(single, context), NO_ITEMS, context)).toBeNull();
  });

  const WEEKDAYS =
    '<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Weekday</t:DaysOfWeek></t:WeeklyRecurrence><t:NoEndRecurrence><t:StartDate>2026-12-01+02:00</t:StartDate></t:NoEndRecurrence></t:Recurrence>';

  test('on every working day, of a server that tells no first day of the week', () => {
    expect(read(master(WEEKDAYS))?.pattern).toEqual({
      kind: 'weekly',
      interval: 1,
      days: ['MO', 'TU', 'WE', 'TH', 'FR'],
      firstDayOfWeek: 'SU',
    });
  });

  const CHANGES =
    '<t:ModifiedOccurrences><t:Occurrence><t:ItemId Id="x2" ChangeKey="c"/><t:Start>2026-12-03T10:00:00Z</t:Start><t:End>2026-12-03T11:00:00Z</t:End><t:OriginalStart>2026-12-03T08:00:00Z</t:OriginalStart></t:Occurrence></t:ModifiedOccurrences><t:DeletedOccurrences><t:DeletedOccurrence><t:Start>2026-12-07T08:00:00Z</t:Start></t:DeletedOccurrence><t:DeletedOccurrence><t:Start>2026-12-04T08:00:00Z</t:Start></t:DeletedOccurrence></t:DeletedOccurrences>';

  test('tells what was deleted and moved, with what the exception says of itself', () => {
    const exception = calendarItem(
      '<t:Subject>Moved</t:Subject><t:Start>2026-12-03T10:00:00Z</t:Start><t:End>2026-12-03T11:00:00Z</t:End><t:StartTimeZone Id="FLE Standard Time"/>',
    );
    const rule = read(master(WEEKDAYS, CHANGES), new Map([['x2', exception]]));
    expect(rule?.deleted).toEqual(['2026-12-04T08:00:00.000Z', '2026-12-07T08:00:00.000Z']);
    expect(rule?.exceptions).toEqual([
      {
        original: '2026-12-03T08:00:00.000Z',
        time: {
          kind: 'timed',
          start: '2026-12-03T10:00:00.000Z',
          end: '2026-12-03T11:00:00.000Z',
          zone: 'Europe/Helsinki',
        },
        subject: 'Moved',
      },
    ]);
  });

  test('tells a moved occurrence by the master’s list where its own item is gone', () => {
    expect(read(master(WEEKDAYS, CHANGES))?.exceptions).toEqual([
      {
        original: '2026-12-03T08:00:00.000Z',
        time: {
          kind: 'timed',
          start: '2026-12-03T10:00:00.000Z',
          end: '2026-12-03T11:00:00.000Z',
          zone: 'Europe/Helsinki',
        },
      },
    ]);
  });

  test('of whole days names its occurrences by dates', () => {
    const deleted =
      '<t:DeletedOccurrences><t:DeletedOccurrence><t:Start>2026-12-03T22:00:00Z</t:Start></t:DeletedOccurrence></t:DeletedOccurrences>';
    expect(read(master(WEEKDAYS, deleted, true))?.deleted).toEqual(['2026-12-04']);
  });

  test('in a zone that nobody knows is not guessed at', () => {
    const item = master(WEEKDAYS);
    const unknown = {
      ...item,
      children: item.children.map((one) =>
        one.name === 'StartTimeZone' ? parse('<t:StartTimeZone Id="Customized"/>') : one,
      ),
    };
    expect(() => read(unknown)).toThrow(/EWS_ZONE_UNKNOWN/);
  });

  test.each([
    ['no rule', ''],
    [
      'a rule that repeats after completion',
      '<t:Recurrence><t:DailyRegeneration><t:Interval>1</t:Interval></t:DailyRegeneration><t:NoEndRecurrence><t:StartDate>2026-12-01</t:StartDate></t:NoEndRecurrence></t:Recurrence>',
    ],
    [
      'a fifth week',
      '<t:Recurrence><t:RelativeMonthlyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday</t:DaysOfWeek><t:DayOfWeekIndex>Fifth</t:DayOfWeekIndex></t:RelativeMonthlyRecurrence><t:NoEndRecurrence><t:StartDate>2026-12-01</t:StartDate></t:NoEndRecurrence></t:Recurrence>',
    ],
  ])('with %s is an error of this entry', (_what, recurrence) => {
    expect(() => read(master(recurrence))).toThrow(/EWS_(RECURRENCE_UNKNOWN|ENTRY_UNREADABLE)/);
  });

  test('is written by its rule alone: what was changed and deleted in it is written one by one', () => {
    const rule: Recurrence = {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'endless' },
      start: '2026-12-01',
      zone: 'Europe/Helsinki',
      deleted: ['2026-12-02T08:00:00.000Z'],
      exceptions: [],
    };
    expect(writeRecurrence(rule, context)).toEqual(writeRecurrence({ ...rule, deleted: [] }, context));
  });

  test('to Exchange 2007 goes without the first day of the week', () => {
    const rule: Recurrence = {
      pattern: { kind: 'weekly', interval: 1, days: ['MO'], firstDayOfWeek: 'MO' },
      range: { kind: 'endless' },
      start: '2026-12-01',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
    };
    const [write] = writeRecurrence(rule, { ...context, traits: traitsOf('2007-sp1') });
    expect(child(parse(write?.xml ?? ''), 'WeeklyRecurrence')?.children.map((one) => one.name)).toEqual([
      'Interval',
      'DaysOfWeek',
    ]);
  });
});
