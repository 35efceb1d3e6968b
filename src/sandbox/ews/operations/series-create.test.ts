import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { created, createItem, getItem, openTestClient, type TestClient } from '../../test-client.ts';
import {
  daily,
  endDate,
  fiveDays,
  getById,
  helsinki,
  noEnd,
  numbered,
  occurrenceId,
  recurrence,
  seriesItem,
  values,
  wallTimes,
  weekly,
} from '../../test-series.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

const day = '2026-11-02';
const make = (pattern: string, range: string, times = wallTimes(day)) =>
  created(client, seriesItem(pattern, range, times));
const refused = async (pattern: string, range: string, times = wallTimes(day)) =>
  (await client.call(createItem(seriesItem(pattern, range, times)))).codes;
/** The starts of the first occurrences, in UTC. */
async function starts(master: Awaited<ReturnType<typeof make>>, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => occurrenceId(master, index + 1)).join('');
  return (await client.call(getById(ids))).all('Start').map((each) => each.text);
}

const monthly = (date: number, interval = 1) =>
  `<t:AbsoluteMonthlyRecurrence><t:Interval>${interval}</t:Interval><t:DayOfMonth>${date}</t:DayOfMonth></t:AbsoluteMonthlyRecurrence>`;
const yearly = (date: number, month: string) =>
  `<t:AbsoluteYearlyRecurrence><t:DayOfMonth>${date}</t:DayOfMonth><t:Month>${month}</t:Month></t:AbsoluteYearlyRecurrence>`;
const relativeMonthly = (days: string, index: string) =>
  `<t:RelativeMonthlyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>${days}</t:DaysOfWeek><t:DayOfWeekIndex>${index}</t:DayOfWeekIndex></t:RelativeMonthlyRecurrence>`;
const relativeYearly = (days: string, index: string, month: string) =>
  `<t:RelativeYearlyRecurrence><t:DaysOfWeek>${days}</t:DaysOfWeek><t:DayOfWeekIndex>${index}</t:DayOfWeekIndex><t:Month>${month}</t:Month></t:RelativeYearlyRecurrence>`;

describe('every pattern comes back as it was written, and its occurrences are where it says', () => {
  test.each([
    ['daily', daily(2), ['2026-11-02', '2026-11-04', '2026-11-06']],
    ['weekly', weekly('Monday Wednesday', 2), ['2026-11-02', '2026-11-04', '2026-11-16']],
    ['monthly', monthly(31), ['2026-11-30', '2026-12-31', '2027-01-31']],
    ['yearly', yearly(29, 'February'), ['2027-02-28', '2028-02-29', '2029-02-28']],
    ['relative monthly', relativeMonthly('Weekday', 'Last'), ['2026-11-30', '2026-12-31', '2027-01-29']],
    ['of weekends', relativeMonthly('WeekendDay', 'First'), ['2026-12-05', '2027-01-02', '2027-02-06']],
    ['of any day', relativeMonthly('Day', 'Fourth'), ['2026-11-04', '2026-12-04', '2027-01-04']],
    ['relative yearly', relativeYearly('Thursday', 'Fourth', 'November'), ['2026-11-26', '2027-11-25']],
  ])('%s', async (_, pattern, days) => {
    const master = await make(pattern, noEnd(day));
    const answer = await client.call(getItem(master));
    const start = days[0] ?? '';
    const written = /<t:Recurrence>.*<\/t:Recurrence>/.exec(answer.text)?.[0];
    expect(written).toBe(recurrence(pattern, noEnd(`${start}Z`)));
    expect(await starts(master, days.length)).toEqual(days.map((each) => expect.stringContaining(each)));
  });
});

describe('the master', () => {
  test('starts with its first occurrence and names the last', async () => {
    const master = await make(weekly('Wednesday'), numbered(day, 3));
    const answer = await client.call(getItem(master));
    expect(answer.first('CalendarItemType')).toBe('RecurringMaster');
    expect(answer.first('StartDate')).toBe('2026-11-04Z');
    expect(answer.first('NumberOfOccurrences')).toBe('3');
    expect(answer.first('Start')).toBe('2026-11-04T08:00:00Z');
    expect(values(answer, 'FirstOccurrence', 'Start')).toEqual(['2026-11-04T08:00:00Z']);
    expect(values(answer, 'LastOccurrence', 'End')).toEqual(['2026-11-18T09:00:00Z']);
    expect(values(answer, 'LastOccurrence', 'OriginalStart')).toEqual(['2026-11-18T08:00:00Z']);
    expect(answer.all('ModifiedOccurrences')).toEqual([]);
    expect(answer.all('DeletedOccurrences')).toEqual([]);
  });

  test('of an endless series names no last occurrence', async () => {
    const answer = await client.call(getItem(await make(daily(), noEnd(day))));
    expect(answer.all('NoEndRecurrence')).toHaveLength(1);
    expect(answer.all('LastOccurrence')).toEqual([]);
  });

  test('says that it is not recurring, as Exchange tells its organizer, and its occurrences that they are', async () => {
    const master = await fiveDays(client);
    expect((await client.call(getItem(master))).first('IsRecurring')).toBe('false');
    expect((await client.call(getById(occurrenceId(master, 1)))).first('IsRecurring')).toBe('true');
  });

  test('shows the dates of its range with the offset of the zone that was asked for', async () => {
    const header = '<t:TimeZoneContext><t:TimeZoneDefinition Id="FLE Standard Time"/></t:TimeZoneContext>';
    const master = await make(daily(), endDate('2026-03-20', '2026-03-31'), wallTimes('2026-03-20'));
    const answer = await client.call(getItem(master), { header });
    expect([answer.first('StartDate'), answer.first('EndDate')]).toEqual([
      '2026-03-20+02:00',
      '2026-03-31+03:00',
    ]);
  });
});

