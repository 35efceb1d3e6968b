import { localeOf } from '../language/format.ts';
import { nextDay, startOfDay } from '../language/zoned-time.ts';
import type { CalendarView } from '../routes/search.ts';

/** Days from `first` up to, not including, `end` (`YYYY-MM-DD`). */
export interface Period {
  readonly first: string;
  readonly end: string;
}

const SIX_WEEKS = 42;

/** The days that a view names: a day, a week from Monday, or a month. */
export function namedPeriod(view: CalendarView, date: string): Period {
  if (view === 'day') return days(date, 1);
  if (view === 'month') return { first: firstOfMonth(date, 0), end: firstOfMonth(date, 1) };
  return days(monday(date), view === 'workWeek' ? 5 : 7);
}

/** The instants between which a view shows activities; a month is drawn as six whole weeks. */
export function shownInstants(
  view: CalendarView,
  date: string,
  timeZone: string,
): { from: string; to: string } {
  const named = namedPeriod(view, date);
  const shown = view === 'month' ? days(monday(named.first), SIX_WEEKS) : named;
  return { from: startOfDay(shown.first, timeZone), to: startOfDay(shown.end, timeZone) };
}

/** The date to show after one step forward (1) or back (-1). */
export function stepped(view: CalendarView, date: string, step: 1 | -1): string {
  if (view === 'month') return firstOfMonth(date, step);
  return nextDay(date, view === 'day' ? step : 7 * step);
}

/** The period in words: “24 November 2026”, “23–29 Nov 2026”, “November 2026”. */
export function periodTitle(view: CalendarView, date: string, language: string): string {
  const { first, end } = namedPeriod(view, date);
  const locale = localeOf(language);
  const last = nextDay(end, -1);
  if (view === 'month') return words(locale, { year: 'numeric', month: 'long' }).format(utc(first));
  if (view === 'day') return words(locale, { dateStyle: 'full' }).format(utc(first));
  return words(locale, { dateStyle: 'medium' }).formatRange(utc(first), utc(last));
}

function words(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
}

const utc = (date: string) => new Date(`${date}T00:00:00Z`);

/** The Monday on or before a date; JavaScript counts the days of the week from Sunday. */
const monday = (date: string) => nextDay(date, -((utc(date).getUTCDay() + 6) % 7));

/** The first day of the month that lies so many months after that of a date. */
function firstOfMonth(date: string, months: number): string {
  const day = utc(date);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}

function days(first: string, count: number): Period {
  return { first, end: nextDay(first, count) };
}
