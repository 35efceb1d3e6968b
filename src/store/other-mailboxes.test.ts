import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { seedOrganization, seedUser } from '../../test/fixtures/database-seed.ts';
import { otherMailboxes } from './other-mailboxes.ts';
import { switchOn } from './synchronizations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

it('are those synchronized last, then those switched on, then the administrators’; nobody else’s', async () => {
  const { organization, aino, onni, helmi } = await seedOrganization(database);
  const leo = await seedUser(database, { organization, firstName: 'Leo', lastName: 'Mäkinen', role: 'user' });
  const sanni = await seedUser(database, { organization, firstName: 'Sanni', lastName: 'N', role: 'user' });
  const organizationId = organization.id;
  expect(await otherMailboxes(database.db, organizationId, 9)).toEqual([aino.email]);
  for (const { id, email } of [onni, helmi, leo])
    await switchOn(
      database.db,
      { organizationId, userId: id, mailboxAddress: email },
      '2026-11-25T08:00:00.000Z',
    );
  const succeeded = (userId: string, lastSuccessAt: string, resolvedAddress: string) =>
    database.db
      .updateTable('synchronizations')
      .set({ lastSuccessAt, resolvedAddress })
      .where('userId', '=', userId)
      .execute();
  await succeeded(leo.id, '2026-11-25T09:00:00.000Z', 'leo@primary.example');
  await succeeded(helmi.id, '2026-11-25T10:00:00.000Z', helmi.email);
  const all = [helmi.email, 'leo@primary.example', onni.email, aino.email];
  expect(await otherMailboxes(database.db, organizationId, 9)).toEqual(all);
  expect(await otherMailboxes(database.db, organizationId, 2)).toEqual(all.slice(0, 2));
  expect(all).not.toContain(sanni.email);
});