describe('times', () => {
  test('are those of the series zone on every day, over the change of clocks', async () => {
    const master = await make(daily(), numbered('2026-10-24', 2), wallTimes('2026-10-24'));
    expect(await starts(master, 2)).toEqual(['2026-10-24T07:00:00Z', '2026-10-25T08:00:00Z']);
  });

  test('of an all-day series are midnights of its zone', async () => {
    const allDay = `<t:Start>2026-10-24T00:00:00</t:Start><t:End>2026-10-25T00:00:00</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent>`;
    const master = await make(daily(), numbered('2026-10-24', 3), allDay);
    expect(await starts(master, 3)).toEqual([
      '2026-10-23T21:00:00Z',
      '2026-10-24T21:00:00Z',
      '2026-10-25T22:00:00Z',
    ]);
    const second = await client.call(getById(occurrenceId(master, 2)));
    expect([second.first('End'), second.first('IsAllDayEvent')]).toEqual(['2026-10-25T22:00:00Z', 'true']);
  });

  test('an Exchange of 2007 takes the zone of a series from MeetingTimeZone', async () => {
    const options = { version: 'Exchange2007_SP1' };
    const zone = '<t:MeetingTimeZone TimeZoneName="FLE Standard Time"/>';
    const utc = '<t:Start>2026-10-24T07:00:00Z</t:Start><t:End>2026-10-24T08:00:00Z</t:End>';
    const rule = recurrence(daily(), numbered('2026-10-24', 2));
    const master = await created(client, `${utc}${rule}${zone}`, options);
    const second = await client.call(getById(occurrenceId(master, 2)), options);
    expect(second.first('Start')).toBe('2026-10-25T08:00:00Z');
    expect(second.all('FirstDayOfWeek')).toEqual([]);
  });
});

describe('a rule is refused for its item alone', () => {
  const range = noEnd(day);

  test('with Day, Weekday or WeekendDay in a week, or without any day', async () => {
    for (const word of ['Day', 'Weekday', 'WeekendDay', 'Monday Weekday']) {
      expect(await refused(weekly(word), range)).toEqual(['ErrorCalendarInvalidDayForWeeklyRecurrence']);
    }
    expect(await refused(weekly(''), range)).toEqual(['ErrorCalendarInvalidRecurrence']);
  });

  test('with numbers beyond what a calendar has', async () => {
    expect(await refused(daily(0), range)).toEqual(['ErrorCalendarOutOfRange']);
    expect(await refused(monthly(32), range)).toEqual(['ErrorCalendarOutOfRange']);
    expect(await refused(yearly(31, 'April'), range)).toEqual(['ErrorCalendarOutOfRange']);
    expect(await refused(daily(), numbered(day, 1_000))).toEqual(['ErrorCalendarOutOfRange']);
  });

  test('with no day in its range, an end before its start, or an end after the year 4500', async () => {
    expect(await refused(weekly('Sunday'), endDate(day, '2026-11-07'))).toEqual([
      'ErrorRecurrenceHasNoOccurrence',
    ]);
    expect(await refused(daily(), endDate(day, '2026-11-01'))).toEqual([
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ]);
    expect(await refused(daily(), endDate(day, '4500-09-02'))).toEqual(['ErrorRecurrenceEndDateTooBig']);
  });

  test('with occurrences that last beyond the next one', async () => {
    const long = '<t:Start>2026-11-02T10:00:00</t:Start><t:End>2026-11-03T10:30:00</t:End>';
    expect(await refused(daily(), range, long)).toEqual(['ErrorOccurrenceTimeSpanTooBig']);
    expect(await refused(daily(2), range, long)).toEqual(['NoError']);
  });

  test('and the others of the batch are made', async () => {
    const item = (content: string) => `<t:CalendarItem>${content}</t:CalendarItem>`;
    const bad = seriesItem(daily(0), range, wallTimes(day));
    const good = seriesItem(daily(), range, wallTimes(day));
    const answer = await client.call(
      `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${item(bad)}${item(good)}${item(helsinki)}</m:Items></m:CreateItem>`,
    );
    expect(answer.codes).toEqual(['ErrorCalendarOutOfRange', 'NoError', 'NoError']);
  });

  test('FirstDayOfWeek is not known to a schema before 2010 SP1', async () => {
    const answer = await client.call(
      createItem(seriesItem(weekly('Monday'), range, wallTimes(day)).replace(helsinki, '')),
      { version: 'Exchange2007_SP1' },
    );
    expect(answer.codes).toEqual(['ErrorIncorrectSchemaVersion']);
  });
});
