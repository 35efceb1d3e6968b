import { describe, expect, it } from 'vitest';
import { scopeOf, windowAt } from './scope.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const reach = { daysBack: 30, daysAhead: 365 };

describe('windowAt', () => {
  it('covers the days back and ahead, whatever the hour', () => {
    for (let hours = 0; hours < 48; hours++) {
      const now = NOW + hours * HOUR;
      const { from, to } = windowAt(now, reach, 'onni');
      expect(Date.parse(from)).toBeLessThanOrEqual(now - 30 * DAY);
      expect(Date.parse(to)).toBeGreaterThanOrEqual(now + 365 * DAY);
    }
  });

  it('moves once a day, so that everything is read whole once a day', () => {
    const windows = Array.from({ length: 48 }, (_, hour) => windowAt(NOW + hour * HOUR, reach, 'onni').from);
    expect(new Set(windows).size).toBeLessThanOrEqual(3);
  });

  it('moves at another hour for each user', () => {
    const hourOf = (user: string) =>
      Array.from({ length: 24 }, (_, hour) => windowAt(NOW + hour * HOUR, reach, user).from).findIndex(
        (from, hour, all) => hour > 0 && from !== all[hour - 1],
      );
    const hours = Array.from({ length: 40 }, (_, n) => hourOf(`user-${n}`));
    expect(new Set(hours).size).toBeGreaterThan(8);
  });
});

describe('scopeOf', () => {
  const parts = {
    window: windowAt(NOW, reach, 'onni'),
    outgoingTypeIds: ['a', 'b'],
    mailbox: 'https://exchange.example/EWS/Exchange.asmx onni@example.org',
    enabledAt: '2026-11-01T00:00:00.000Z',
  };

  it('is the same for the same choice, in whatever order it is told', () => {
    expect(scopeOf({ ...parts, outgoingTypeIds: ['b', 'a'] })).toBe(scopeOf(parts));
  });

  it('differs with the window, the types, the mailbox and the switching on', () => {
    const others = [
      { ...parts, window: windowAt(NOW + DAY, reach, 'onni') },
      { ...parts, outgoingTypeIds: ['a'] },
      { ...parts, mailbox: 'https://exchange.example/EWS/Exchange.asmx o.virtanen@example.org' },
      { ...parts, enabledAt: '2026-11-02T00:00:00.000Z' },
    ];
    expect(new Set([parts, ...others].map(scopeOf)).size).toBe(5);
  });
});
