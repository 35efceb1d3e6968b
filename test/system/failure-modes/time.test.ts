/** What other synchronizers are known to do to times, and Tahti must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantFromMillis } from '../../../src/model/time.ts';
import type { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import type { SeededUser } from '../../fixtures/database-seed.ts';
import { OneMailbox } from '../../fixtures/one-mailbox.ts';

const DAY = 86_400_000;
const HOUR = 3600_000;

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

/** The next night in which Europe changes its clocks, at 01:00 UTC, more than a week away. */
function nextClockChange(): number {
  for (let day = Math.floor(Date.now() / DAY) * DAY + 8 * DAY; ; day += DAY) {
    const date = new Date(day);
    const isLastSunday =
      date.getUTCDay() === 0 && new Date(day + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
    if (isLastSunday && [2, 9].includes(date.getUTCMonth())) return day + HOUR;
  }
}

/** What the clock on the wall says in Helsinki. */
function wall(instant: string): string {
  const at = new Date(instant);
  return at.toLocaleTimeString('sv', { timeZone: 'Europe/Helsinki', hour: '2-digit', minute: '2-digit' });
}

const timeOf = async (name: string) => {
  const found = (await company.activities(onni)).find((activity) => activity.name === name);
  if (!found) throw new Error(`there is no activity ${name}`);
  return found;
};

describe('the edge of the window', () => {
  it('does not double the entry that lies across it, run after run and day after day', async () => {
    await company.saveSettings({ daysBack: 1, daysAhead: 2 });
    for (const hours of [-25, -24, -1, 47, 49, 73]) {
      const start = instantFromMillis(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR);
      const end = instantFromMillis(Date.parse(start) + 2 * HOUR);
      await company.exchange.add(onni.email, [{ subject: `Entry ${hours}`, start, end }]);
      await company.addActivity(onni, `Activity ${hours}`, hours);
    }
    for (let day = 0; day < 3; day++) {
      for (let run = 0; run < 2; run++) await company.runWell(onni);
      for (const names of [await company.activityNames(onni), await company.itemSubjects(onni)])
        expect(names).toEqual([...new Set(names)]);
      company.clockOffset += DAY;
    }
    // All that came into the window in those days stands on both sides by now.
    expect(await company.itemSubjects(onni)).toEqual(
      expect.arrayContaining(['Activity 47', 'Activity 49', 'Activity 73']),
    );
    await one.expectSettled();
  });
});

describe('summer time', () => {
  it('moves nothing by an hour: series and single entries keep their time on the wall, on both sides', async () => {
    const change = nextClockChange();
    // Eight in the morning by UTC, two days before the night; the wall says ten or eleven all along.
    const start = instantFromMillis(change - HOUR - 2 * DAY + 8 * HOUR);
    const end = instantFromMillis(Date.parse(start) + HOUR);
    const recurrence = { pattern: { kind: 'daily', interval: 1 }, range: { kind: 'numbered', count: 5 } };
    await company.exchange.add(onni.email, [
      { subject: 'From Exchange', start, end, recurrence, zone: 'FLE Standard Time' },
    ]);
    await company.runWell(onni);
    const { time, recurrence: rule, id } = await timeOf('From Exchange');
    await company.deleteActivity(id);
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual([]);
    // The same series, made by Severa's side of what Exchange's had become.
    await company.addActivity(onni, 'From Severa', 0, 'CalendarEntry', { time, recurrence: rule });
    await company.addActivity(onni, 'Single', 0, 'CalendarEntry', {
      time: {
        kind: 'timed',
        start: instantFromMillis(change + 5 * DAY),
        end: instantFromMillis(change + 5 * DAY + HOUR),
        zone: 'Europe/Helsinki',
      },
    });
    await company.runWell(onni);
    const to = instantFromMillis(change + 4 * DAY);
    const starts = await company.exchange.starts(onni.email, instantFromMillis(change - 3 * DAY), to);
    expect(starts.map(wall)).toEqual(Array(5).fill(wall(start)));
    expect(new Set(starts.map((instant) => instant.slice(11)))).toHaveProperty('size', 2);
    const single = await company.exchange.item(onni.email, 'Single');
    expect(Date.parse(single.start)).toBe(change + 5 * DAY);
    await one.expectEach(['From Severa', 'Single']);
  });
});

describe('an all-day entry', () => {
  it('is on its own day on both sides, whatever zone it was made in', async () => {
    const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    const midnight = { 'FLE Standard Time': 'Europe/Helsinki', 'Eastern Standard Time': 'America/New_York' };
    for (const [zone, name] of Object.entries(midnight)) {
      const [start, end] = [atMidnight(date(10), name), atMidnight(date(11), name)];
      await company.exchange.add(onni.email, [{ subject: zone, start, end, allDay: true, zone }]);
    }
    const time = { kind: 'allDay', start: date(20), end: date(22) } as const;
    await company.addActivity(onni, 'Two days', 0, 'CalendarEntry', { time });
    await company.runWell(onni);
    for (const zone of Object.keys(midnight))
      expect((await timeOf(zone)).time).toEqual({ kind: 'allDay', start: date(10), end: date(11) });
    const item = await company.exchange.item(onni.email, 'Two days');
    expect([item.start, item.end].map((instant) => Date.parse(instant))).toEqual(
      [date(20), date(22)].map((day) => Date.parse(atMidnight(day, 'Europe/Helsinki'))),
    );
    // Read back as Exchange gives them, and read whole again, they stay where they are.
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    expect((await timeOf('Two days')).time).toEqual(time);
    await one.expectEach(['Eastern Standard Time', 'FLE Standard Time', 'Two days']);
  });
});

/** Midnight of a date in a zone, found by trying. */
function atMidnight(date: string, zone: string): string {
  for (let at = Date.parse(date) - 14 * HOUR; ; at += HOUR) {
    const local = new Date(at).toLocaleString('sv', { timeZone: zone });
    if (local === `${date} 00:00:00`) return instantFromMillis(at);
  }
}

describe('a zone that no table knows', () => {
  it('neither stops the run nor moves the entry: it is kept by its instants, and the log says so', async () => {
    await one.fillMailbox(2);
    // First the end, which moves to the other zone's hour and would else come before the start.
    for (const edge of ['End', 'Start'] as const) {
      const item = await company.exchange.item(onni.email, 'Entry 000');
      await company.exchange.change(onni.email, item, `calendar:${edge}TimeZone`, unknownZone(edge));
    }
    const before = await company.exchange.item(onni.email, 'Entry 000');
    await company.runWell(onni);
    const { time } = await timeOf('Entry 000');
    expect([time.start, time.end].map((instant) => Date.parse(instant))).toEqual(
      [before.start, before.end].map((instant) => Date.parse(instant)),
    );
    expect(await company.stories(onni, { code: 'EWS_ZONE_UNKNOWN' })).toHaveLength(1);
    // Edits still cross, and leave the entry in the zone that somebody gave it.
    await company.changeActivity((await timeOf('Entry 000')).id, { location: 'Koivu' });
    await company.runWell(onni);
    const after = await company.exchange.item(onni.email, 'Entry 000');
    expect(after).toMatchObject({ location: 'Koivu', start: before.start, end: before.end });
    await one.expectEach(['Entry 000', 'Entry 001']);
  });
});

/** A zone of somebody's own, in which the clocks show what no clock on Earth shows. */
function unknownZone(edge: 'Start' | 'End'): string {
  return `<t:${edge}TimeZone Id="Port Royal Time" Name="Port Royal Time"><t:Periods><t:Period Bias="PT3H17M" Name="Standard" Id="Std"/></t:Periods><t:TransitionsGroups><t:TransitionsGroup Id="0"><t:Transition><t:To Kind="Period">Std</t:To></t:Transition></t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions></t:${edge}TimeZone>`;
}
