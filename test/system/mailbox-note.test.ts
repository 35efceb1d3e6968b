import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { setUnconfirmedSince } from '../../src/store/mailbox-confirmations.ts';
import { findSynchronization, followUsersAddress } from '../../src/store/synchronizations.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { OneMailbox } from '../fixtures/one-mailbox.ts';

let database: TestDatabase;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});
afterEach(() => company.close());

const signal = () => AbortSignal.timeout(30_000);
const noteFor = (user: SeededUser) => ({
  organizationId: company.organizationId,
  userId: user.id,
  mailboxAddress: user.email,
  key: randomUUID(),
  subject: 'Tahti: your code is ABCD-EFGH',
  text: 'ABCD-EFGH',
});

it('stands in the mailbox of its user, makes no activity, and is taken away again', async () => {
  const note = noteFor(onni);
  await company.engine.leaveNote(note, signal());
  expect(await company.itemSubjects(onni)).toEqual([note.subject]);
  expect(await company.activityNames(onni)).toEqual([]);
  await company.engine.takeNoteAway(note, signal());
  expect(await company.itemSubjects(onni)).toEqual([]);
});

it('is no failure when its owner has deleted it already', async () => {
  await expect(company.engine.takeNoteAway(noteFor(onni), signal())).resolves.toBeUndefined();
});

it('fails with the server’s words where there is no such mailbox', async () => {
  const note = { ...noteFor(onni), mailboxAddress: 'nobody@esimerkki.example' };
  await expect(company.engine.leaveNote(note, signal())).rejects.toMatchObject({
    details: { kind: 'fatal', source: 'mailbox' },
  });
});

it('a synchronization does not follow its user to an address whose owner has not come in', async () => {
  const { db } = database;
  const { organizationId } = company;
  const email = `moved.${randomUUID()}@esimerkki.example`;
  await db.updateTable('users').set({ email }).where('id', '=', onni.id).execute();
  await setUnconfirmedSince(db, organizationId, onni.id, new Date().toISOString());
  const row = await findSynchronization(db, organizationId, onni.id);
  if (!row) throw new Error('Onni has not switched on');
  expect((await followUsersAddress(db, row)).mailboxAddress).toBe(onni.email);
  await setUnconfirmedSince(db, organizationId, onni.id, null);
  expect((await followUsersAddress(db, row)).mailboxAddress).toBe(email);
});
