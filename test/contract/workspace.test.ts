import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  const onni = { userId, name: 'Onni Virtanen', email: seed.onni.email };
  /** An activity of Aino's, in which this user takes part or does not. */
  const ofAino = async (entry: CalendarEntry, guest: typeof onni | null) => {
    const { aino } = seed;
    const type = entry.activityType ?? '';
    const activity = newActivityOf(crypto.randomUUID(), entry, type, aino.id, NOBODY, guest);
    const [made] = await createActivities(database.db, organizationId, [activity], aino.id);
    return made?.id ?? '';
  };
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
    meetings: {
      organiser: seed.aino.email,
      invited: (entry) => ofAino(entry, onni),
      elsewhere: (entry) => ofAino(entry, null),
      colleagueId: seed.aino.id,
    },
  };
}

describeSide('workspace', harness, {
  traits: { privacy: 'fixedAtCreation', subjectLength: 1000, meetings: 'areShared' },
});

describe('an activity whose entry turns private', () => {
  const signal = new AbortController().signal;
  const words = { subject: 'Oncologist', text: 'Ward 4' };

  it('becomes Personal together with the words, and public again with its other type', async () => {
    const { side, types } = await harness();
    const [made] = await side.create(
      [{ key: crypto.randomUUID(), entry: ordinary(types?.open ?? null) }],
      signal,
    );
    if (!made?.ok) throw new Error('the activity was not made');
    const patch = { ...words, isPrivate: true, activityType: types?.personal ?? null };
    const [turned] = await side.update([{ id: made.value.id, version: made.value.version, patch }], signal);
    if (!turned?.ok) throw new Error('the activity was not changed');
    expect(turned.value).toMatchObject({
      id: made.value.id,
      category: 'Personal',
      entry: { ...words, isPrivate: true },
    });
    const back = { isPrivate: false, activityType: types?.open ?? null };
    const [open] = await side.update(
      [{ id: made.value.id, version: turned.value.version, patch: back }],
      signal,
    );
    expect(open).toMatchObject({
      ok: true,
      value: { category: 'CalendarEntry', entry: { isPrivate: false } },
    });
  });

  it('is left as it was where the type that would hide the words is missing', async () => {
    const { side, types } = await harness();
    const [made] = await side.create(
      [{ key: crypto.randomUUID(), entry: ordinary(types?.open ?? null) }],
      signal,
    );
    if (!made?.ok) throw new Error('the activity was not made');
    const patch = { ...words, isPrivate: true, activityType: crypto.randomUUID() };
    const [refused] = await side.update([{ id: made.value.id, version: made.value.version, patch }], signal);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'entry' } });
    expect((await side.read([made.value.id], signal)).get(made.value.id)?.entry.subject).toBe('Lunch');
  });
});

function ordinary(activityType: string | null): CalendarEntry {
  return {
    subject: 'Lunch',
    time: {
      kind: 'timed',
      start: '2026-12-01T10:00:00.000Z',
      end: '2026-12-01T11:00:00.000Z',
      zone: 'Europe/Helsinki',
    },
    location: '',
    text: '',
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
  };
}
