import { expect, test } from 'vitest';
import { utc } from '../zones/zone.ts';
import { readDateTime, readDuration, writeDateTime, writeDuration } from './date-time.ts';

const helsinki = { id: 'FLE Standard Time' };

test('an offset in the text counts, a text without one is meant in the zone', () => {
  const instant = Date.parse('2026-11-25T08:00:00Z');
  expect(readDateTime('2026-11-25T08:00:00Z', helsinki)).toBe(instant);
  expect(readDateTime('2026-11-25T10:00:00.1234567+02:00', utc)).toBe(instant);
  expect(readDateTime('2026-11-25T10:00:00', helsinki)).toBe(instant);
});

test('times are written in UTC, or in the zone that was asked for', () => {
  const instant = Date.parse('2026-07-01T08:00:00Z');
  expect(writeDateTime(instant, { zone: utc, zoneAsked: false })).toBe('2026-07-01T08:00:00Z');
  expect(writeDateTime(instant, { zone: helsinki, zoneAsked: true })).toBe('2026-07-01T11:00:00+03:00');
  expect(writeDateTime(instant, { zone: utc, zoneAsked: true })).toBe('2026-07-01T08:00:00Z');
});

test.each([
  [0, 'PT0S'],
  [30, 'PT30M'],
  [-120, '-PT2H'],
  [1_530, 'P1DT1H30M'],
])('%i minutes are %s', (minutes, text) => {
  expect(writeDuration(minutes)).toBe(text);
  expect(readDuration(text)).toBe(minutes);
});
