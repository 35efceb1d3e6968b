import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import type { EwsConnection } from '../../src/sides/ews/connection.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { change, done, kindOf, make, readAll, readOne, unhurried, WINDOW } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());

let connection: EwsConnection;
let side: EwsSide;
let address: string;
let outlook: Outlook;
beforeEach(async () => {
  ({ address, outlook } = await exchange.newMailbox());
  connection = exchange.connect();
  side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
});
afterEach(async () => {
  await exchange.control('DELETE', '/sandbox/faults');
  await connection.close();
});

const entry = (subject = 'Budget review') => sample({ side }, { subject });
const requests = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ key: crypto.randomUUID(), entry: entry(`Entry ${n}`) }));
const subjects = async () => (await outlook.list()).map((one) => one.subject).sort();
const fault = (operation: string, kind: object, count = 1, skip = 0) =>
  exchange.fault({ operation, mailbox: address, count, skip, fault: kind });

describe('creating', () => {
  test('finds by its key what was made although the connection was dropped afterwards', async () => {
    await fault('CreateItem', { kind: 'dropAfter' });
    const wanted = requests(3);
    const outcomes = await side.create(wanted, unhurried());
    expect(outcomes.map((one) => done(one).key)).toEqual(wanted.map((one) => one.key));
    expect(await subjects()).toEqual(['Entry 0', 'Entry 1', 'Entry 2']);
  });

  test('says of what was dropped before it was done that it may be tried again, and sends it only once', async () => {
    await fault('CreateItem', { kind: 'dropBefore' });
    const wanted = requests(2);
    expect((await side.create(wanted, unhurried())).map(kindOf)).toEqual(['retry', 'retry']);
    expect(
      (
        await side.findByKeys(
          wanted.map((one) => one.key),
          unhurried(),
        )
      ).size,
    ).toBe(0);
    expect(await subjects()).toEqual([]);
  });

  test('makes everything once through a server that says busy, honouring its back-off', async () => {
    await fault('CreateItem', { kind: 'serverBusy', backOffMilliseconds: 150 }, 2);
    const begun = performance.now();
    const outcomes = await side.create(requests(50), unhurried());
    expect(outcomes.every((one) => one.ok)).toBe(true);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(300);
    expect(await outlook.list()).toHaveLength(50);
  });

  test('tells a malformed answer from a failure: what was made is found', async () => {
    await fault('CreateItem', { kind: 'malformedXml' });
    const outcomes = await side.create(requests(2), unhurried());
    const made = await outlook.list();
    expect(outcomes.filter((one) => one.ok)).toHaveLength(made.length);
  });

  test('sends again the items that the server left untouched, and sets aside the one that it refused', async () => {
    await fault('CreateItem', { kind: 'responseCode', code: 'ErrorQuotaExceeded', scope: 'item' }, 1, 1);
    await fault(
      'CreateItem',
      { kind: 'responseCode', code: 'ErrorBatchProcessingStopped', scope: 'item' },
      1,
      1,
    );
    const outcomes = await side.create(requests(4), unhurried());
    expect(outcomes.map(kindOf).filter((kind) => kind === 'entry')).toHaveLength(1);
    expect(outcomes.filter((one) => one.ok)).toHaveLength(3);
    expect(await outlook.list()).toHaveLength(3);
  });
});

describe('updating and deleting', () => {
  test('never writes twice: after a dropped connection an update reports that the entry moved on', async () => {
    const made = await make(side, entry());
    await fault('UpdateItem', { kind: 'dropAfter' });
    const [outcome] = await side.update(
      [{ id: made.id, version: made.version, patch: { subject: 'New' } }],
      unhurried(),
    );
    expect(kindOf(outcome)).toBe('stale');
    expect((await readOne(side, made.id)).entry.subject).toBe('New');
  });

  test('a deletion whose answer was lost counts as done', async () => {
    const made = await make(side, entry());
    await fault('DeleteItem', { kind: 'dropAfter' });
    done((await side.delete([{ id: made.id, version: made.version }], unhurried()))[0]);
    expect(await outlook.list()).toEqual([]);
  });

  test('what is deleted lies in Deleted Items', async () => {
    const made = await make(side, entry('Kept for a while'));
    done((await side.delete([{ id: made.id, version: made.version }], unhurried()))[0]);
    expect((await outlook.list('deleteditems')).map((one) => one.subject)).toEqual(['Kept for a while']);
  });

  test('an item that may not be deleted is not reported as deleted', async () => {
    const made = await make(side, entry());
    await fault('GetItem', { kind: 'responseCode', code: 'ErrorAccessDenied', scope: 'item' });
    expect(kindOf((await side.delete([{ id: made.id, version: made.version }], unhurried()))[0])).toBe(
      'entry',
    );
    expect(await outlook.list()).toHaveLength(1);
  });
});

