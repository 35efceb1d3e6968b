import { expect, test } from 'vitest';
import { allDayTime, severaTimes } from './all-day.ts';

const HELSINKI = 'Europe/Helsinki';

test('an all-day activity is told as the midnights of the owner, in UTC', () => {
  const time = { kind: 'allDay', start: '2026-11-24', end: '2026-11-26' } as const;
  expect(severaTimes(time, HELSINKI)).toEqual({
    start: '2026-11-23T22:00:00.000Z',
    end: '2026-11-25T22:00:00.000Z',
  });
});

test('the day on which summer time begins is 23 hours long and still one day', () => {
  const time = { kind: 'allDay', start: '2026-03-29', end: '2026-03-30' } as const;
  const { start, end } = severaTimes(time, HELSINKI);
  expect(Date.parse(end) - Date.parse(start)).toBe(23 * 3600_000);
  expect(allDayTime(start, end, HELSINKI)).toEqual(time);
});

test('a day that begins at one in the morning, since midnight does not exist on it, is read back', () => {
  const time = { kind: 'allDay', start: '2018-11-04', end: '2018-11-05' } as const;
  const { start, end } = severaTimes(time, 'America/Sao_Paulo');
  expect(start).toBe('2018-11-04T03:00:00.000Z');
  expect(allDayTime(start, end, 'America/Sao_Paulo')).toEqual(time);
});

test('without an end it is one day', () => {
  expect(allDayTime('2026-11-23T22:00:00.000Z', null, HELSINKI)).toEqual({
    kind: 'allDay',
    start: '2026-11-24',
    end: '2026-11-25',
  });
});

test('instants that are no midnights there, and ends that are not later, are refused', () => {
  expect(() => allDayTime('2026-11-24T00:00:00.000Z', null, HELSINKI)).toThrow('midnight');
  expect(() => allDayTime('2026-11-23T22:00:00.000Z', '2026-11-23T22:00:00.000Z', HELSINKI)).toThrow(
    'after its last day',
  );
});
