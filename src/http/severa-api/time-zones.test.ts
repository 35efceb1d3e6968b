import { expect, test } from 'vitest';
import { TIME_ZONES, timeZoneModel } from './time-zones.ts';

test('Helsinki is the FLE Standard Time of Windows, and so is Kyiv under its new name', () => {
  expect(timeZoneModel('Europe/Helsinki').systemName).toBe('FLE Standard Time');
  expect(timeZoneModel('Europe/Kyiv')).toMatchObject({
    systemName: 'FLE Standard Time',
    ianaName: 'Europe/Kyiv',
  });
});

test('every Windows id stands in the listing once, with an id of its own that does not change', () => {
  expect(TIME_ZONES.length).toBeGreaterThan(130);
  expect(new Set(TIME_ZONES.map((zone) => zone.systemName)).size).toBe(TIME_ZONES.length);
  expect(new Set(TIME_ZONES.map((zone) => zone.guid)).size).toBe(TIME_ZONES.length);
  for (const zone of TIME_ZONES) {
    expect(timeZoneModel(zone.ianaName).guid).toBe(zone.guid);
    expect(zone.guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
});
