import { describe, expect, test } from 'vitest';
import { ianaZoneOf, windowsZoneOf } from './windows-zones.ts';

describe('Windows zones', () => {
  test('a Windows zone is the zone that stands for it', () => {
    expect(ianaZoneOf('W. Europe Standard Time')).toBe('Europe/Berlin');
  });

  test("the user's own zone is kept where it belongs to the Windows zone", () => {
    expect(ianaZoneOf('FLE Standard Time', 'Europe/Helsinki')).toBe('Europe/Helsinki');
    expect(ianaZoneOf('W. Europe Standard Time', 'Europe/Helsinki')).toBe('Europe/Berlin');
  });

  test('upper and lower case do not matter', () => {
    expect(ianaZoneOf('fle standard time', 'Europe/Helsinki')).toBe('Europe/Helsinki');
  });

  test('Kyiv under its new name is in Finland’s Windows zone, both ways', () => {
    expect(windowsZoneOf('Europe/Kyiv')).toBe('FLE Standard Time');
    expect(ianaZoneOf('FLE Standard Time', 'Europe/Kyiv')).toBe('Europe/Kyiv');
  });

  test('an old and a new name of one place have the same Windows zone', () => {
    for (const name of ['Asia/Kolkata', 'Asia/Calcutta'])
      expect(windowsZoneOf(name)).toBe('India Standard Time');
  });

  test('the UTC that other Microsoft clients write is UTC', () => {
    expect(ianaZoneOf('tzone://Microsoft/Utc')).toBe('Etc/UTC');
    expect(windowsZoneOf('Etc/UTC')).toBe('UTC');
  });

  test('an IANA name in place of a Windows name is understood', () => {
    expect(ianaZoneOf('Europe/Helsinki')).toBe('Europe/Helsinki');
  });

  test('a custom zone and free text are nothing that we know', () => {
    expect(ianaZoneOf('tzone://Microsoft/Custom')).toBeNull();
    expect(ianaZoneOf('Customized Time Zone')).toBeNull();
    expect(ianaZoneOf('Mars/Olympus')).toBeNull();
  });

  test('a zone that Windows has no name for says so', () => {
    expect(windowsZoneOf('Not/AZone')).toBeNull();
  });
});
