import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import type { EwsConnection, EwsSettings } from '../../src/sides/ews/connection.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { testConnection } from '../../src/sides/ews/ladder/test-connection.ts';
import { DELEGATE, TestExchange } from '../fixtures/exchange.ts';

const ONNI = 'onni.virtanen@esimerkki.example';
const HELMI = 'helmi.korhonen@esimerkki.example';
const LEO = 'leo.makinen@esimerkki.example';
const LEO_SECONDARY = 'leo.makinen@esimerkki-group.example';

let exchange: TestExchange;
let seen: number;
const open: EwsConnection[] = [];

beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());
beforeEach(async () => {
  seen = (await log()).at(-1)?.sequence ?? 0;
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  await exchange.control('POST', '/sandbox/server', { version: '2016' });
  await right({ scope: null });
});

interface Logged {
  readonly sequence: number;
  readonly operation: string;
  readonly responseCodes: readonly string[];
}
const log = async (since = 0) =>
  (await exchange.control('GET', `/sandbox/requests?since=${since}`)) as readonly Logged[];
/** How each request since the test began was answered. */
const codes = async () => (await log(seen)).flatMap((request) => request.responseCodes);
/** The delegate's right to act for others. */
const right = (impersonation: object | null) =>
  exchange.control('POST', `/sandbox/accounts/${DELEGATE.userName}`, { impersonation });

function connect(settings: Partial<EwsSettings> = {}): EwsConnection {
  const connection = exchange.connect({ retry: { attempts: 1 }, ...settings });
  open.push(connection);
  return connection;
}

const sideOf = (connection: EwsConnection, mailboxAddress: string) =>
  connection.side({ mailboxAddress, userZone: 'Europe/Helsinki' });

/** Reads the calendar from its beginning. */
async function read(side: EwsSide): Promise<void> {
  const window = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };
  for await (const _page of side.changes(null, window, AbortSignal.timeout(20_000)));
}

async function refusalOf(side: EwsSide) {
  const error = await read(side).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SideError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.details;
}

/** A mailbox whose sign-in name is none of its addresses. */
async function withOtherName(name: string): Promise<string> {
  const principalName = `${name}@ad.esimerkki.example`;
  await exchange.control('POST', '/sandbox/mailboxes', {
    primaryAddress: `${name}@esimerkki.example`,
    principalName,
  });
  return principalName;
}

describe('a mailbox is named', () => {
  test('by any of its addresses; the primary one is learnt on the way and used from then on', async () => {
    const leo = sideOf(connect(), LEO_SECONDARY);
    await read(leo);
    expect(leo.resolvedAddress).toBe(LEO);
    expect((await codes()).slice(0, 2)).toEqual(['ErrorNonPrimarySmtpAddress', 'NoError']);
    expect((await codes()).slice(2)).not.toContain('ErrorNonPrimarySmtpAddress');
  });

  test('by its primary address with not one request more than the work needs', async () => {
    await read(sideOf(connect(), HELMI));
    expect(new Set(await codes())).toEqual(new Set(['NoError']));
    expect((await log(seen)).filter(({ operation }) => operation === 'SyncFolderItems')).toHaveLength(1);
  });

  test('by the sign-in name where no address fits, and from then on at once', async () => {
    const connection = connect();
    const name = await withOtherName('upn.user');
    await read(sideOf(connection, name));
    expect(await codes()).toEqual(['ErrorNonExistentMailbox', 'ErrorNonExistentMailbox', 'NoError']);
    const since = (await log()).at(-1)?.sequence ?? 0;
    await read(sideOf(connection, name));
    expect((await log(since)).flatMap((request) => request.responseCodes)).toEqual(['NoError']);
  });

  test('to Exchange 2007 by the primary address first, since it knows no other', async () => {
    await exchange.control('POST', '/sandbox/server', { version: '2007_SP1' });
    const leo = sideOf(connect({ version: '2007-sp1' }), LEO_SECONDARY);
    await read(leo);
    expect(leo.resolvedAddress).toBe(LEO);
    expect(await codes()).not.toContain('ErrorIncorrectSchemaVersion');
    await read(sideOf(connect({ version: '2007-sp1' }), await withOtherName('upn.user.2007')));
  });

  test('in three ways once, and in one from then on, where nobody has the address', async () => {
    const connection = connect();
    const nobody = 'nobody@esimerkki.example';
    expect(await refusalOf(sideOf(connection, nobody))).toMatchObject({
      code: 'ErrorNonExistentMailbox',
      advice: 'ewsMailboxUnknown',
    });
    expect(await codes()).toHaveLength(3);
    for (let run = 0; run < 5; run += 1) await refusalOf(sideOf(connection, nobody));
    expect(await codes()).toHaveLength(8);
  });
});

