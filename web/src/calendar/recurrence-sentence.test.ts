import { readFileSync } from 'node:fs';
import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActivityRecurrence } from '../api/contract.ts';
import { recurrenceSentence } from './recurrence-sentence.ts';

const LANGUAGES = ['en', 'fi', 'sv'] as const;
const say = new Map<string, TFunction>();

beforeAll(async () => {
  for (const lng of LANGUAGES) {
    const path = new URL(`../language/${lng}.json`, import.meta.url);
    const translation = JSON.parse(readFileSync(path, 'utf8'));
    const interpolation = { escapeValue: false };
    say.set(lng, await createInstance().init({ lng, interpolation, resources: { [lng]: { translation } } }));
  }
});

const weekly = (interval: number, ...days: string[]) => ({
  kind: 'weekly',
  interval,
  days,
  firstDayOfWeek: 'MO',
});
const endless = { kind: 'endless' };

const RULES: readonly [object, object, Record<(typeof LANGUAGES)[number], string>][] = [
  [
    weekly(2, 'TH', 'TU'),
    { kind: 'until', lastDate: '2026-12-31' },
    {
      en: 'Every second Tuesday and Thursday until 31 Dec 2026',
      fi: 'Joka toinen tiistai ja torstai, 31.12.2026 asti',
      sv: 'Varannan tisdag och torsdag till och med 31 dec. 2026',
    },
  ],
  [
    weekly(1, 'MO', 'TU', 'WE', 'TH', 'FR'),
    { kind: 'count', occurrences: 1 },
    {
      en: 'Every working day, 1 time',
      fi: 'Joka arkipäivä, yhteensä 1 kerran',
      sv: 'Varje arbetsdag, 1 gång',
    },
  ],
  [
    weekly(3, 'SU'),
    { kind: 'count', occurrences: 12 },
    {
      en: 'Every 3 weeks on Sunday, 12 times',
      fi: '3 viikon välein: sunnuntai, yhteensä 12 kertaa',
      sv: 'Med 3 veckors mellanrum: söndag, 12 gånger',
    },
  ],
  [
    { kind: 'daily', interval: 2 },
    endless,
    { en: 'Every second day', fi: 'Joka toinen päivä', sv: 'Varannan dag' },
  ],
  [
    { kind: 'monthlyOnDate', interval: 1, dayOfMonth: 15 },
    endless,
    { en: 'On day 15 of every month', fi: 'Joka kuukauden 15. päivä', sv: 'Dag 15 varje månad' },
  ],
  [
    { kind: 'monthlyOnDay', interval: 6, ordinal: -1, day: 'weekday' },
    endless,
    {
      en: 'On the last working day, every 6 months',
      fi: '6 kuukauden välein, kuukauden viimeinen arkipäivä',
      sv: 'Den sista arbetsdagen med 6 månaders mellanrum',
    },
  ],
  [
    { kind: 'yearlyOnDate', month: 2, dayOfMonth: 30 },
    endless,
    { en: 'Every year on 29 February', fi: 'Joka vuosi 29. helmikuuta', sv: 'Varje år den 29 februari' },
  ],
  [
    { kind: 'yearlyOnDay', month: 11, ordinal: 1, day: 'FR' },
    endless,
    {
      en: 'Every year on the first Friday of November',
      fi: 'Joka vuosi marraskuun ensimmäinen perjantai',
      sv: 'Varje år den första fredagen i november',
    },
  ],
];

describe('the rule of a series in words', () => {
  for (const language of LANGUAGES)
    it.each(RULES.map(([pattern, range, words]) => [words[language], { pattern, range }] as const))(
      `says in ${language}: %s`,
      (words, rule) => {
        const t = say.get(language) as TFunction;
        expect(recurrenceSentence(rule as ActivityRecurrence, t, language)).toBe(words);
      },
    );
});
