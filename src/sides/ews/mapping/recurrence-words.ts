import type { Ordinal, OrdinalDay, Weekday } from '../../../model/recurrence.ts';

/** iCalendar's days in the order of the week, with EWS's words. */
const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  ['MO', 'Monday'],
  ['TU', 'Tuesday'],
  ['WE', 'Wednesday'],
  ['TH', 'Thursday'],
  ['FR', 'Friday'],
  ['SA', 'Saturday'],
  ['SU', 'Sunday'],
];

const ORDINALS: readonly (readonly [Ordinal, string])[] = [
  [1, 'First'],
  [2, 'Second'],
  [3, 'Third'],
  [4, 'Fourth'],
  [-1, 'Last'],
];

const ORDINAL_DAYS: readonly (readonly [OrdinalDay, string])[] = [
  ...WEEKDAYS,
  ['day', 'Day'],
  ['weekday', 'Weekday'],
  ['weekendDay', 'WeekendDay'],
];

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A table of two columns as two look-ups: EWS's word to ours (undefined when unknown), and back. */
function table<T>(rows: readonly (readonly [T, string])[]) {
  const toOurs = new Map(rows.map(([ours, theirs]) => [theirs, ours]));
  const toTheirs = new Map(rows);
  return { read: (word: string) => toOurs.get(word), write: (value: T) => toTheirs.get(value) ?? '' };
}

export const weekdays = table(WEEKDAYS);
export const ordinals = table(ORDINALS);
export const ordinalDays = table(ORDINAL_DAYS);
export const months = table(MONTHS.map((word, index) => [index + 1, word] as const));

/** Words that stand for several days in a weekly rule. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Day', WEEKDAYS.map(([, word]) => word)],
  ['Weekday', WEEKDAYS.slice(0, 5).map(([, word]) => word)],
  ['WeekendDay', WEEKDAYS.slice(5).map(([, word]) => word)],
]);

/** A list of days (`Monday Wednesday`, also `Weekday`) in the order of the week, without repeats. */
export function readDays(list: string): Weekday[] {
  const words = new Set(list.split(/\s+/).flatMap((word) => GROUPS.get(word) ?? [word]));
  return WEEKDAYS.filter(([, word]) => words.has(word)).map(([day]) => day);
}
