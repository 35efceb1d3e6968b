import { describe, expect, test } from 'vitest';
import type { EntryTime } from '../../../model/time.ts';
import { calendarItem } from '../testing/elements.ts';
import { traitsOf } from '../versions.ts';
import { readTime, writeTime } from './time.ts';

/** Half hours, both sides of the date line, and clocks that change at midnight. */
const ZONES = [
  'Europe/Helsinki',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'America/Santiago',
  'America/Havana',
] as const;

const contextOf = (userZone: string) => ({ userZone, traits: traitsOf('2016') });

/** The entry as another reader finds it after a writer in another zone wrote it. */
function passed(time: EntryTime, writer: string, reader: string): EntryTime {
  const xml = writeTime(time, contextOf(writer)).map((write) => write.xml);
  return readTime(calendarItem(xml.join('')), contextOf(reader)).time;
}

const dateOn = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

describe('an all-day entry stays on its dates', () => {
  test.each(ZONES)('written in %s on any day of the year, read there and everywhere else', (writer) => {
    for (let n = 0; n < 366; n += 1) {
      const time = { kind: 'allDay', start: dateOn(n), end: dateOn(n + 1) } as const;
      const reader = ZONES[n % ZONES.length] ?? writer;
      expect(passed(time, writer, writer)).toEqual(time);
      expect(passed(time, writer, reader)).toEqual(time);
    }
  });

  test.each(ZONES)('of several days and of a year in %s', (zone) => {
    for (const days of [2, 3, 31, 365]) {
      const time = { kind: 'allDay', start: dateOn(85), end: dateOn(85 + days) } as const;
      expect(passed(time, zone, 'Europe/Helsinki')).toEqual(time);
    }
  });

  test('where a country changed sides of the date line and left out a day', () => {
    const time = { kind: 'allDay', start: '2011-12-29', end: '2012-01-02' } as const;
    expect(passed(time, 'Pacific/Apia', 'Pacific/Apia')).toEqual(time);
  });
});

describe('a timed entry stays at its instants', () => {
  const SPANS = [
    ['across a spring change', '2027-03-28T00:30:00.000Z', '2027-03-28T02:30:00.000Z'],
    ['across an autumn change', '2026-10-24T23:30:00.000Z', '2026-10-25T02:30:00.000Z'],
    ['across midnight', '2026-12-01T21:30:00.000Z', '2026-12-01T22:30:00.000Z'],
    ['of no length', '2026-12-01T08:00:00.000Z', '2026-12-01T08:00:00.000Z'],
    ['of one minute', '2026-12-01T08:00:00.000Z', '2026-12-01T08:01:00.000Z'],
    ['of three decades', '1999-12-31T22:00:00.000Z', '2030-01-01T00:00:00.000Z'],
  ] as const;

  test.each(SPANS.flatMap((span) => ZONES.map((zone) => [...span, zone] as const)))(
    '%s (%s to %s) in %s',
    (_what, start, end, zone) => {
      const read = passed({ kind: 'timed', start, end, zone }, zone, 'Europe/Helsinki');
      expect([read.kind, read.start, read.end]).toEqual(['timed', start, end]);
    },
  );
});
