import { afterAll, beforeAll } from 'vitest';
import type { CalendarEntry, EntryPatch } from '../../src/model/calendar-entry.ts';
import { newActivityOf, updateOf } from '../../src/sides/workspace/from-entry.ts';
import { sideEntryOf } from '../../src/sides/workspace/to-entry.ts';
import { WorkspaceSide } from '../../src/sides/workspace/workspace-side.ts';
import { activityRepository } from '../../src/store/activities/activity-repository.ts';
import { createActivities } from '../../src/store/activities/create-activities.ts';
import { deleteActivity } from '../../src/store/activities/delete-activity.ts';
import { findActivity } from '../../src/store/activities/find-activities.ts';
import { listActivities } from '../../src/store/activities/list-activities.ts';
import { updateActivity } from '../../src/store/activities/update-activity.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../fixtures/database-seed.ts';
import { describeSide, type SideHarness } from './side-contract.ts';
import type { OtherClient } from './side-harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const NOBODY = new Map<string, never>();

/** The web page's way to the same activities: the store's own functions, without side or cursor. */
function page(seed: SeededOrganization): OtherClient {
  const { db } = database;
  const organizationId = seed.organization.id;
  const userId = seed.onni.id;
  const perspective = { userId, outgoingTypeIds: new Set<string>() };
  return {
    async create(entry: CalendarEntry) {
      const activity = newActivityOf(crypto.randomUUID(), entry, entry.activityType ?? '', userId, NOBODY);
      const raw = { ...activity, originKey: null, notes: entry.text };
      const [made] = await createActivities(db, organizationId, [raw], userId);
      return made?.id ?? '';
    },
    async update(id: string, patch: EntryPatch) {
      const activity = await findActivity(db, organizationId, id);
      if (!activity) throw new Error(`there is no activity ${id}`);
      const { change } = updateOf(activity, activity.sequence, patch, userId, NOBODY);
      await updateActivity(db, organizationId, { id, version: null, actorId: userId, change });
    },
    async delete(id: string) {
      await deleteActivity(db, organizationId, { id, version: null, userId });
    },
    async list() {
      const activities = await listActivities(db, organizationId, { userIds: [userId] });
      return activities.map((activity) => ({
        id: activity.id,
        entry: sideEntryOf(activity, perspective).entry,
      }));
    },
  };
}

/** A company of its own for each test: one user's calendar, empty, in a database that the file shares. */
async function harness(): Promise<SideHarness> {
  const seed = await seedOrganization(database);
  const organizationId = seed.organization.id;
  const userId = seed.onni.id;
  const side = new WorkspaceSide({
    organizationId,
    userId,
    repository: activityRepository(database.db, organizationId, userId),
    outgoingTypeIds: new Set([seed.types.CalendarEntry, seed.types.Personal]),
  });
  return {
    side,
    otherClient: page(seed),
    loseCursor: async () => {
      // As when old tombstones were cleaned up after a long absence.
      await database.db
        .updateTable('organizations')
        .set((eb) => ({
          activitySequence: eb('activitySequence', '+', 1),
          activitySequenceFloor: eb('activitySequence', '+', 1),
        }))
        .where('id', '=', organizationId)
        .execute();
    },
    close: () => side.close(),
    types: { open: seed.types.CalendarEntry, personal: seed.types.Personal },
    people: [seed.aino.email, seed.helmi.email, 'visitor@kuusikko.example'],
  };
}

describeSide('workspace', harness, { traits: { privacy: 'fixedAtCreation', subjectLength: 1000 } });
