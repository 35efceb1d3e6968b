import { Temporal } from 'temporal-polyfill';
import { localeOf } from '../language/format.ts';
import { startOfDay } from '../language/zoned-time.ts';
import type { CalendarView } from '../routes/search.ts';

/** Days from `first` up to, not including, `end` (`YYYY-MM-DD`). */
export interface Period {
  readonly first: string;
  readonly end: string;
}

const SIX_WEEKS = 42;

/** The days that a view names: a day, a week from Monday, or a month. */
export function namedPeriod(view: CalendarView, date: string): Period {
  const day = Temporal.PlainDate.from(date);
  if (view === 'day') return period(day, { days: 1 });
  if (view === 'month') return period(day.with({ day: 1 }), { months: 1 });
  return period(monday(day), { days: view === 'workWeek' ? 5 : 7 });
}

/** The instants between which a view shows activities; a month is drawn as six whole weeks. */
export function shownInstants(
  view: CalendarView,
  date: string,
  timeZone: string,
): { from: string; to: string } {
  const named = namedPeriod(view, date);
  const shown =
    view === 'month' ? period(monday(Temporal.PlainDate.from(named.first)), { days: SIX_WEEKS }) : named;
  return { from: startOfDay(shown.first, timeZone), to: startOfDay(shown.end, timeZone) };
}

/** The date to show after one step forward (1) or back (-1). */
export function stepped(view: CalendarView, date: string, step: 1 | -1): string {
  const day = Temporal.PlainDate.from(date);
  if (view === 'day') return day.add({ days: step }).toString();
  if (view === 'month') return day.with({ day: 1 }).add({ months: step }).toString();
  return day.add({ days: 7 * step }).toString();
}

/** The period in words: “24 November 2026”, “23–29 Nov 2026”, “November 2026”. */
export function periodTitle(view: CalendarView, date: string, language: string): string {
  const { first, end } = namedPeriod(view, date);
  const locale = localeOf(language);
  const last = Temporal.PlainDate.from(end).subtract({ days: 1 }).toString();
  if (view === 'month') return words(locale, { year: 'numeric', month: 'long' }).format(utc(first));
  if (view === 'day') return words(locale, { dateStyle: 'full' }).format(utc(first));
  return words(locale, { dateStyle: 'medium' }).formatRange(utc(first), utc(last));
}

function words(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
}

const utc = (date: string) => new Date(`${date}T00:00:00Z`);

const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });

function period(first: Temporal.PlainDate, length: Temporal.DurationLike): Period {
  return { first: first.toString(), end: first.add(length).toString() };
}
