/** The calendar page as people use it: told apart from what Tahti writes, and announced to an engine that works. */
import { sql } from 'kysely';
import type { Activity, ActivityChange, ActivityRefusal, NewActivity } from '../../../src/model/activity.ts';
import type { SplitSeries } from '../../../src/model/series-split.ts';
import { createActivities } from '../../../src/store/activities/create-activities.ts';
import { deleteActivity } from '../../../src/store/activities/delete-activity.ts';
import { findActivity } from '../../../src/store/activities/find-activities.ts';
import { splitActivity } from '../../../src/store/activities/split-series.ts';
import { updateActivity } from '../../../src/store/activities/update-activity.ts';
import { type Handle, inTransaction } from '../../../src/store/handle.ts';
import { newActivity } from '../../fixtures/activity-samples.ts';
import { OwnerRefused } from './owner-client.ts';
import type { Dweller, Town } from './town.ts';
import { someTime } from './when.ts';
import { PERSON } from './write-count.ts';

/** Makes an activity of these fields and usual others. */
export async function addActivity(
  town: Town,
  { user }: Dweller,
  fields: Partial<NewActivity>,
): Promise<void> {
  const { organizationId, seeded } = town.company;
  const plain = { ownerId: user.id, name: '', time: someTime(town.chance), location: '', notes: '' };
  const activity = newActivity(seeded, { ...plain, ...fields });
  const made = await asPerson(town, (db) => createActivities(db, organizationId, [activity], user.id));
  await announce(town, ...made);
}

/** Changes an activity over whatever stands there; throws OwnerRefused where it is gone by then. */
export async function changeActivity(
  town: Town,
  { user }: Dweller,
  id: string,
  change: ActivityChange,
): Promise<void> {
  const { organizationId } = town.company;
  const edit = { id, version: null, actorId: user.id, change };
  const before = await findActivity(town.database.db, organizationId, id);
  const after = granted(await asPerson(town, (db) => updateActivity(db, organizationId, edit)));
  await announce(town, ...(before ? [before] : []), after);
}

/** Deletes an activity, or leaves somebody else's; throws OwnerRefused where it is gone by then. */
export async function removeActivity(town: Town, { user }: Dweller, activity: Activity): Promise<void> {
  const { organizationId } = town.company;
  const what = { id: activity.id, version: null, userId: user.id };
  granted(await asPerson(town, (db) => deleteActivity(db, organizationId, what)));
  await announce(town, activity);
}

/** Cuts a series in two; throws OwnerRefused where somebody has changed it meanwhile. */
export async function cutActivity(
  town: Town,
  { user }: Dweller,
  activity: Activity,
  parts: SplitSeries,
  change: ActivityChange,
): Promise<void> {
  const done = await asPerson(town, (db) => splitActivity(db, activity, parts, change, user.id));
  const { earlier, later } = granted(done);
  await announce(town, earlier, later);
}

/** In one transaction that says of itself that a person writes. */
function asPerson<T>({ database }: Town, work: (db: Handle) => Promise<T>): Promise<T> {
  return inTransaction(database.db, async (trx) => {
    await sql`select set_config(${PERSON}, 'yes', true)`.execute(trx);
    return work(trx);
  });
}

function granted<T>(outcome: T | ActivityRefusal): T {
  if (outcome === 'gone' || outcome === 'stale') throw new OwnerRefused(String(outcome), '');
  return outcome as T;
}

/** As the page does after a save: everybody's mailbox whom it concerns is looked at. */
async function announce({ company, isListening }: Town, ...states: readonly Activity[]): Promise<void> {
  if (!isListening) return;
  const userIds = states.flatMap(({ ownerId, participants }) => [
    ownerId,
    ...participants.flatMap(({ userId }) => userId ?? []),
  ]);
  await company.engine.activityChanged(company.organizationId, [...new Set(userIds)]);
}
