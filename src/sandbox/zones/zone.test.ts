import { describe, expect, test } from 'vitest';
import { definitionOf } from './known-definition.ts';
import { windowsZone, windowsZoneIds } from './windows-zones.ts';
import { instantOf, midnightAfter, midnightBefore, offsetAt, wallOf, type Zone } from './zone.ts';

const helsinki: Zone = { id: 'FLE Standard Time' };
const at = (text: string): number => Date.parse(text);

describe('a zone of the server', () => {
  test('has its winter and summer offset', () => {
    expect(offsetAt(helsinki, at('2026-01-15T12:00:00Z'))).toBe(120);
    expect(offsetAt(helsinki, at('2026-07-15T12:00:00Z'))).toBe(180);
  });

  test('an hour that spring skips is taken with the offset before it', () => {
    expect(instantOf(helsinki, at('2026-03-29T03:30:00Z'))).toBe(at('2026-03-29T01:30:00Z'));
  });

  test('an hour that autumn repeats means its first occurrence', () => {
    expect(instantOf(helsinki, at('2026-10-25T03:30:00Z'))).toBe(at('2026-10-25T00:30:00Z'));
  });

  test('midnights are those of the zone, also on the day the clocks change', () => {
    const noon = at('2026-10-25T10:00:00Z');
    expect(midnightBefore(helsinki, noon)).toBe(at('2026-10-24T21:00:00Z'));
    expect(midnightAfter(helsinki, noon)).toBe(at('2026-10-25T22:00:00Z'));
    const midnight = at('2026-11-24T22:00:00Z');
    expect(midnightAfter(helsinki, midnight)).toBe(midnight);
  });

  test('wall time and instant belong together in every zone, at every hour of a year', () => {
    for (const id of [
      'FLE Standard Time',
      'Pacific Standard Time',
      'India Standard Time',
      'UTC',
      'Lord Howe Standard Time',
    ]) {
      const zone = { id };
      for (let hour = 0; hour < 8_760; hour += 7) {
        const instant = at('2026-01-01T00:00:00Z') + hour * 3_600_000;
        const again = instantOf(zone, wallOf(zone, instant));
        expect(wallOf(zone, again)).toBe(wallOf(zone, instant));
      }
    }
  });
});

test('the rules of every zone that changes its clocks twice a year give the same offsets as the zone itself', () => {
  const year = 2026;
  for (const id of windowsZoneIds) {
    const definition = definitionOf(id, year);
    if (definition.periods.length < 2) continue;
    const own: Zone = { id: 'custom', definition };
    for (let day = 0; day < 365; day += 3) {
      const instant = Date.UTC(year, 0, 1 + day, 12);
      expect(offsetAt(own, instant), `${id} on day ${day}`).toBe(offsetAt({ id }, instant));
    }
  }
});

test('IANA names lead to Windows ids', () => {
  expect(windowsZone('Europe/Helsinki')).toBe('FLE Standard Time');
  expect(windowsZone('Europe/Stockholm')).toBe('W. Europe Standard Time');
  expect(windowsZone('Moon/Base')).toBeUndefined();
});
