/** The words of the schema for days, places in a month and months (DayOfWeekType, DayOfWeekIndexType, MonthNamesType). */
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

export const nthNames = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;

export const monthNames = [
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

/** Words that stand for several days, in relative patterns only. */
export const dayGroups: Readonly<Record<string, readonly number[]>> = {
  Day: [0, 1, 2, 3, 4, 5, 6],
  Weekday: [1, 2, 3, 4, 5],
  WeekendDay: [0, 6],
};

/** The word for the days of a relative pattern: a weekday, or the group that they are. */
export function dayWord(weekdays: readonly number[]): string {
  const sorted = [...weekdays].sort((one, other) => one - other).join();
  const group = Object.keys(dayGroups).find((word) => dayGroups[word]?.join() === sorted);
  return group ?? weekdayNames[weekdays[0] ?? 0] ?? 'Sunday';
}
