import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newActivity } from '../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { activitySequenceRange } from './activities/activity-changes.ts';
import { createActivities } from './activities/create-activities.ts';
import { deleteActivity } from './activities/delete-activity.ts';
import { cleanUp } from './retention.ts';
import { saveSession } from './sessions.ts';
import { insertStories } from './stories.ts';
import { listStories } from './story-list.ts';

const DAY = 24 * 3600_000;

describe('the clean-up', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  const now = Date.now();
  const at = (daysAgo: number) => new Date(now - daysAgo * DAY).toISOString();
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
  });
  afterAll(() => database.close());

  it('removes the log after the given days and keeps the rest', async () => {
    const organizationId = seed.organization.id;
    const line = { userId: seed.onni.id, severity: 'info', kind: 'created' } as const;
    const stories = Array.from({ length: 2_100 }, () => ({ ...line, at: at(181) }));
    await insertStories(database.db, organizationId, [...stories, { ...line, at: at(179) }]);
    expect(await cleanUp(database.db, now, 180)).toMatchObject({ stories: 2_100 });
    const viewer = { userId: seed.aino.id, role: 'administrator' } as const;
    expect(await listStories(database.db, organizationId, viewer, { limit: 10 })).toHaveLength(1);
  });

  it('removes sessions whose time is over', async () => {
    const session = { organizationId: null, userId: null, data: {} };
    await saveSession(database.db, { ...session, token: 'old', expiresAt: at(0.001) });
    await saveSession(database.db, { ...session, token: 'new', expiresAt: at(-1) });
    expect(await cleanUp(database.db, now, 180)).toMatchObject({ sessions: 1 });
  });

  it('forgets deleted activities after a while, and believes no cursor from before', async () => {
    const organizationId = seed.organization.id;
    const [one, two] = await createActivities(
      database.db,
      organizationId,
      [newActivity(seed), newActivity(seed)],
      null,
    );
    await deleteActivity(database.db, organizationId, { id: one?.id ?? '', version: null, userId: null });
    const { current, floor } = await activitySequenceRange(database.db, organizationId);
    expect(await cleanUp(database.db, now, 180)).toMatchObject({ tombstones: 0 });
    expect(await cleanUp(database.db, now + 91 * DAY, 1_000)).toMatchObject({ tombstones: 1 });
    const after = await activitySequenceRange(database.db, organizationId);
    expect([floor, after.floor]).toEqual([0, current]);
    expect(after.current).toBeGreaterThan(current);
    const left = await database.db.selectFrom('activities').select('id').execute();
    expect(left.map((row) => row.id)).toEqual([two?.id]);
  });
});
