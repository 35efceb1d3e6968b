import type { OrdinalDay, Recurrence, RecurrencePattern } from '../../model/recurrence.ts';

/** The days that a relative rule counts, as BYDAY names them (RFC 5545, 3.3.10). */
const COUNTED: Readonly<Record<'day' | 'weekday' | 'weekendDay', string>> = {
  day: 'MO,TU,WE,TH,FR,SA,SU',
  weekday: 'MO,TU,WE,TH,FR',
  weekendDay: 'SA,SU',
};

/** The read-only `recurrenceRule`: the rule as iCalendar writes it, without its name. */
export function recurrenceRule({ pattern, range }: Recurrence): string {
  const parts = [...patternParts(pattern)];
  if (range.kind === 'count') parts.push(`COUNT=${range.occurrences}`);
  if (range.kind === 'until') parts.push(`UNTIL=${range.lastDate.replaceAll('-', '')}`);
  return parts.join(';');
}

function patternParts(pattern: RecurrencePattern): string[] {
  switch (pattern.kind) {
    case 'daily':
      return ['FREQ=DAILY', `INTERVAL=${pattern.interval}`];
    case 'weekly':
      return [
        'FREQ=WEEKLY',
        `INTERVAL=${pattern.interval}`,
        `BYDAY=${pattern.days.join(',')}`,
        ...week(pattern),
      ];
    case 'monthlyOnDate':
      return ['FREQ=MONTHLY', `INTERVAL=${pattern.interval}`, ...onDate(pattern)];
    case 'monthlyOnDay':
      return ['FREQ=MONTHLY', `INTERVAL=${pattern.interval}`, ...nth(pattern)];
    case 'yearlyOnDate':
      return ['FREQ=YEARLY', `BYMONTH=${pattern.month}`, ...onDate(pattern)];
    case 'yearlyOnDay':
      return ['FREQ=YEARLY', `BYMONTH=${pattern.month}`, ...nth(pattern)];
  }
}

/** Monday is what iCalendar takes where nothing is said. */
function week({ firstDayOfWeek }: { firstDayOfWeek: string }): string[] {
  return firstDayOfWeek === 'MO' ? [] : [`WKST=${firstDayOfWeek}`];
}

/** iCalendar passes over months that lack the day; ours fall on their last day, which has to be spelled out. */
function onDate({ dayOfMonth }: { dayOfMonth: number }): string[] {
  if (dayOfMonth <= 28) return [`BYMONTHDAY=${dayOfMonth}`];
  const days = Array.from({ length: dayOfMonth - 27 }, (_, index) => 28 + index);
  return [`BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1'];
}

function nth({ ordinal, day }: { ordinal: number; day: OrdinalDay }): string[] {
  return [`BYDAY=${day in COUNTED ? COUNTED[day as keyof typeof COUNTED] : day}`, `BYSETPOS=${ordinal}`];
}
