import { z } from 'zod';
import { CalendarDate, CalendarInstant } from '../contract.ts';

/** Severa's names of the days, in the order of its `WeeklyModel`. */
export const DAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const DayOrdinal = z.enum(['First', 'Second', 'Third', 'Fourth', 'Last']);
export type DayOrdinal = z.infer<typeof DayOrdinal>;

export const DayOrdinalOption = z.enum([
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'WeekDay',
  'WeekendDay',
  'Day',
]);
export type DayOrdinalOption = z.infer<typeof DayOrdinalOption>;

const Interval = z.number().int().min(1).max(999);
const DayOfMonth = z.number().int().min(1).max(31).nullish();
const weekday = z.boolean().default(false);

const Weekly = z.strictObject({
  interval: Interval.default(1),
  monday: weekday,
  tuesday: weekday,
  wednesday: weekday,
  thursday: weekday,
  friday: weekday,
  saturday: weekday,
  sunday: weekday,
});
export type SeveraWeekly = z.infer<typeof Weekly>;

const relative = { dayOrdinal: DayOrdinal.nullish(), dayOrdinalOption: DayOrdinalOption.nullish() };

/** Severa's `ActivityRecurrenceModel`: of `pattern`, the part that `frequency` names counts. */
export const SeveraRecurrence = z.strictObject({
  frequency: z.enum(['Daily', 'Weekly', 'Monthly', 'Yearly']),
  pattern: z.strictObject({
    daily: z
      .strictObject({ interval: Interval.nullish(), everyWeekday: z.boolean().default(false) })
      .nullish(),
    weekly: Weekly.nullish(),
    monthly: z.strictObject({ interval: Interval.default(1), dayOfMonth: DayOfMonth, ...relative }).nullish(),
    yearly: z.strictObject({ dayOfMonth: DayOfMonth, month: z.enum(MONTHS), ...relative }).nullish(),
  }),
  range: z
    .strictObject({
      maxOccurrences: z.number().int().min(1).max(9999).nullish(),
      recursUntilDate: CalendarDate.nullish(),
    })
    .nullish(),
  /** Starts of the occurrences that were deleted or changed, as the rule gave them. */
  exceptions: z.array(CalendarInstant).max(2000).nullish(),
  lastOccurrenceDateTime: CalendarInstant.nullish(),
});
export type SeveraRecurrence = z.infer<typeof SeveraRecurrence>;
