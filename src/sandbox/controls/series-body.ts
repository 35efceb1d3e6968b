import { z } from 'zod';
import { dayGroups, monthNames, nthNames, weekdayNames } from '../ews/recurrence/words.ts';
import { contentOf, type ItemContent } from '../mailbox-store/item.ts';
import { withException, withoutOccurrence } from '../series/change-occurrence.ts';
import { type Day, dayAtWall, readDay, writeDay } from '../series/day.ts';
import { type Master, occurrenceItem } from '../series/occurrences.ts';
import type { Nth, Pattern, Range } from '../series/recurrence.ts';
import { isRuleDay } from '../series/rule-days.ts';
import { freshSeries, settleSeries } from '../series/settle-series.ts';
import { wallOf } from '../zones/zone.ts';
import { ControlError } from './route.ts';

const interval = z.number().int().min(1).max(999).default(1);
const weekday = z.enum(weekdayNames);
const dayOfMonth = z.number().int().min(1).max(31);
const month = z.enum(monthNames);
const nth = z.enum(nthNames);
const day = z.enum([...weekdayNames, 'Day', 'Weekday', 'WeekendDay']);

const pattern = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), interval }),
  z.strictObject({
    kind: z.literal('weekly'),
    interval,
    days: z.array(weekday).min(1),
    firstDayOfWeek: weekday.default('Monday'),
  }),
  z.strictObject({ kind: z.literal('absoluteMonthly'), interval, dayOfMonth }),
  z.strictObject({ kind: z.literal('relativeMonthly'), interval, index: nth, day }),
  z.strictObject({ kind: z.literal('absoluteYearly'), month, dayOfMonth }),
  z.strictObject({ kind: z.literal('relativeYearly'), month, index: nth, day }),
]);

const date = z.string().transform((text, context): Day => {
  const read = readDay(text);
  if (read !== null) return read;
  context.addIssue('must be a date, such as 2026-11-25');
  return z.NEVER;
});

const range = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('noEnd') }),
  z.strictObject({ kind: z.literal('endDate'), end: date }),
  z.strictObject({ kind: z.literal('numbered'), count: z.number().int().min(1).max(999) }),
]);

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const exception = z.strictObject({
  /** The day on which the rule has the occurrence, in the series' zone. */
  date,
  start: instant.optional(),
  end: instant.optional(),
  allDay: z.boolean().optional(),
  subject: z.string().optional(),
  location: z.string().optional(),
  body: z.strictObject({ type: z.enum(['Text', 'HTML']), content: z.string() }).optional(),
  sensitivity: z.enum(['Normal', 'Personal', 'Private', 'Confidential']).optional(),
  busyStatus: z.enum(['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere', 'NoData']).optional(),
});

/** What makes an item of the controls a series; the range starts on the day of the item's start. */
export const seriesFields = {
  recurrence: z.strictObject({ pattern, range: range.default({ kind: 'noEnd' }) }).optional(),
  exceptions: z.array(exception).default([]),
  deletions: z.array(date).default([]),
};

const body = z.object(seriesFields);
type SeriesBody = z.infer<typeof body>;

/** The content with its rule, exceptions and deletions, as a client of EWS would have made them one by one. */
export function withSeries(
  content: ItemContent,
  { recurrence, exceptions, deletions }: SeriesBody,
  now: number,
): ItemContent {
  if (!recurrence) {
    if (exceptions.length + deletions.length === 0) return content;
    throw new ControlError(400, 'Only an item with a recurrence has exceptions and deletions');
  }
  const start = dayAtWall(wallOf(content.startZone, content.start));
  const rule = { pattern: readPattern(recurrence.pattern), range: readRange(recurrence.range, start) };
  const draft = { ...content, series: freshSeries(rule) };
  settleSeries(draft, null);
  let master: Master = {
    ...draft,
    number: 0,
    folder: 0,
    sequence: 0,
    created: now,
    modified: now,
    touched: {},
  };
  for (const { date: at, ...changes } of exceptions) {
    const own = { ...contentOf(occurrenceItem(onRule(master, at), at)), ...changes };
    master = { ...master, series: withException(master, at, own, { sequence: 0, now, fields: [] }) };
  }
  for (const at of deletions) master = { ...master, series: withoutOccurrence(onRule(master, at), at) };
  return { ...draft, series: master.series };
}

function onRule(master: Master, at: Day): Master {
  if (isRuleDay(master.series.rule, at) && !master.series.deleted.includes(at)) return master;
  throw new ControlError(400, `The series has no occurrence on ${writeDay(at)}`);
}

function readPattern(wanted: z.infer<typeof pattern>): Pattern {
  switch (wanted.kind) {
    case 'daily':
    case 'absoluteMonthly':
      return wanted;
    case 'weekly': {
      const weekdays = [...new Set(wanted.days.map(weekdayNumber))].sort((one, other) => one - other);
      const firstDayOfWeek = weekdayNumber(wanted.firstDayOfWeek);
      return { kind: wanted.kind, interval: wanted.interval, weekdays, firstDayOfWeek };
    }
    case 'absoluteYearly':
      return { ...wanted, month: monthNumber(wanted.month) };
    case 'relativeMonthly':
      return { kind: wanted.kind, interval: wanted.interval, ...nthDay(wanted) };
    case 'relativeYearly':
      return { kind: wanted.kind, month: monthNumber(wanted.month), ...nthDay(wanted) };
  }
}

const weekdayNumber = (name: z.infer<typeof weekday>): number => weekdayNames.indexOf(name);
const monthNumber = (name: z.infer<typeof month>): number => 1 + monthNames.indexOf(name);

function nthDay(wanted: { index: z.infer<typeof nth>; day: z.infer<typeof day> }) {
  const weekdays = dayGroups[wanted.day] ?? [(weekdayNames as readonly string[]).indexOf(wanted.day)];
  return { nth: (1 + nthNames.indexOf(wanted.index)) as Nth, weekdays };
}

function readRange(wanted: z.infer<typeof range>, start: Day): Range {
  return { ...wanted, start };
}
