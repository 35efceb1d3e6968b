import { describe, expect, it } from 'vitest';
import { namedPeriod, periodTitle, shownInstants, stepped } from './period.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('the period of a calendar view', () => {
  it('is the day, the week from Monday, the working week or the month of the date', () => {
    expect(namedPeriod('day', '2026-11-24')).toEqual({ first: '2026-11-24', end: '2026-11-25' });
    expect(namedPeriod('week', '2026-11-24')).toEqual({ first: '2026-11-23', end: '2026-11-30' });
    expect(namedPeriod('workWeek', '2026-11-29')).toEqual({ first: '2026-11-23', end: '2026-11-28' });
    expect(namedPeriod('month', '2026-12-31')).toEqual({ first: '2026-12-01', end: '2027-01-01' });
  });

  it('reaches over the six weeks that a month is drawn with', () => {
    expect(shownInstants('month', '2026-11-24', 'Europe/Helsinki')).toEqual({
      from: '2026-10-25T22:00:00Z',
      to: '2026-12-06T22:00:00Z',
    });
  });

  it('moves by its own length, and a month from the 31st to the next month, not over it', () => {
    expect(stepped('day', '2026-11-30', 1)).toBe('2026-12-01');
    expect(stepped('week', '2026-11-24', -1)).toBe('2026-11-17');
    expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-01');
  });

  it('is named in the language of the page', () => {
    expect(plain(periodTitle('month', '2026-11-24', 'fi'))).toBe('marraskuu 2026');
    expect(plain(periodTitle('day', '2026-11-24', 'sv'))).toBe('tisdag 24 november 2026');
    expect(plain(periodTitle('week', '2026-11-24', 'en'))).toBe('23 – 29 Nov 2026');
  });
});
