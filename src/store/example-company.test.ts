import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { listActivities } from './activities/list-activities.ts';
import { findApiClient } from './api-tokens.ts';
import { seedExampleCompany } from './example-company.ts';
import { verifyPassword } from './passwords.ts';
import { findSignInCandidates } from './sign-in.ts';
import { listUsers } from './users.ts';

const WEDNESDAY = Date.parse('2026-11-25T12:00:00Z');

describe('the example company', () => {
  let database: TestDatabase;
  let organizationId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    ({ organizationId } = await seedExampleCompany(database, WEDNESDAY));
  });
  afterAll(() => database.close());

  it('lets its people in with the demo password', async () => {
    const [onni] = await findSignInCandidates(database.db, 'Onni.Virtanen@esimerkki.example');
    expect(await verifyPassword('tahti-demo', onni?.passwordHash ?? '')).toBe(true);
    expect(await verifyPassword('tahti-dem0', onni?.passwordHash ?? '')).toBe(false);
  });

  it('has an API client whose secret is stored as a hash', async () => {
    const client = await findApiClient(database.db, 'demo-client');
    expect(client?.organizationId).toBe(organizationId);
    expect(await verifyPassword('demo-secret', client?.secretHash ?? '')).toBe(true);
  });

  it('has activities of every kind in and after this week', async () => {
    const activities = await listActivities(database.db, organizationId, { order: 'start' });
    const starts = activities.map(({ time }) => time.start.slice(0, 10));
    expect([starts[0], starts.at(-1)]).toEqual(['2026-11-23', '2026-12-07']);
    expect(new Set(activities.map((activity) => activity.category)).size).toBe(5);
    expect(activities.some((activity) => activity.participants.length > 0)).toBe(true);
    expect(activities.some((activity) => !activity.hasDuration)).toBe(true);
  });

  it('is made once: a second start changes nothing', async () => {
    const before = await listActivities(database.db, organizationId, {});
    expect(await seedExampleCompany(database, WEDNESDAY + 86_400_000)).toEqual({ organizationId });
    expect(await listActivities(database.db, organizationId, {})).toEqual(before);
    expect(await listUsers(database.db, organizationId)).toHaveLength(6);
  });
});
