import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { seedOrganization } from '../../test/fixtures/database-seed.ts';
import { readServerHabits, saveServerHabits } from './server-habits.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const URL = 'https://mail.esimerkki.example/EWS/Exchange.asmx';

describe('the habits of a server', () => {
  it('are none before a test found any', async () => {
    const { organization } = await seedOrganization(database);
    expect(await readServerHabits(database.db, organization.id, URL)).toBe('');
  });

  it('are those of the latest test, for the address that was tested alone', async () => {
    const { organization } = await seedOrganization(database);
    const found = { organizationId: organization.id, ewsUrl: URL };
    await saveServerHabits(database.db, { ...found, habits: 'takesStaleKeys' });
    await saveServerHabits(database.db, { ...found, habits: 'masterKeyIsStill bestBodyIsEmpty' });
    expect(await readServerHabits(database.db, organization.id, URL)).toBe(
      'masterKeyIsStill bestBodyIsEmpty',
    );
    expect(await readServerHabits(database.db, organization.id, 'https://elsewhere.example/ews')).toBe('');
  });

  it('stay while another server is tried', async () => {
    const { organization } = await seedOrganization(database);
    const organizationId = organization.id;
    await saveServerHabits(database.db, { organizationId, ewsUrl: URL, habits: 'takesStaleKeys' });
    await saveServerHabits(database.db, { organizationId, ewsUrl: 'https://new.example/ews', habits: '' });
    expect(await readServerHabits(database.db, organizationId, URL)).toBe('takesStaleKeys');
  });

  it('of one company say nothing about another', async () => {
    const one = await seedOrganization(database);
    const other = await seedOrganization(database);
    await saveServerHabits(database.db, { organizationId: one.organization.id, ewsUrl: URL, habits: 'x' });
    expect(await readServerHabits(database.db, other.organization.id, URL)).toBe('');
  });
});
