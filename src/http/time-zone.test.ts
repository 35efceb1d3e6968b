import { expect, test } from 'vitest';
import { requireZone } from './time-zone.ts';

test.each(['Europe/Helsinki', 'UTC', 'America/Argentina/Buenos_Aires'])('%s is a zone', (zone) => {
  expect(() => requireZone('timeZone', zone)).not.toThrow();
});

test.each(['', 'Europe/Atlantis', '+02:00', 'Europe/Helsinki; drop'])(
  '“%s” is refused by its field',
  (zone) => {
    expect(() => requireZone('timeZone', zone)).toThrow(
      expect.objectContaining({ status: 400, code: 'zoneUnknown' }),
    );
  },
);
