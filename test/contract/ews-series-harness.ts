import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { CalendarEntry, SideEntry } from '../../src/model/calendar-entry.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import type { EwsConnection } from '../../src/sides/ews/connection.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { type EwsVersion, traitsOf } from '../../src/sides/ews/versions.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { unhurried } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

/** Set anew by the hooks of `onExchange`; those who import them see what stands there now. */
export let exchange: TestExchange;
export let connection: EwsConnection;
export let side: EwsSide;
export let address: string;
export let outlook: Outlook;
let version: EwsVersion = 'subscription-edition';

async function open(): Promise<void> {
  ({ address, outlook } = await exchange.newMailbox(traitsOf(version).schema));
  await again();
}

/** As after a restart: nothing is remembered but what stands in the mailbox. */
export async function again(): Promise<void> {
  connection = exchange.connect({ version, retry: { attempts: 1, firstPause: 1, longestPause: 2 } });
  side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
}

/** What `series` repeats by, unless it is told otherwise. */
export const WEEKLY: Recurrence = {
  pattern: { kind: 'weekly', interval: 1, days: ['TU'], firstDayOfWeek: 'MO' },
  range: { kind: 'count', occurrences: 10 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
/** The starts of the weekly series: Tuesdays at 10 in Helsinki. */
export const tuesday = (n: number) =>
  new Date(Date.parse('2026-12-01T08:00:00Z') + (n - 1) * 7 * 24 * 3600_000).toISOString();
const hour = (start: string, later = 0) => {
  const begin = Date.parse(start) + later * 3600_000;
  return timed(new Date(begin).toISOString(), new Date(begin + 3600_000).toISOString());
};
/** The n-th occurrence, that many hours later. */
export const moved = (n: number, hours = 2) => ({ original: tuesday(n), time: hour(tuesday(n), hours) });
/** An entry that repeats weekly, with `more` of a rule and other `fields`. */
export const series = (more: Partial<Recurrence> = {}, fields: Partial<CalendarEntry> = {}) =>
  sample({ side }, { recurrence: { ...WEEKLY, ...more }, ...fields });

/** Requests that `work` costs in this mailbox, by the server's own log. */
export async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const log = async () =>
    (await exchange.control('GET', '/sandbox/requests')) as { operation: string; mailbox: string }[];
  const before = (await log()).length;
  await work();
  return (await log())
    .slice(before)
    .filter((one) => one.mailbox === address)
    .map((one) => one.operation);
}

/** The rule of an entry that is known to be a series. */
export const rule = (entry: SideEntry) => entry.entry.recurrence as Recurrence;
/** 2007 keeps no first day of the week; everything else of a rule comes back. */
export const sameRule = (entry: SideEntry, wanted: Partial<Recurrence>) =>
  expect({ ...rule(entry), pattern: null }).toEqual({ ...WEEKLY, ...wanted, pattern: null });
/** Makes `operation` fail in this mailbox, `count` times after `skip` times that went well. */
export const fault = (operation: string, kind: object, count = 1, skip = 0) =>
  exchange.fault({ operation, mailbox: address, count, skip, fault: kind });
/** Writes another rule; without `knows`, the side is not told what stood there before. */
export const update = async (before: SideEntry, recurrence: Recurrence, knows = true) => {
  const { id, version: seen, entry } = before;
  const request = { id, version: seen, patch: { recurrence }, ...(knows ? { before: entry } : {}) };
  return (await side.update([request], unhurried()))[0];
};

/** Series are tried on the newest Exchange and on the two that know less. */
export const SERVERS = [
  ['SE', 'subscription-edition'],
  ['2010', '2010'],
  ['2007_SP1', '2007-sp1'],
] as const;

/** One Exchange of version `server` for the group, reached as `asked`; an empty mailbox for each test. */
export function onExchange(server: string, asked: EwsVersion): void {
  beforeAll(async () => {
    version = asked;
    exchange = await TestExchange.start();
    await exchange.control('POST', '/sandbox/server', { version: server });
  });
  afterAll(() => exchange.close());
  beforeEach(open);
  afterEach(async () => {
    await exchange.control('DELETE', '/sandbox/faults');
    await connection.close();
  });
}
