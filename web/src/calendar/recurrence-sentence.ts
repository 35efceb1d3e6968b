import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityRecurrence, RecurrencePattern } from '../api/contract.ts';
import { localeOf } from '../language/format.ts';
import { inOrder, type Ordinal } from './recurrence-values.ts';

const ORDINAL_WORDS = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as const;

/** The key of an ordinal's word in the language files. */
export function ordinalWord(ordinal: Ordinal) {
  return ORDINAL_WORDS[ordinal];
}

/** A rule in plain words: “Every second Tuesday and Thursday until 31 Dec 2026”. */
export function recurrenceSentence(
  { pattern, range }: ActivityRecurrence,
  t: TFunction,
  language: string,
): string {
  const rule = patternWords(pattern, t, localeOf(language));
  if (range.kind === 'endless') return rule;
  if (range.kind === 'count') return t('recurrence.says.count', { rule, count: range.occurrences });
  const date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' });
  return t('recurrence.says.until', { rule, date: date.format(new Date(`${range.lastDate}T00:00:00Z`)) });
}

function patternWords(pattern: RecurrencePattern, t: TFunction, locale: string): string {
  switch (pattern.kind) {
    case 'daily':
      return t(`recurrence.says.daily.${often(pattern)}`, pattern);
    case 'weekly':
      return weeklyWords(pattern, t, locale);
    case 'monthlyOnDate':
      return t(`recurrence.says.monthlyOnDate.${often(pattern)}`, {
        interval: pattern.interval,
        day: pattern.dayOfMonth,
      });
    case 'monthlyOnDay':
      return t(`recurrence.says.monthlyOnDay.${often(pattern)}`, {
        interval: pattern.interval,
        ...dayWords(pattern, t),
      });
    case 'yearlyOnDate':
      return t('recurrence.says.yearlyOnDate', { date: dayAndMonth(pattern, locale) });
    case 'yearlyOnDay':
      return t('recurrence.says.yearlyOnDay', {
        month: monthName(pattern.month, locale),
        ...dayWords(pattern, t),
      });
  }
}

function weeklyWords(
  pattern: Extract<RecurrencePattern, { kind: 'weekly' }>,
  t: TFunction,
  locale: string,
): string {
  const days = inOrder(pattern.days);
  if (pattern.interval === 1 && days.join() === 'MO,TU,WE,TH,FR') return t('recurrence.says.workdays');
  const names = days.map((day) => t(`recurrence.weekday.${day}`));
  return t(`recurrence.says.weekly.${often(pattern)}`, {
    interval: pattern.interval,
    days: new Intl.ListFormat(locale).format(names),
  });
}

function often({ interval }: { readonly interval: number }) {
  if (interval === 1) return 'each';
  return interval === 2 ? 'second' : 'many';
}

function dayWords(
  { ordinal, day }: Extract<RecurrencePattern, { kind: 'monthlyOnDay' | 'yearlyOnDay' }>,
  t: TFunction,
) {
  return {
    ordinal: t(`recurrence.ordinals.${ordinalWord(ordinal)}`),
    day: t(`recurrence.ordinalDay.${day}`),
  };
}

/** In a leap year; a day that its month never has falls on the month's last one. */
function dayAndMonth({ month, dayOfMonth }: { month: number; dayOfMonth: number }, locale: string): string {
  const last = new Date(Date.UTC(2024, month, 0)).getUTCDate();
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2024, month - 1, Math.min(dayOfMonth, last)));
}

/** The name of a month (from 1) as it stands alone. */
export function monthName(month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, month - 1, 1),
  );
}

/** The sentence of a rule in the language of the page. */
export function useRecurrenceSentence(): (rule: ActivityRecurrence) => string {
  const { t, i18n } = useTranslation();
  return useMemo(() => (rule) => recurrenceSentence(rule, t, i18n.language), [t, i18n.language]);
}
