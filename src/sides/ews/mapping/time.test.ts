import { describe, expect, test } from 'vitest';
import { calendarItem } from '../testing/elements.ts';
import { traitsOf } from '../versions.ts';
import { readTime, writeTime } from './time.ts';

const helsinki = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };
const at2007 = { userZone: 'Europe/Helsinki', traits: traitsOf('2007-sp1') };

const item = (start: string, end: string, zone: string, more = '') =>
  calendarItem(`<t:Start>${start}</t:Start><t:End>${end}</t:End>${more}${zone}`);
const inZone = (id: string) => `<t:StartTimeZone Id="${id}"/>`;
const ALL_DAY = '<t:IsAllDayEvent>true</t:IsAllDayEvent>';

describe('reading times', () => {
  test('a timed entry is two instants and the zone in which it was planned', () => {
    const read = readTime(
      item('2026-12-01T15:00:00Z', '2026-12-01T16:00:00Z', inZone('Eastern Standard Time')),
      helsinki,
    );
    expect(read).toEqual({
      zone: 'America/New_York',
      remark: null,
      time: {
        kind: 'timed',
        start: '2026-12-01T15:00:00.000Z',
        end: '2026-12-01T16:00:00.000Z',
        zone: 'America/New_York',
      },
    });
  });

  test('offsets are understood as well as Z', () => {
    const read = readTime(
      item('2026-12-01T10:00:00+02:00', '2026-12-01T11:00:00+02:00', inZone('FLE Standard Time')),
      helsinki,
    );
    expect(read.time).toMatchObject({ start: '2026-12-01T08:00:00.000Z', zone: 'Europe/Helsinki' });
  });

  test('an entry without a zone is taken as the user’s', () => {
    expect(readTime(item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', ''), helsinki).zone).toBe(
      'Europe/Helsinki',
    );
  });

  test('Exchange 2007 names its zone by MeetingTimeZone', () => {
    const zone = '<t:MeetingTimeZone TimeZoneName="W. Europe Standard Time"/>';
    expect(readTime(item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', zone), at2007).zone).toBe(
      'Europe/Berlin',
    );
  });

  test('the UTC of phones is UTC', () => {
    const read = readTime(
      item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', inZone('tzone://Microsoft/Utc')),
      helsinki,
    );
    expect(read).toMatchObject({ zone: 'Etc/UTC', remark: null });
  });

  test('an unknown zone keeps the instants, in UTC, and says so', () => {
    const read = readTime(
      item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', inZone('Customized Time Zone')),
      helsinki,
    );
    expect(read.time).toMatchObject({ start: '2026-12-01T08:00:00.000Z', zone: 'Etc/UTC' });
    expect(read.remark).toMatchObject({
      code: 'EWS_ZONE_UNKNOWN',
      advice: 'ewsZoneUnknown',
      extra: { zone: 'Customized Time Zone' },
    });
  });

  test('a custom zone that shows the user’s own time is the user’s zone', () => {
    const custom = (bias: string) =>
      `<t:StartTimeZone Id="tzone://Microsoft/Custom"><t:Periods><t:Period Bias="${bias}" Name="Standard" Id="p1"/></t:Periods></t:StartTimeZone>`;
    expect(
      readTime(item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', custom('-PT2H')), helsinki),
    ).toMatchObject({ zone: 'Europe/Helsinki', remark: null });
    expect(
      readTime(item('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', custom('PT5H')), helsinki).remark,
    ).not.toBeNull();
  });

  test('an end before the start is no negative length', () => {
    const read = readTime(item('2026-12-01T08:00:00Z', '2026-12-01T07:00:00Z', ''), helsinki);
    expect(read.time).toMatchObject({ start: '2026-12-01T08:00:00.000Z', end: '2026-12-01T08:00:00.000Z' });
  });

  test('a start that is no time is an error of this entry', () => {
    expect(() => readTime(item('soon', '2026-12-01T07:00:00Z', ''), helsinki)).toThrow(
      /EWS_ENTRY_UNREADABLE.*start.*soon/,
    );
  });
});

describe('all-day entries stay on their dates', () => {
  test.each([
    [
      'made in Helsinki, read by a user in Helsinki',
      '2026-12-05T22:00:00Z',
      '2026-12-06T22:00:00Z',
      'FLE Standard Time',
    ],
    ['made in Stockholm', '2026-12-05T23:00:00Z', '2026-12-06T23:00:00Z', 'W. Europe Standard Time'],
    ['made in New York', '2026-12-06T05:00:00Z', '2026-12-07T05:00:00Z', 'Eastern Standard Time'],
    ['made in Auckland', '2026-12-05T11:00:00Z', '2026-12-06T11:00:00Z', 'New Zealand Standard Time'],
    ['made by a phone in UTC', '2026-12-06T00:00:00Z', '2026-12-07T00:00:00Z', 'tzone://Microsoft/Utc'],
    [
      'made in a zone that nobody knows, at the user’s midnight',
      '2026-12-05T22:00:00Z',
      '2026-12-06T22:00:00Z',
      'Customized Time Zone',
    ],
    [
      'that says UTC but begins at the user’s midnight',
      '2026-12-05T22:00:00Z',
      '2026-12-06T22:00:00Z',
      'UTC',
    ],
  ])('%s', (_what, start, end, zone) => {
    const read = readTime(item(start, end, inZone(zone), ALL_DAY), helsinki);
    expect(read.time).toEqual({ kind: 'allDay', start: '2026-12-06', end: '2026-12-07' });
    expect(read.remark).toBeNull();
  });

  test('over the day on which the clocks change', () => {
    const read = readTime(
      item('2027-03-27T22:00:00Z', '2027-03-28T21:00:00Z', inZone('FLE Standard Time'), ALL_DAY),
      helsinki,
    );
    expect(read.time).toEqual({ kind: 'allDay', start: '2027-03-28', end: '2027-03-29' });
  });

  test('some hours off midnight everywhere go to the nearest day', () => {
    const read = readTime(
      item('2026-12-05T23:30:00Z', '2026-12-06T23:30:00Z', inZone('FLE Standard Time'), ALL_DAY),
      helsinki,
    );
    expect(read.time).toEqual({ kind: 'allDay', start: '2026-12-06', end: '2026-12-07' });
  });

  test('without length are one day long', () => {
    const read = readTime(
      item('2026-12-05T22:00:00Z', '2026-12-05T22:00:00Z', inZone('FLE Standard Time'), ALL_DAY),
      helsinki,
    );
    expect(read.time).toEqual({ kind: 'allDay', start: '2026-12-06', end: '2026-12-07' });
  });
});

describe('writing times', () => {
  const xml = (writes: ReturnType<typeof writeTime>) =>
    Object.fromEntries(writes.map((write) => [write.uri, write.xml]));

  test('an all-day entry runs from midnight to midnight in the user’s zone', () => {
    expect(xml(writeTime({ kind: 'allDay', start: '2027-03-28', end: '2027-03-29' }, helsinki))).toEqual({
      'calendar:Start': '<t:Start>2027-03-27T22:00:00Z</t:Start>',
      'calendar:End': '<t:End>2027-03-28T21:00:00Z</t:End>',
      'calendar:IsAllDayEvent': '<t:IsAllDayEvent>true</t:IsAllDayEvent>',
      'calendar:StartTimeZone': '<t:StartTimeZone Id="FLE Standard Time"/>',
      'calendar:EndTimeZone': '<t:EndTimeZone Id="FLE Standard Time"/>',
    });
  });

  test('a zone without a Windows name is written as the user’s, with the instants as they are', () => {
    const time = {
      kind: 'timed',
      start: '2026-12-01T08:00:00.000Z',
      end: '2026-12-01T09:00:00.000Z',
      zone: 'Antarctica/Troll',
    } as const;
    const written = xml(writeTime(time, helsinki));
    expect(written['calendar:Start']).toBe('<t:Start>2026-12-01T08:00:00Z</t:Start>');
    expect(written['calendar:StartTimeZone']).toMatch(/Id="[^"]+"/);
  });

  test('to Exchange 2007 the zone goes as MeetingTimeZone', () => {
    const time = {
      kind: 'timed',
      start: '2026-12-01T08:00:00.000Z',
      end: '2026-12-01T09:00:00.000Z',
      zone: 'Europe/Helsinki',
    } as const;
    const written = xml(writeTime(time, at2007));
    expect(written['calendar:MeetingTimeZone']).toBe('<t:MeetingTimeZone TimeZoneName="FLE Standard Time"/>');
    expect(written).not.toHaveProperty('calendar:StartTimeZone');
  });
});
