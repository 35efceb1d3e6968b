import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newActivity, userParticipant } from '../../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../../test/fixtures/database-seed.ts';
import type { Activity } from '../../model/activity.ts';
import { activityChanges } from './activity-changes.ts';
import { createActivities } from './create-activities.ts';
import { findActivity } from './find-activities.ts';
import {
  addParticipant,
  findParticipation,
  removeParticipant,
  setParticipantStatus,
} from './participants.ts';
import { updateActivity } from './update-activity.ts';

let database: TestDatabase;
let seed: SeededOrganization;
let organizationId: string;
beforeAll(async () => {
  database = await freshDatabase();
  seed = await seedOrganization(database);
  organizationId = seed.organization.id;
});
afterAll(() => database.close());

async function make(originKey: string | null = null): Promise<Activity> {
  const wanted = newActivity(seed, { originKey });
  const [made] = await createActivities(database.db, organizationId, [wanted], null);
  if (!made) throw new Error('nothing was made');
  return made;
}

it('a reader who follows the numbers misses no change, however many write at once', async () => {
  const seen = new Set<string>();
  let after = 0;
  let writing = true;
  const reader = (async () => {
    for (let last = false; writing || !last; ) {
      const page = await activityChanges(database.db, organizationId, seed.onni.id, after, null, 7);
      for (const activity of page.activities) seen.add(activity.id);
      after = page.sequence;
      last = page.last;
    }
  })();
  const made = await Promise.all(Array.from({ length: 60 }, () => make()));
  writing = false;
  await reader;
  expect(seen).toEqual(new Set(made.map((activity) => activity.id)));
});

it('of many who create with one key at once, all get the same activity', async () => {
  const key = randomUUID();
  const made = await Promise.all(Array.from({ length: 8 }, () => make(key)));
  expect(new Set(made.map((activity) => activity.id)).size).toBe(1);
});

it('of many who change the same version at once, one succeeds and the others are told', async () => {
  const made = await make();
  const edits = Array.from({ length: 8 }, (_, n) =>
    updateActivity(database.db, organizationId, {
      id: made.id,
      version: made.sequence,
      actorId: null,
      change: { name: `Edit ${n}` },
    }),
  );
  const results = await Promise.all(edits);
  expect(results.filter((result) => result === 'stale')).toHaveLength(7);
  const winner = results.find((result) => typeof result !== 'string');
  expect(await findActivity(database.db, organizationId, made.id)).toEqual(winner);
});

it('participants join, answer and leave, each under a new number of their activity', async () => {
  const made = await make();
  const joined = await addParticipant(database.db, made, userParticipant(seed.helmi), seed.onni.id);
  if (typeof joined === 'string') throw new Error(joined);
  const id = joined.participants[0]?.id ?? '';
  const invited = await findParticipation(database.db, organizationId, id);
  if (!invited) throw new Error('the participant is not found');
  expect(invited.participant).toMatchObject({ userId: seed.helmi.id, status: 'Invited' });
  const accepted = await setParticipantStatus(database.db, invited, 'Accepted', seed.helmi.id);
  expect(accepted).toMatchObject({ participants: [{ id, status: 'Accepted' }], updatedBy: seed.helmi.id });
  expect(await setParticipantStatus(database.db, invited, 'Declined', null)).toBe('stale');
  const now = await findParticipation(database.db, organizationId, id);
  expect(await removeParticipant(database.db, now ?? invited, null)).toMatchObject({ participants: [] });
  expect(await findParticipation(database.db, organizationId, id)).toBeUndefined();
});

it('the owner never stands among the participants, and nobody stands there twice', async () => {
  const helmi = userParticipant(seed.helmi);
  const participants = [userParticipant(seed.onni), helmi, { ...helmi, name: 'Again' }];
  const wanted = newActivity(seed, { participants });
  const [made] = await createActivities(database.db, organizationId, [wanted], null);
  expect(made?.participants.map((participant) => participant.userId)).toEqual([seed.helmi.id]);
});