describe('a mailbox that cannot be reached says why, each in its own way:', () => {
  const account = (change: object) => exchange.control('POST', `/sandbox/accounts/${ONNI}`, change);
  afterEach(() => account({ disabled: false, licensed: true }));

  test('its account is disabled', async () => {
    await account({ disabled: true });
    expect(await refusalOf(sideOf(connect(), ONNI))).toMatchObject({
      kind: 'fatal',
      code: 'ErrorAccountDisabled',
      advice: 'ewsMailboxAccountDisabled',
    });
  });

  test('its account has no licence: the directory knows the name, and there is no mailbox', async () => {
    await account({ licensed: false });
    expect(await refusalOf(sideOf(connect(), ONNI))).toMatchObject({
      kind: 'fatal',
      code: 'ErrorMissingEmailAddress',
      advice: 'ewsLicenceMissing',
    });
  });

  test('nobody has the address', async () => {
    expect(await refusalOf(sideOf(connect(), 'nobody.else@esimerkki.example'))).toMatchObject({
      kind: 'fatal',
      code: 'ErrorNonExistentMailbox',
      advice: 'ewsMailboxUnknown',
    });
  });

  test('and one that only the sign-in name finds is told from one whose address fits', async () => {
    const connection = connect();
    const byName = sideOf(connection, await withOtherName('upn.only'));
    const byAddress = sideOf(connection, HELMI);
    for (const side of [byName, byAddress]) await read(side);
    expect([byName.isFoundBySignInName, byAddress.isFoundBySignInName]).toEqual([true, false]);
  });
});

describe('a denied right', () => {
  const others = async () => [ONNI, HELMI, LEO];

  test('is the mailbox’s own trouble where the scope of the role leaves it out', async () => {
    await right({ scope: [HELMI] });
    const refusal = await refusalOf(sideOf(connect({ otherMailboxes: others }), ONNI));
    expect(refusal).toMatchObject({
      kind: 'fatal',
      code: 'ErrorImpersonateUserDenied',
      advice: 'ewsMailboxOutsideScope',
    });
  });

  test('is the account’s trouble where the role is missing', async () => {
    await right(null);
    const refusal = await refusalOf(sideOf(connect({ otherMailboxes: others }), ONNI));
    expect(refusal).toMatchObject({
      kind: 'fatal',
      code: 'ErrorImpersonateUserDenied',
      advice: 'ewsImpersonationMissing',
    });
  });

  test('costs one request a run, by whatever name the mailbox is known, once the others were asked', async () => {
    await right(null);
    const connection = connect({ otherMailboxes: others });
    const name = await withOtherName('denied.user');
    await refusalOf(sideOf(connection, ONNI));
    await refusalOf(sideOf(connection, name));
    const since = (await log()).at(-1)?.sequence ?? 0;
    for (let run = 0; run < 4; run += 1) {
      await refusalOf(sideOf(connection, ONNI));
      await refusalOf(sideOf(connection, name));
    }
    expect((await log(since)).flatMap((request) => request.responseCodes)).toEqual(
      Array(8).fill('ErrorImpersonateUserDenied'),
    );
  });

  test.each([
    [{ scope: [LEO] }, 'ewsMailboxOutsideScope'],
    [null, 'ewsImpersonationMissing'],
  ])('is told by the connection test with the advice that fits: %j', async (impersonation, advice) => {
    await right(impersonation);
    const settings = { url: `${exchange.url}/EWS/Exchange.asmx`, version: '2016', ...DELEGATE } as const;
    for await (const rung of testConnection({ ...settings, otherMailboxes: others }, ONNI))
      if (rung.name === 'impersonation' && rung.state !== 'running')
        expect(rung).toMatchObject({ state: 'failed', advice });
  });
});
