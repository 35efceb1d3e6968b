import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traitsOf } from '../../src/sides/ews/versions.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import { readOne } from './side-harness.ts';

const NAMESPACES =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"';

/** A zone that its client made up a name for; it changes on the nth Sunday of two months. */
interface Custom {
  readonly standard: string;
  readonly daylight: string;
  /** Month, which Sunday (-1: the last), time of day by the clocks before. */
  readonly toDaylight: readonly [number, number, string];
  readonly toStandard: readonly [number, number, string];
}

const NEW_YORK: Custom = {
  standard: 'PT5H',
  daylight: 'PT4H',
  toDaylight: [3, 2, '02'],
  toStandard: [11, 1, '02'],
};
const HELSINKI: Custom = {
  standard: '-PT2H',
  daylight: '-PT3H',
  toDaylight: [3, -1, '03'],
  toStandard: [10, -1, '04'],
};
const NOWHERE: Custom = { ...HELSINKI, toDaylight: [6, 1, '03'], toStandard: [7, 1, '04'] };

function startTimeZone(zone: Custom): string {
  const change = (to: string, [month, nth, hour]: Custom['toDaylight']) =>
    `<t:RecurringDayTransition><t:To Kind="Period">${to}</t:To><t:TimeOffset>PT${Number(hour)}H</t:TimeOffset><t:Month>${month}</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>${nth}</t:Occurrence></t:RecurringDayTransition>`;
  const content = `<t:Periods><t:Period Bias="${zone.standard}" Name="Standard" Id="std"/><t:Period Bias="${zone.daylight}" Name="Daylight" Id="dlt"/></t:Periods><t:TransitionsGroups><t:TransitionsGroup Id="0">${change('dlt', zone.toDaylight)}${change('std', zone.toStandard)}</t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions>`;
  return ['StartTimeZone', 'EndTimeZone']
    .map((name) => `<t:${name} Id="tzone://Microsoft/Custom" Name="Custom">${content}</t:${name}>`)
    .join('');
}

const RULE =
  '<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Tuesday</t:DaysOfWeek></t:WeeklyRecurrence><t:NumberedRecurrence><t:StartDate>2026-10-20</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>';

describe('custom time zones in Exchange', () => {
  let exchange: TestExchange;
  beforeAll(async () => {
    exchange = await TestExchange.start();
  });
  afterAll(() => exchange.close());

  /** Made by the mailbox's owner with a client that writes whole definitions. */
  async function planned(zone: Custom, rule: string) {
    const { address } = await exchange.newMailbox(traitsOf('2016').schema);
    const item = `<t:Subject>Planned</t:Subject><t:Start>2026-10-20T12:00:00Z</t:Start><t:End>2026-10-20T13:00:00Z</t:End>${rule}${startTimeZone(zone)}`;
    const response = await fetch(`${exchange.url}/EWS/Exchange.asmx`, {
      method: 'POST',
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        authorization: `Basic ${Buffer.from(`${address}:tahti-demo`).toString('base64')}`,
      },
      body: `<s:Envelope ${NAMESPACES}><s:Header><t:RequestServerVersion Version="Exchange2016"/></s:Header><s:Body><m:CreateItem SendMeetingInvitations="SendToNone"><m:Items><t:CalendarItem>${item}</t:CalendarItem></m:Items></m:CreateItem></s:Body></s:Envelope>`,
    });
    const answer = await response.text();
    const id = /<t:ItemId[^>]*\bId="([^"]+)"/.exec(answer)?.[1];
    if (!id) throw new Error(answer);
    const connection = exchange.connect();
    const side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
    return { side, id, close: () => connection.close() };
  }

  test.each([
    ['as the user’s own runs', HELSINKI, 'Europe/Helsinki'],
    ['as New York’s runs', NEW_YORK, 'America/New_York'],
  ])('one that runs %s is that zone, for single entries and for series', async (_what, custom, zone) => {
    for (const rule of ['', RULE]) {
      const { side, id, close } = await planned(custom, rule);
      const { entry, remarks } = await readOne(side, id);
      expect(entry.time).toMatchObject({ start: '2026-10-20T12:00:00.000Z', zone });
      expect(remarks).toBeUndefined();
      if (rule) expect(entry.recurrence).toMatchObject({ zone, start: '2026-10-20' });
      await close();
    }
  });

  test('one that runs as nothing on earth leaves a single entry at its instants, and says so', async () => {
    const nowhere = { ...NOWHERE, standard: '-PT1H17M', daylight: '-PT1H47M' };
    const { side, id, close } = await planned(nowhere, '');
    const { entry, remarks } = await readOne(side, id);
    expect(entry.time).toMatchObject({ start: '2026-10-20T12:00:00.000Z', zone: 'Etc/UTC' });
    expect(remarks).toMatchObject([{ code: 'EWS_ZONE_UNKNOWN' }]);
    await close();
  });

  test('a series in it is set aside rather than shifted for half the year', async () => {
    const { side, id, close } = await planned(NOWHERE, RULE);
    const failures = await side.unreadableAmong([id], new AbortController().signal);
    expect(failures.get(id)).toMatchObject({ kind: 'entry', code: 'EWS_ZONE_UNKNOWN' });
    await close();
  });
});
