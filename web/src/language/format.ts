import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';

/** British English for `en`: 24-hour times and day before month, as everywhere in the Nordics. */
const LOCALES: Readonly<Record<string, string>> = { fi: 'fi-FI', en: 'en-GB', sv: 'sv-SE' };

/** The locale (BCP 47) for dates and numbers in a language of the page. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? 'en-GB';
}

export interface Format {
  /** Day and time of an instant (ISO 8601) in the user's zone. */
  dateTime(instant: string): string;
  /** From one instant to another; what both have in common is said once. */
  range(start: string, end: string): string;
  /** As `dateTime`, with seconds: for the log. */
  exact(instant: string): string;
  date(instant: string): string;
  /** Day and month alone: for the axis of a chart. */
  day(instant: string): string;
  /** The time of day of an instant. */
  time(instant: string): string;
  /** Day, and the time unless the value is a date alone (an all-day entry). */
  start(value: string, allDay: boolean): string;
  number(value: number): string;
}

/** Formats for a language and an IANA zone. */
export function formatsFor(language: string, timeZone: string): Format {
  const locale = localeOf(language);
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const plainDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  return {
    dateTime: (instant) => dateTime.format(new Date(instant)),
    range: (start, end) => dateTime.formatRange(new Date(start), new Date(end)),
    exact: (instant) => exact.format(new Date(instant)),
    date: (instant) => date.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    start: (value, allDay) =>
      allDay ? plainDate.format(new Date(value.slice(0, 10))) : dateTime.format(new Date(value)),
    number: (value) => number.format(value),
  };
}

/** Formats in the language and the time zone of whoever is signed in. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { timeZone } = useMe();
  return useMemo(() => formatsFor(i18n.language, timeZone), [i18n.language, timeZone]);
}
