import { z } from 'zod';
import { CalendarDate } from './calendar-time.ts';

export const Weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
export type Weekday = z.infer<typeof Weekday>;

const Interval = z.int().min(1).max(999);
const DayOfMonth = z.int().min(1).max(31);
const Month = z.int().min(1).max(12);
/** First to fourth, or -1 for the last. */
const Ordinal = z.literal([1, 2, 3, 4, -1]);
const OrdinalDay = z.enum([...Weekday.options, 'day', 'weekday', 'weekendDay']);

/** On which days it recurs. A day that a month has not (the 31st) falls on the month's last one. */
export const RecurrencePattern = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), interval: Interval }),
  z.strictObject({
    kind: z.literal('weekly'),
    interval: Interval,
    days: z.array(Weekday).min(1).max(7),
    firstDayOfWeek: Weekday,
  }),
  z.strictObject({ kind: z.literal('monthlyOnDate'), interval: Interval, dayOfMonth: DayOfMonth }),
  z.strictObject({
    kind: z.literal('monthlyOnDay'),
    interval: Interval,
    ordinal: Ordinal,
    day: OrdinalDay,
  }),
  z.strictObject({ kind: z.literal('yearlyOnDate'), month: Month, dayOfMonth: DayOfMonth }),
  z.strictObject({ kind: z.literal('yearlyOnDay'), month: Month, ordinal: Ordinal, day: OrdinalDay }),
]);
export type RecurrencePattern = z.infer<typeof RecurrencePattern>;

/** Until when: without end, by its last date, or after so many occurrences. */
export const RecurrenceRange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('endless') }),
  z.strictObject({ kind: z.literal('until'), lastDate: CalendarDate }),
  z.strictObject({ kind: z.literal('count'), occurrences: z.int().min(1).max(999) }),
]);
export type RecurrenceRange = z.infer<typeof RecurrenceRange>;

/** The rule of a series; it begins on the first day of the rule at or after the activity's own. */
export const ActivityRecurrence = z.strictObject({ pattern: RecurrencePattern, range: RecurrenceRange });
export type ActivityRecurrence = z.infer<typeof ActivityRecurrence>;