describe('reading', () => {
  test('sets an unreadable entry aside and tells the others', async () => {
    for (const subject of ['One', 'Two', 'Three']) await outlook.create(entry(subject));
    await fault('GetItem', { kind: 'responseCode', code: 'ErrorItemCorrupt', scope: 'item' }, 1, 1);
    const pages = [];
    for await (const page of side.changes(null, WINDOW, unhurried())) pages.push(page);
    expect(pages.flatMap((page) => page.entries)).toHaveLength(2);
    expect(pages.flatMap((page) => page.unreadable).map((one) => one.error.code)).toEqual([
      'ErrorItemCorrupt',
    ]);
    expect(pages.flatMap((page) => page.deleted)).toEqual([]);
  });

  test('gets through throttling, passing errors and dropped connections', async () => {
    for (let n = 0; n < 5; n += 1) await outlook.create(entry(`Entry ${n}`));
    await fault('SyncFolderItems', { kind: 'httpStatus', status: 503, retryAfter: 0 });
    await fault('GetItem', { kind: 'dropBefore' });
    await fault('GetItem', {
      kind: 'responseCode',
      code: 'ErrorInternalServerTransientError',
      scope: 'request',
    });
    expect((await readAll(side, null)).entries.size).toBe(5);
  });

  test('answers a lost sync state with resync, once', async () => {
    const { cursor } = await readAll(side, null);
    await fault('SyncFolderItems', { kind: 'invalidSyncState' });
    const error = await readAll(side, cursor).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SideError);
    expect((error as SideError).details).toMatchObject({ kind: 'resync', code: 'ErrorInvalidSyncStateData' });
    expect((await readAll(side, null)).entries.size).toBe(0);
  });

  test('a mailbox that was moved to another server is told from the beginning, with our keys in it', async () => {
    const key = crypto.randomUUID();
    const made = await make(side, entry(), key);
    const { cursor } = await readAll(side, null);
    await exchange.control('POST', `/sandbox/mailboxes/${address}/move`);
    const error = await readAll(side, cursor).catch((thrown: unknown) => thrown);
    expect((error as SideError).details.kind).toBe('resync');
    const [told] = [...(await readAll(side, null)).entries.values()];
    expect([told?.key, told?.uid]).toEqual([key, made.uid]);
    expect((await side.findByKeys([key], unhurried())).get(key)?.id).toBe(told?.id);
  });

  test('leaves entries of long ago unread on the first reading, yet tells them when they change', async () => {
    const old = { ...entry('Long ago'), time: timed('2019-05-01T08:00:00.000Z', '2019-05-01T09:00:00.000Z') };
    const id = await outlook.create(old);
    await outlook.create(entry('Now'));
    const first = await readAll(side, null);
    expect([...first.entries.values()].map((one) => one.entry.subject)).toEqual(['Now']);
    await outlook.update(id, { time: timed('2026-12-03T08:00:00.000Z', '2026-12-03T09:00:00.000Z') });
    expect((await readAll(side, first.cursor)).entries.get(id)?.entry.subject).toBe('Long ago');
  });

  test('looks past the probe entries of the connection test', async () => {
    await make(side, entry('Probe'), `probe-${crypto.randomUUID()}`).catch(() => {});
    expect(await outlook.list()).toHaveLength(1);
    expect((await readAll(side, null)).entries.size).toBe(0);
  });
});

describe('who and where', () => {
  test('a secondary address is answered by its mailbox, whose primary address is remembered', async () => {
    const leo = connection.side({
      mailboxAddress: 'leo.makinen@esimerkki-group.example',
      userZone: 'Europe/Helsinki',
    });
    await readAll(leo, null);
    expect(leo.resolvedAddress).toBe('leo.makinen@esimerkki.example');
  });

  test.each([
    ['ErrorNonExistentMailbox', 'ewsMailboxUnknown', 'nobody@esimerkki.example', {}],
    ['HTTP 401', 'ewsPasswordRejected', 'helmi.korhonen@esimerkki.example', { password: 'wrong' }],
    [
      'ErrorImpersonateUserDenied',
      'ewsImpersonationMissing',
      'helmi.korhonen@esimerkki.example',
      { userName: 'onni.virtanen@esimerkki.example', password: 'tahti-demo' },
    ],
  ])('%s stops everything until a person acts', async (code, advice, mailboxAddress, settings) => {
    const other = exchange.connect(settings);
    const reading = readAll(other.side({ mailboxAddress, userZone: 'Europe/Helsinki' }), null);
    const error = (await reading.catch((thrown: unknown) => thrown)) as SideError;
    await other.close();
    expect(error.details).toMatchObject({ kind: 'fatal', code, advice });
    expect(error.details.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['PrimarySmtpAddress', (account: Account) => account.primaryAddress],
    ['SmtpAddress', (account: Account) => account.primaryAddress],
    ['PrincipalName', (account: Account) => account.principalName],
    ['SID', (account: Account) => account.sid],
  ] as const)('a mailbox can be named by %s', async (identifier, value) => {
    const accounts = (await exchange.control('GET', '/sandbox/mailboxes')) as Account[];
    const mine = accounts.find((one) => one.primaryAddress === address);
    await outlook.create(entry());
    const named = connection.side({
      mailboxAddress: mine ? value(mine) : '',
      userZone: 'Europe/Helsinki',
      identifier,
    });
    expect((await readAll(named, null)).entries.size).toBe(1);
  });

  interface Account {
    readonly primaryAddress: string;
    readonly principalName: string;
    readonly sid: string;
  }
});

describe('our mark', () => {
  test('holds the UID that the entry was made with', async () => {
    const made = await make(side, entry());
    expect(made.uid).toMatch(/^040000008200E00074C5B7101A82E008/);
    expect(made.markedUid).toBe(made.uid);
  });

  test('stays through changes and is told on every reading', async () => {
    const key = crypto.randomUUID();
    const made = await make(side, entry(), key);
    await change(side, made, { subject: 'Renamed' });
    expect([...(await readAll(side, null)).entries.values()].map((one) => one.key)).toEqual([key]);
  });

  test('finds sixty keys at once, and none that was never written', async () => {
    const wanted = requests(50);
    await side.create(wanted, unhurried());
    const asked = [...wanted.map((one) => one.key), ...Array.from({ length: 10 }, () => crypto.randomUUID())];
    const found = await side.findByKeys(asked, unhurried());
    expect(new Set(found.keys())).toEqual(new Set(wanted.map((one) => one.key)));
  });
});
