import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';

/** Intl puts narrow and no-break spaces where it likes; the words and their order matter here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates, times and numbers', () => {
  it('are shown in the zone of the user, not of the browser', () => {
    expect(plain(formatsFor('fi', 'Europe/Helsinki').dateTime('2026-11-24T22:30:00Z'))).toBe(
      '25.11.2026 klo 0.30',
    );
    expect(plain(formatsFor('sv', 'Europe/Stockholm').dateTime('2026-11-24T22:30:00Z'))).toBe(
      '24 nov. 2026 23:30',
    );
  });

  it('use the 24-hour clock in English too', () => {
    expect(plain(formatsFor('en', 'Europe/Helsinki').dateTime('2026-06-01T12:05:00Z'))).toBe(
      '1 Jun 2026, 15:05',
    );
  });

  it('say once what start and end have in common', () => {
    const { range } = formatsFor('fi', 'Europe/Helsinki');
    expect(plain(range('2026-11-24T22:30:00Z', '2026-11-24T23:30:00Z'))).toMatch(
      /^25\.11\.2026 (klo )?0\.30.1\.30$/,
    );
  });

  it('leave the day of an all-day entry as it is in every zone', () => {
    expect(plain(formatsFor('fi', 'America/Los_Angeles').start('2026-12-06', true))).toBe('6.12.2026');
  });

  it('group thousands as the language does', () => {
    expect(plain(formatsFor('fi', 'Europe/Helsinki').number(12_345))).toBe('12 345');
  });
});
