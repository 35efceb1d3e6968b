import { describe, expect, it } from 'vitest';
import { dayFormat, timeFormat } from './clock-format.ts';

const start = { year: 2026, month: 10, day: 25, hour: 8, minute: 0 };
const end = { ...start, hour: 9, minute: 30 };

describe('the calendar', () => {
  it.each([
    ['fi', '8.00–9.30'],
    ['sv', '08:00–09:30'],
    ['en', '08:00–09:30'],
  ])('writes the time of an entry in %s as %s', (language, text) => {
    expect(timeFormat(language)({ start, end })).toBe(text);
  });

  it('writes an hour at its edge as it writes the start of an entry', () => {
    expect(timeFormat('fi')({ start })).toBe('8.00');
    expect(timeFormat('en')({ start, end: null })).toBe('08:00');
  });

  it.each([
    ['fi', 'keskiviikko 25'],
    ['sv', 'onsdag 25'],
    ['en', 'Wednesday 25'],
  ])('heads a day in %s with %s', (language, text) => {
    expect(dayFormat(language)({ start })).toBe(text);
  });
});
