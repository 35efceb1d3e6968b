import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newActivity, userParticipant } from '../../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../../test/fixtures/database-seed.ts';
import type { Activity, NewActivity } from '../../model/activity.ts';
import { activityChanges } from './activity-changes.ts';
import { createActivities } from './create-activities.ts';
import { deleteActivity } from './delete-activity.ts';
import { findActivitiesByOrigin, findActivity } from './find-activities.ts';
import { updateActivity } from './update-activity.ts';

describe('activities', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
  });
  afterAll(() => database.close());

  async function make(fields: Partial<NewActivity> = {}): Promise<Activity> {
    const [made] = await createActivities(database.db, organizationId, [newActivity(seed, fields)], null);
    if (!made) throw new Error('nothing was made');
    return made;
  }

  const edit = (activity: Activity, change: Parameters<typeof updateActivity>[2]['change'], version = true) =>
    updateActivity(database.db, organizationId, {
      id: activity.id,
      version: version ? activity.sequence : null,
      actorId: seed.onni.id,
      change,
    });

  const changesOf = (userId: string, after: number) =>
    activityChanges(database.db, organizationId, userId, after, null, 100);

  it('come back as they were made', async () => {
    const wanted = newActivity(seed, { participants: [userParticipant(seed.helmi)], busy: 'tentative' });
    const [made] = await createActivities(database.db, organizationId, [wanted], seed.onni.id);
    expect(made).toMatchObject({ ...wanted, category: 'CalendarEntry', createdBy: seed.onni.id });
    expect(await findActivity(database.db, organizationId, wanted.id)).toEqual(made);
  });

  it('keep the dates of an all-day activity, and its midnights in the owner’s zone for listings', async () => {
    const made = await make({ time: { kind: 'allDay', start: '2027-03-28', end: '2027-03-29' } });
    expect(made.time).toEqual({ kind: 'allDay', start: '2027-03-28', end: '2027-03-29' });
    const row = await database.db
      .selectFrom('activities')
      .select(['startsAt', 'endsAt'])
      .where('id', '=', made.id)
      .executeTakeFirst();
    expect(row).toEqual({ startsAt: '2027-03-27T22:00:00.000Z', endsAt: '2027-03-28T21:00:00.000Z' });
  });

  it('are made once for one origin key, and again when the first was deleted', async () => {
    const originKey = randomUUID();
    const first = await make({ originKey });
    expect((await make({ originKey, name: 'Repeated' })).id).toBe(first.id);
    await deleteActivity(database.db, organizationId, { id: first.id, version: null, userId: seed.onni.id });
    expect(await findActivitiesByOrigin(database.db, organizationId, seed.onni.id, [originKey])).toEqual(
      new Map(),
    );
    expect((await make({ originKey })).id).not.toBe(first.id);
  });

  it('are made all or none where the database refuses one of a batch', async () => {
    const good = newActivity(seed);
    const bad = newActivity(seed, { typeId: randomUUID() });
    await expect(createActivities(database.db, organizationId, [good, bad], null)).rejects.toThrow();
    expect(await findActivity(database.db, organizationId, good.id)).toBeUndefined();
  });

  it('get a higher number with every change, and refuse a change of an old one', async () => {
    const made = await make();
    const changed = (await edit(made, { name: 'Moved' })) as Activity;
    expect(changed.sequence).toBeGreaterThan(made.sequence);
    expect(changed).toMatchObject({ name: 'Moved', location: made.location, updatedBy: seed.onni.id });
    expect(await edit(made, { name: 'Lost update' })).toBe('stale');
    expect((await findActivity(database.db, organizationId, made.id))?.name).toBe('Moved');
  });

  it('keep their category: a type of another one is not taken, the rest of the change is', async () => {
    const made = await make();
    const changed = await edit(made, { typeId: seed.types.Personal, name: 'Renamed' });
    expect(changed).toMatchObject({ typeId: made.typeId, category: 'CalendarEntry', name: 'Renamed' });
  });

  it('tell owner and participants of changes in the order of their numbers', async () => {
    const one = await make({ participants: [userParticipant(seed.helmi)] });
    const two = await make();
    await edit(one, { name: 'Later' });
    const onni = await changesOf(seed.onni.id, one.sequence - 1);
    expect(onni.activities.map((activity) => activity.id)).toEqual([two.id, one.id]);
    const helmi = await changesOf(seed.helmi.id, one.sequence - 1);
    expect(helmi.activities.map((activity) => activity.id)).toEqual([one.id]);
    expect((await changesOf(seed.onni.id, onni.sequence)).activities).toEqual([]);
  });

  it('are gone for a participant who was taken out, and there again when taken back in', async () => {
    const made = await make({ participants: [userParticipant(seed.helmi)] });
    const without = (await edit(made, { participants: [] })) as Activity;
    const seen = await changesOf(seed.helmi.id, made.sequence);
    expect([seen.activities, seen.gone]).toEqual([[], [made.id]]);
    await edit(without, { participants: [userParticipant(seed.helmi)] });
    const again = await changesOf(seed.helmi.id, made.sequence);
    expect([again.activities.map((activity) => activity.id), again.gone]).toEqual([[made.id], []]);
  });

  it('keep the ids of participants who stay', async () => {
    const made = await make({ participants: [userParticipant(seed.helmi)] });
    const participants = [
      userParticipant(seed.aino),
      { ...userParticipant(seed.helmi), status: 'Accepted' as const },
    ];
    const changed = (await edit(made, { participants })) as Activity;
    const helmi = changed.participants.find((participant) => participant.userId === seed.helmi.id);
    expect(helmi).toMatchObject({ id: made.participants[0]?.id, status: 'Accepted' });
    expect(changed.participants).toHaveLength(2);
  });

  it('are gone for an owner who gave them away, and the new owner no longer takes part', async () => {
    const made = await make({ participants: [userParticipant(seed.helmi)] });
    const changed = (await edit(made, { ownerId: seed.helmi.id })) as Activity;
    expect([changed.ownerId, changed.participants]).toEqual([seed.helmi.id, []]);
    expect((await changesOf(seed.onni.id, made.sequence)).gone).toEqual([made.id]);
    const helmi = await changesOf(seed.helmi.id, made.sequence);
    expect([helmi.activities.map((activity) => activity.id), helmi.gone]).toEqual([[made.id], []]);
  });

  it('are deleted by their owner for everybody', async () => {
    const made = await make({ participants: [userParticipant(seed.helmi)] });
    const deletion = { id: made.id, version: made.sequence, userId: seed.onni.id };
    expect(await deleteActivity(database.db, organizationId, deletion)).toBe('deleted');
    for (const user of [seed.onni, seed.helmi])
      expect((await changesOf(user.id, made.sequence)).gone).toEqual([made.id]);
    expect(await deleteActivity(database.db, organizationId, deletion)).toBe('gone');
  });

  it('are only left by a participant who deletes them', async () => {
    const made = await make({ participants: [userParticipant(seed.helmi)] });
    const deletion = { id: made.id, version: made.sequence, userId: seed.helmi.id };
    expect(await deleteActivity(database.db, organizationId, deletion)).toBe('left');
    expect((await findActivity(database.db, organizationId, made.id))?.participants).toEqual([]);
    expect((await changesOf(seed.helmi.id, made.sequence)).gone).toEqual([made.id]);
  });

  it('cannot be deleted by somebody in whose calendar they do not stand', async () => {
    const made = await make();
    const deletion = { id: made.id, version: null, userId: seed.helmi.id };
    expect(await deleteActivity(database.db, organizationId, deletion)).toBe('gone');
    expect(await findActivity(database.db, organizationId, made.id)).toBeDefined();
  });

  it('stay within their company', async () => {
    const other = await seedOrganization(database);
    const made = await make();
    expect(await findActivity(database.db, other.organization.id, made.id)).toBeUndefined();
    const theirs = { id: made.id, version: null, actorId: null, change: { name: 'Stolen' } };
    expect(await updateActivity(database.db, other.organization.id, theirs)).toBe('gone');
    const mixed = newActivity(other, { ownerId: seed.onni.id });
    await expect(createActivities(database.db, other.organization.id, [mixed], null)).rejects.toThrow();
  });
});
