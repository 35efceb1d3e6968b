import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { CALENDAR_SYNCHRONIZATION, setAddOn } from './add-ons.ts';
import { saveExchangeSettings } from './exchange-settings.ts';
import { claimMailboxes, forgetListeners, noteConnected, stopListening } from './listening.ts';
import { loadSecretKey } from './secrets.ts';
import { dueSynchronizations, setPaused, switchOff, switchOn } from './synchronizations.ts';

const LEASE = 30;
const AT = '2026-11-24T12:00:00.000Z';

let database: TestDatabase;
let company: SeededOrganization;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.pool.query('delete from synchronizations');
  await database.pool.query('delete from listening_workers');
  company = await connectedCompany();
  for (const user of [company.aino, company.onni, company.helmi]) await on(user);
});

async function connectedCompany(): Promise<SeededOrganization> {
  const seeded = await seedOrganization(database);
  const { id } = seeded.organization;
  const change = { isActive: true, changedBy: null, changedAt: AT };
  await setAddOn(database.db, id, CALENDAR_SYNCHRONIZATION, change);
  const key = await loadSecretKey({ env: undefined, keyFile: null });
  await saveExchangeSettings(database.db, key, id, {
    version: '2016',
    signInWay: 'password',
    cloud: 'worldwide',
    tenant: '',
    applicationId: '',
    delegateUserName: 'delegate@example.org',
    secret: 'secret',
    netbiosDomain: '',
    ewsUrl: 'https://mail.example.org/EWS/Exchange.asmx',
    outgoingTypeIds: [],
    defaultTypeId: null,
    conflictPolicy: 'newest',
    participantsPolicy: 'copies',
    daysBack: 30,
    daysAhead: 365,
    deletionLimit: 50,
    testedAt: null,
    savedAnyway: false,
    updatedAt: AT,
    updatedBy: null,
  });
  return seeded;
}

async function on({ id: userId, email }: SeededOrganization['onni']): Promise<void> {
  const organizationId = company.organization.id;
  await switchOn(database.db, { organizationId, userId, mailboxAddress: email }, AT);
}

const claim = async (worker: string, lease = LEASE) =>
  (await claimMailboxes(database.db, worker, lease)).map(({ userId }) => userId).sort();
const everybody = () => [company.aino.id, company.onni.id, company.helmi.id].sort();

/** As if the process had died: its time runs out without another sign of life. */
const dies = (worker: string) =>
  database.pool.query("update listening_workers set expires_at = now() - interval '1 s' where id = $1", [
    worker,
  ]);

describe('the mailboxes to listen for', () => {
  it('are all one process’s as long as it is alone', async () => {
    const worker = randomUUID();
    expect(await claim(worker)).toEqual(everybody());
    expect(await claim(worker)).toEqual(everybody());
  });

  it('are shared among processes, each mailbox with one of them', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await claim(first);
    await claim(second);
    const ofFirst = await claim(first);
    const ofSecond = await claim(second);
    expect(ofFirst).toHaveLength(2);
    expect([...ofFirst, ...ofSecond].sort()).toEqual(everybody());
  });

  it('are never given to two processes that ask at the same moment', async () => {
    const workers = Array.from({ length: 4 }, () => randomUUID());
    for (let round = 0; round < 5; round++) await Promise.all(workers.map((worker) => claim(worker)));
    const shares = await Promise.all(workers.map((worker) => claim(worker)));
    expect(shares.flat().sort()).toEqual(everybody());
  });

  it('of a process that died go to the living', async () => {
    const [dead, living] = [randomUUID(), randomUUID()];
    await claim(dead);
    expect(await claim(living)).toEqual([]);
    await dies(dead);
    expect(await claim(living)).toEqual(everybody());
    expect(await claim(dead)).toEqual([]);
  });

  it('of a process that stops are free at once', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await claim(first);
    await stopListening(database.db, first);
    expect(await claim(second)).toEqual(everybody());
  });

  it('of all that listened before are free where the database serves one process', async () => {
    await claim(randomUUID());
    await forgetListeners(database.db);
    expect(await claim(randomUUID())).toEqual(everybody());
  });

  it('are only those that are switched on in a company whose add-on is active', async () => {
    const worker = randomUUID();
    const { id } = company.organization;
    await claim(worker);
    await switchOff(database.db, id, company.onni.id, false, AT);
    await setPaused(database.db, id, company.helmi.id, true, AT);
    expect(await claim(worker)).toEqual([company.aino.id]);
    const change = { isActive: false, changedBy: null, changedAt: AT };
    await setAddOn(database.db, id, CALENDAR_SYNCHRONIZATION, change);
    expect(await claim(worker)).toEqual([]);
  });

  it('are known by the address that the server named', async () => {
    await database.pool.query("update synchronizations set resolved_address = 'primary@example.org'");
    const [mailbox] = await claimMailboxes(database.db, randomUUID(), LEASE);
    expect(mailbox?.address).toBe('primary@example.org');
  });
});

describe('the sweep', () => {
  const hourAgo = '2026-11-24T11:00:00.000Z';
  const due = async () => {
    const listenedBefore = '2026-11-24T02:00:00.000Z';
    const found = await dueSynchronizations(database.db, AT, '2026-11-24T11:59:00.000Z', 100, listenedBefore);
    return found.map(({ userId }) => userId).sort();
  };
  const ref = () => [{ organizationId: company.organization.id, userId: company.onni.id }];
  beforeEach(() => database.pool.query('update synchronizations set last_started_at = $1', [hourAgo]));

  it('comes more rarely to a mailbox whose notifications arrive', async () => {
    const worker = randomUUID();
    await claim(worker);
    expect(await due()).toEqual(everybody());
    await noteConnected(database.db, worker, ref(), true);
    expect(await due()).toEqual(everybody().filter((id) => id !== company.onni.id));
    await database.pool.query("update synchronizations set last_started_at = '2026-11-24T01:00:00Z'");
    expect(await due()).toEqual(everybody());
  });

  it('comes as usual when they arrive no longer, or when the process that heard them died', async () => {
    const worker = randomUUID();
    await claim(worker);
    await noteConnected(database.db, worker, ref(), true);
    await noteConnected(database.db, worker, ref(), false);
    expect(await due()).toEqual(everybody());
    await noteConnected(database.db, worker, ref(), true);
    await dies(worker);
    expect(await due()).toEqual(everybody());
  });
});
