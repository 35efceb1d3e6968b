import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization, seedUser } from '../../test/fixtures/database-seed.ts';
import { problemOf, someLink } from '../../test/fixtures/http-samples.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { holdDeletions } from './held-deletions.ts';
import { saveLinks } from './links.ts';
import { saveProblems } from './problems.ts';
import { setPaused, switchOff, switchOn } from './synchronizations.ts';
import { findUserOverview, listUserOverviews } from './user-overview.ts';

const NOW = '2026-11-24T10:00:00.000Z';
const LATER = '2026-11-24T11:00:00.000Z';

let database: TestDatabase;
let seed: SeededOrganization;
let organizationId: string;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const list = (asked: object = {}) =>
  listUserOverviews(database.db, organizationId, { offset: 0, limit: 100, ...asked });
const names = async (asked: object = {}) => (await list(asked)).rows.map(({ lastName }) => lastName);

async function company(): Promise<void> {
  seed = await seedOrganization(database);
  organizationId = seed.organization.id;
}
const add = (firstName: string, lastName: string, role: 'user' | 'support' = 'user') =>
  seedUser(database, { organization: seed.organization, firstName, lastName, role });
const turnOn = (user: { id: string; email: string }, at = NOW) =>
  switchOn(database.db, { organizationId, userId: user.id, mailboxAddress: user.email }, at);

/** How a run ended, as its ledger writes it. */
async function ended(userId: string, change: object): Promise<void> {
  await database.db
    .updateTable('synchronizations')
    .set(change)
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .execute();
}
const failedWith = (userId: string, advice: string) => {
  const error = { kind: 'fatal', source: 'mailbox', code: 'X', words: 'x', advice, retryAfter: null };
  return ended(userId, {
    lastError: JSON.stringify({ ...error, requestId: null } satisfies ErrorDetails | object),
  });
};

describe('the users of a company', () => {
  beforeAll(company);

  it('stand there with how their synchronization stands, and are counted', async () => {
    await turnOn(seed.onni);
    const { rows, counts } = await list();
    expect(rows.map(({ lastName, state, wasOn }) => [lastName, state, wasOn])).toEqual([
      ['Aalto', 'off', false],
      ['Korhonen', 'off', false],
      ['Virtanen', 'on', true],
    ]);
    expect(rows[2]).toMatchObject({ enabledAt: NOW, problems: 0, lastError: null, problemKinds: [] });
    expect(counts).toEqual({
      ...{ all: 3, total: 3, on: 1, paused: 0, off: 2, never: 2, trouble: 0, held: 0, disabled: 0 },
    });
  });

  it('come in pages, and are still counted beyond the last', async () => {
    expect(await names({ offset: 1, limit: 1 })).toEqual(['Korhonen']);
    expect(await list({ offset: 90 })).toMatchObject({ rows: [], counts: { total: 3 } });
  });

  it('are found by either order of the name, the user name and the mailbox, in any case of letters', async () => {
    for (const search of ['onni v', 'VIRTANEN O', 'onni.virtanen@', 'Virtanen'])
      expect(await names({ search })).toEqual(['Virtanen']);
    await ended(seed.onni.id, { resolvedAddress: 'o.v@other.example' });
    expect(await names({ search: 'o.v@OTHER' })).toEqual(['Virtanen']);
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ search: '_' })).toEqual([]);
  });

  it('are looked at alone just as in the list', async () => {
    const { rows } = await list({ search: 'virtanen' });
    expect(await findUserOverview(database.db, organizationId, seed.onni.id)).toEqual(rows[0]);
    const other = await seedOrganization(database);
    expect(await findUserOverview(database.db, other.organization.id, seed.onni.id)).toBeUndefined();
  });
});

describe('names', () => {
  beforeAll(company);

  it('stand in the order of our alphabets on every database, and are found with their dots', async () => {
    for (const lastName of ['Öhman', 'Äijälä', 'Åkesson', 'Zetterberg', 'ahola', 'Élan'])
      await add('X', lastName);
    expect(await names()).toEqual([
      ...['Aalto', 'ahola', 'Élan', 'Korhonen', 'Virtanen', 'Zetterberg', 'Åkesson', 'Äijälä', 'Öhman'],
    ]);
    expect(await names({ search: 'äijä' })).toEqual(['Äijälä']);
    expect(await names({ search: 'ÅKE' })).toEqual(['Åkesson']);
    expect(await names({ order: 'desc' })).toEqual((await names()).reverse());
  });
});

