import { expect, test } from 'vitest';
import { entryTimeOf, hasDuration, isZone } from './activity-time.ts';

const timed = (start: string, end: string, zone = 'Europe/Helsinki') =>
  entryTimeOf({ kind: 'timed', start, end, zone });

test('instants become UTC and keep the zone in which they were planned', () => {
  expect(timed('2026-12-01T09:00:00+02:00', '2026-12-01T10:00:00+02:00')).toEqual({
    kind: 'timed',
    start: '2026-12-01T07:00:00.000Z',
    end: '2026-12-01T08:00:00.000Z',
    zone: 'Europe/Helsinki',
  });
});

test('an end is compared as an instant, whatever its offset looks like', () => {
  expect(() => timed('2026-12-01T09:00:00+02:00', '2026-12-01T08:30:00+01:00')).not.toThrow();
  expect(() => timed('2026-12-01T09:00:00+02:00', '2026-12-01T09:30:00+03:00')).toThrow('endBeforeStart');
});

test('one instant has no duration; a day always has', () => {
  expect(hasDuration(timed('2026-12-01T09:00:00Z', '2026-12-01T09:00:00Z'))).toBe(false);
  expect(hasDuration(entryTimeOf({ kind: 'allDay', start: '2026-12-01', end: '2026-12-02' }))).toBe(true);
  expect(() => entryTimeOf({ kind: 'allDay', start: '2026-12-02', end: '2026-12-02' })).toThrow(
    'allDayEmpty',
  );
});

test.each([
  ['Europe/Helsinki', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['+02:00', false],
  ['', false],
])('%j is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});
