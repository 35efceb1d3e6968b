import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newActivity, userParticipant } from '../../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../../test/fixtures/database-seed.ts';
import { type Activity, ActivityRefusedError } from '../../model/activity.ts';
import { switchOn } from '../synchronizations.ts';
import { activityRepository } from './activity-repository.ts';

describe('the activities of one user', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let onni: ReturnType<typeof activityRepository>;
  let helmi: ReturnType<typeof activityRepository>;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    onni = activityRepository(database.db, seed.organization.id, seed.onni.id);
    helmi = activityRepository(database.db, seed.organization.id, seed.helmi.id);
  });
  afterAll(() => database.close());

  async function make(...participants: Parameters<typeof userParticipant>[0][]): Promise<Activity> {
    const wanted = newActivity(seed, { participants: participants.map(userParticipant) });
    const [made] = await onni.create([wanted]);
    if (!made) throw new Error('nothing was made');
    return made;
  }

  it('are found only where they stand in the user’s calendar', async () => {
    const [own, shared] = [await make(), await make(seed.helmi)];
    const ids = [own.id, shared.id, randomUUID(), 'no id of ours'];
    expect([...(await onni.find(ids)).keys()].sort()).toEqual([own.id, shared.id].sort());
    expect([...(await helmi.find(ids)).keys()]).toEqual([shared.id]);
  });

  it('show a participant as busy as they set it, and everybody else as the owner did', async () => {
    const made = await make(seed.helmi);
    const update = { id: made.id, version: made.sequence, change: {}, guestBusy: 'free' } as const;
    const changed = await helmi.update(update);
    expect(changed).toMatchObject({ busy: null, participants: [{ userId: seed.helmi.id, busy: 'free' }] });
    expect(changed).not.toMatchObject({ sequence: made.sequence });
  });

  it('are left by a participant who deletes them, and gone when their owner does', async () => {
    const made = await make(seed.helmi);
    expect(await helmi.delete(made.id, made.sequence)).toBe('left');
    expect((await helmi.find([made.id])).size).toBe(0);
    expect(await onni.delete(made.id, made.sequence)).toBe('stale');
    expect(await onni.delete(made.id, null)).toBe('deleted');
    expect(await onni.delete('no id of ours', null)).toBe('gone');
  });

  it('refuse what the database cannot keep as a refusal of that activity', async () => {
    const time = { kind: 'allDay', start: '2026-12-02', end: '2026-12-02' } as const;
    for (const wanted of [newActivity(seed, { typeId: randomUUID() }), newActivity(seed, { time })])
      await expect(onni.create([wanted])).rejects.toThrow(ActivityRefusedError);
    const made = await make();
    const update = { id: made.id, version: null, change: { time } };
    await expect(onni.update(update)).rejects.toThrow(ActivityRefusedError);
    expect((await onni.find([made.id])).get(made.id)).toEqual(made);
  });

  it('know the people of the company by every address of theirs', async () => {
    const of = { organizationId: seed.organization.id, userId: seed.helmi.id };
    await switchOn(
      database.db,
      { ...of, mailboxAddress: 'Helmi@second.example' },
      '2026-11-24T10:00:00.000Z',
    );
    const addresses = [seed.helmi.email.toUpperCase(), 'helmi@second.example', 'visitor@kuusikko.example'];
    const person = { userId: seed.helmi.id, name: 'Helmi Korhonen' };
    expect(await onni.people(addresses)).toEqual(
      new Map([
        [seed.helmi.email, person],
        ['helmi@second.example', person],
      ]),
    );
  });

  it('are counted by the company’s number, by the database’s clock', async () => {
    const before = await onni.sequenceState();
    const made = await make();
    const after = await onni.sequenceState();
    expect([before.floor, after.current]).toEqual([0, made.sequence]);
    expect(Math.abs(Date.parse(after.now) - Date.now())).toBeLessThan(60_000);
  });
});
