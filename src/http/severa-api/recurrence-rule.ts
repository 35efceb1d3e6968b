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
      return ['FREQ=WEEKLY', `INTERVAL=${pattern.interval}`, `BYDAY=${pattern.days.join(',')}`];
    case 'monthlyOnDate':
      return ['FREQ=MONTHLY', `INTERVAL=${pattern.interval}`, `BYMONTHDAY=${pattern.dayOfMonth}`];
    case 'monthlyOnDay':
      return ['FREQ=MONTHLY', `INTERVAL=${pattern.interval}`, ...nth(pattern)];
    case 'yearlyOnDate':
      return ['FREQ=YEARLY', `BYMONTH=${pattern.month}`, `BYMONTHDAY=${pattern.dayOfMonth}`];
    case 'yearlyOnDay':
      return ['FREQ=YEARLY', `BYMONTH=${pattern.month}`, ...nth(pattern)];
  }
}

function nth({ ordinal, day }: { ordinal: number; day: OrdinalDay }): string[] {
  return [`BYDAY=${day in COUNTED ? COUNTED[day as keyof typeof COUNTED] : day}`, `BYSETPOS=${ordinal}`];
}
