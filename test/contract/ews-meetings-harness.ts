import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { CalendarEntry, EntryPatch, SideEntry } from '../../src/model/calendar-entry.ts';
import type { Participant } from '../../src/model/participant.ts';
import type { EwsConnection } from '../../src/sides/ews/connection.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { type EwsVersion, traitsOf } from '../../src/sides/ews/versions.ts';
import type { Outcome } from '../../src/sides/side.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { done, readAll, unhurried } from './side-harness.ts';
import { sample } from './side-samples.ts';

/** Somebody with a mailbox: its side, and the owner's own calendar program. */
export interface Person {
  readonly address: string;
  readonly side: EwsSide;
  readonly outlook: Outlook;
}

/** Set anew by the hooks of `onMeetingExchange`; those who import them see what stands there now. */
export let exchange: TestExchange;
export let connection: EwsConnection;
/** Organises meetings. */
export let aino: Person;
/** Is invited to them. */
export let onni: Person;
let version: EwsVersion = 'subscription-edition';

/** Somebody outside, whose answers and invitations the sandbox's controls play. */
export const PAT = 'pat@else.example';

export const SERVERS = [
  ['SE', 'subscription-edition'],
  ['2010', '2010'],
  ['2007_SP1', '2007-sp1'],
] as const;

/** One Exchange of version `server` for the group; two empty mailboxes and an empty log of mails for each test. */
export function onMeetingExchange(server: string, asked: EwsVersion): void {
  beforeAll(async () => {
    version = asked;
    exchange = await TestExchange.start();
    lastMail = 0;
    await exchange.control('POST', '/sandbox/server', { version: server });
  });
  afterAll(() => exchange.close());
  beforeEach(async () => {
    version = asked;
    connection = exchange.connect({ version, retry: { attempts: 2, firstPause: 1, longestPause: 2 } });
    aino = await newPerson();
    onni = await newPerson();
    await mails();
  });
  afterEach(async () => {
    await exchange.control('DELETE', '/sandbox/faults');
    await connection.close();
  });
}

/** One more mailbox on the server. */
export async function newPerson(): Promise<Person> {
  const { address, outlook } = await exchange.newMailbox(traitsOf(version).schema);
  return { address, outlook, side: sideOf(address) };
}

/** A side that remembers nothing: as after a restart. */
export function sideOf(address: string): EwsSide {
  return connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
}

/** Somebody who takes part, as an activity names them. */
export function participant(address: string, fields: Partial<Participant> = {}): Participant {
  return { address, name: address.split('@')[0] ?? address, role: 'required', answer: 'none', ...fields };
}

/** An entry of Aino's to which these people are asked. */
export function meeting(people: readonly string[], fields: Partial<CalendarEntry> = {}): CalendarEntry {
  return sample(
    { side: aino.side },
    { subject: 'Meeting', participants: people.map((one) => participant(one)), ...fields },
  );
}

/** Creates an entry in Aino's mailbox, with invitations unless told otherwise. */
export async function organise(entry: CalendarEntry, notify = true): Promise<SideEntry> {
  const request = { key: crypto.randomUUID(), entry, notify };
  return done((await aino.side.create([request], unhurried()))[0]);
}

/** All that stands in somebody's calendar, by a first reading. */
export async function calendarOf({ side }: Person): Promise<SideEntry[]> {
  return [...(await readAll(side, null)).entries.values()];
}

/** The only entry in somebody's calendar. */
export async function onlyEntryOf(person: Person): Promise<SideEntry> {
  const [entry, ...more] = await calendarOf(person);
  if (!entry || more.length > 0) throw new Error(`${more.length + (entry ? 1 : 0)} entries stand there`);
  return entry;
}

/** Writes a patch; `notify` as named. */
export async function patchIn(
  { side }: Person,
  seen: SideEntry,
  patch: EntryPatch,
  notify?: boolean,
): Promise<Outcome<SideEntry> | undefined> {
  const { id, version: known, entry } = seen;
  const request = { id, version: known, patch, before: entry, ...(notify === undefined ? {} : { notify }) };
  return (await side.update([request], unhurried()))[0];
}

/** Mails since the last time it was asked: what they are, from whom and to whom, by the local part. */
export async function mails(): Promise<string[]> {
  const sent = (await exchange.control('GET', `/sandbox/mails?since=${lastMail}`)) as ShownMail[];
  lastMail = sent.at(-1)?.sequence ?? lastMail;
  return sent
    .map(({ kind, answer, from, to }) => `${answer ?? kind} ${from.address} > ${to.address}`)
    .map((line) => nicknames().reduce((text, [address, name]) => text.replaceAll(address, name), line));
}

/** The number of the latest mail that a test has seen. */
let lastMail = 0;

interface ShownMail {
  readonly sequence: number;
  readonly kind: string;
  readonly answer?: string;
  readonly from: { readonly address: string };
  readonly to: { readonly address: string };
}

function nicknames(): (readonly [string, string])[] {
  return [
    [aino.address, 'aino'],
    [onni.address, 'onni'],
    [PAT, 'pat'],
  ];
}

/** Makes `operation` fail in a mailbox, `count` times after `skip` times that went well. */
export function fault(
  { address }: Person,
  operation: string,
  kind: object,
  count = 1,
  skip = 0,
): Promise<void> {
  return exchange.fault({ operation, mailbox: address, count, skip, fault: kind });
}

/** An invitation from outside, or a new version of one; fields of the sandbox's control. */
export function invite({ address }: Person, body: object): Promise<unknown> {
  return exchange.control('POST', `/sandbox/mailboxes/${address}/invitations`, body);
}

/** A meeting of Pat's on 1 December 2026 from 10 to 11 in Helsinki. */
export const VISIT = {
  uid: 'outside-1',
  organizer: { name: 'Pat', address: PAT },
  subject: 'Visit',
  start: '2026-12-01T10:00:00+02:00',
  end: '2026-12-01T11:00:00+02:00',
};

/** Subjects in one of somebody's folders, as the sandbox shows them. */
export async function folderOf({ address }: Person, folder: string): Promise<string[]> {
  const path = `/sandbox/mailboxes/${address}/items?folder=${folder}`;
  return ((await exchange.control('GET', path)) as { subject: string }[]).map(({ subject }) => subject);
}