describe('what is wrong', () => {
  beforeAll(company);

  it.each([
    ['ewsMailboxUnknown', 'noMailbox'],
    ['ewsLicenceMissing', 'licenceMissing'],
    ['ewsMailboxAccountDisabled', 'accountDisabled'],
    ['ewsMailboxOutsideScope', 'noRight'],
    ['ewsPasswordRejected', 'connection'],
    ['ewsThrottled', 'passing'],
    ['syncInternal', 'other'],
  ])('with %s is %s', async (advice, kind) => {
    await turnOn(seed.onni);
    await failedWith(seed.onni.id, advice);
    const { rows, counts } = await list({ problem: kind });
    expect(rows.map(({ id, problemKinds }) => [id, problemKinds])).toEqual([[seed.onni.id, [kind]]]);
    expect(counts).toMatchObject({ trouble: 1, total: 1 });
  });

  it('is an address that is none of the mailbox’s: found by the sign-in name, or changed since', async () => {
    await turnOn(seed.onni);
    const kinds = async () =>
      (await findUserOverview(database.db, organizationId, seed.onni.id))?.problemKinds;
    expect(await kinds()).toEqual([]);
    await ended(seed.onni.id, { bySignInName: true });
    expect(await kinds()).toEqual(['addressMismatch']);
    await ended(seed.onni.id, { bySignInName: false, mailboxAddress: 'Earlier@x.example' });
    expect(await kinds()).toEqual(['addressMismatch']);
    await ended(seed.onni.id, { resolvedAddress: seed.onni.email.toUpperCase() });
    expect(await kinds()).toEqual([]);
    await switchOff(database.db, organizationId, seed.onni.id, false, LATER);
    await ended(seed.onni.id, { bySignInName: true });
    expect(await kinds()).toEqual([]);
  });

  it('is what waits for a person and what was set aside, the more pressing first', async () => {
    const { helmi } = seed;
    await turnOn(helmi);
    const link = someLink(helmi.id);
    await saveLinks(database.db, organizationId, [link]);
    const held = { linkId: link.id, side: 'mailbox', subject: 'X', isPrivate: false } as const;
    const undecided = { isRestoring: false, isApproved: false };
    await holdDeletions(database.db, organizationId, helmi.id, [{ ...held, ...undecided }]);
    await saveProblems(database.db, organizationId, helmi.id, [problemOf('ErrorItemSave', 'No.')]);
    expect(await findUserOverview(database.db, organizationId, helmi.id)).toMatchObject({
      problemKinds: ['deletionsHeld', 'entriesSetAside'],
      held: 1,
      problems: 1,
    });
    expect(await names({ state: 'held' })).toEqual(['Korhonen']);
    expect(await names({ problem: 'entriesSetAside' })).toEqual(['Korhonen']);
  });
});

describe('filters and orders', () => {
  beforeAll(async () => {
    await company();
    const [bo, cia, dan] = [
      await add('Bo', 'Berg'),
      await add('Cia', 'Ceder'),
      await add('Dan', 'Dahl', 'support'),
    ];
    await turnOn(bo, NOW);
    await turnOn(cia, LATER);
    await setPaused(database.db, organizationId, cia.id, true, LATER);
    await turnOn(seed.helmi);
    await switchOff(database.db, organizationId, seed.helmi.id, false, LATER);
    await ended(bo.id, { lastSuccessAt: LATER });
    await failedWith(cia.id, 'ewsLicenceMissing');
    await database.db.updateTable('users').set({ isActive: false }).where('id', '=', dan.id).execute();
  });

  it.each([
    [{}, ['Aalto', 'Berg', 'Ceder', 'Korhonen', 'Virtanen']],
    [{ state: 'on' }, ['Berg']],
    [{ state: 'paused' }, ['Ceder']],
    [{ state: 'off' }, ['Aalto', 'Korhonen', 'Virtanen']],
    [{ state: 'never' }, ['Aalto', 'Virtanen']],
    [{ state: 'trouble' }, ['Ceder']],
    [{ state: 'disabled' }, ['Dahl']],
    [{ role: 'administrator' }, ['Aalto']],
    [{ role: 'support' }, []],
    [{ role: 'user', state: 'off', search: 'kor' }, ['Korhonen']],
    [{ sort: 'state' }, ['Berg', 'Ceder', 'Aalto', 'Virtanen', 'Korhonen']],
    [{ sort: 'since', order: 'desc' }, ['Ceder', 'Berg', 'Aalto', 'Korhonen', 'Virtanen']],
    [{ sort: 'since' }, ['Berg', 'Ceder', 'Aalto', 'Korhonen', 'Virtanen']],
    [{ sort: 'lastSuccess' }, ['Berg', 'Aalto', 'Ceder', 'Korhonen', 'Virtanen']],
    [{ sort: 'problem' }, ['Ceder', 'Aalto', 'Berg', 'Korhonen', 'Virtanen']],
    [{ sort: 'role' }, ['Aalto', 'Berg', 'Ceder', 'Korhonen', 'Virtanen']],
    [{ sort: 'role', order: 'desc' }, ['Berg', 'Ceder', 'Korhonen', 'Virtanen', 'Aalto']],
    [{ sort: 'email', order: 'desc' }, ['Virtanen', 'Korhonen', 'Ceder', 'Berg', 'Aalto']],
  ])('%o is %j', async (asked, expected) => {
    expect(await names(asked)).toEqual(expected);
  });
});
