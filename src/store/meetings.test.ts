import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import {
  type SeededOrganization,
  type SeededUser,
  seedOrganization,
} from '../../test/fixtures/database-seed.ts';
import { newLink } from '../../test/fixtures/link-samples.ts';
import type { MeetingRecord } from '../model/meeting.ts';
import { type Intention, recordIntentions } from './intentions.ts';
import { saveLinks } from './links.ts';
import { takeMailbox } from './mailbox-hold.ts';
import {
  forgetMeetings,
  isMeeting,
  type MeetingQuestion,
  readMeetingFacts,
  saveMeetings,
} from './meetings.ts';
import { switchOff, switchOn } from './synchronizations.ts';

const AT = '2026-11-24T12:00:00.000Z';
const NOTHING: MeetingQuestion = { uids: [], activityIds: [], addresses: [], subjects: [] };

let database: TestDatabase;
let seed: SeededOrganization;
let organizationId: string;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  seed = await seedOrganization(database);
  organizationId = seed.organization.id;
});

const ask = (user: SeededUser, question: Partial<MeetingQuestion>) =>
  readMeetingFacts(database.db, { organizationId, userId: user.id }, { ...NOTHING, ...question });

const save = (...records: Partial<MeetingRecord>[]) =>
  saveMeetings(
    database.db,
    organizationId,
    records.map((one) => ({ uid: 'uid-1', activityId: 'a1', delivered: [], withdrawn: [], ...one })),
  );

async function enable(user: SeededUser, mailboxAddress: string = user.email): Promise<void> {
  await switchOn(database.db, { organizationId, userId: user.id, mailboxAddress }, AT);
}

/** A user's run, and the keys that it gets for making the activities of these meetings. */
async function claim(user: SeededUser, ...uids: string[]): Promise<readonly (string | null)[] | null> {
  const run = { organizationId, userId: user.id, runId: randomUUID() };
  await takeMailbox(database.db, organizationId, user.id, run.runId, AT);
  const { mailbox } = newLink(user.id, { subject: 'Steering' });
  const intentions = uids.map(
    (meetingUid): Intention => ({
      key: randomUUID(),
      side: 'activities',
      source: { ...mailbox, id: `item ${meetingUid}` },
      sourceUid: meetingUid,
      entry: mailbox.base,
      linkId: null,
      meetingUid,
    }),
  );
  return recordIntentions(database.db, run, intentions);
}

describe('a meeting of the company', () => {
  it('is known by its uid, with its activity', async () => {
    await save({});
    expect((await ask(seed.helmi, { uids: ['uid-1', 'uid-2'] })).known).toEqual([
      { uid: 'uid-1', activityId: 'a1', abandonedKey: null },
    ]);
    expect(await isMeeting(database.db, organizationId, 'a1')).toBe(true);
  });

  it('is unknown to another company', async () => {
    await save({});
    const { organization } = await seedOrganization(database);
    expect(await isMeeting(database.db, organization.id, 'a1')).toBe(false);
  });

  it('remembers everybody to whom it was brought, each once, less those who were taken off', async () => {
    const delivered = async () => {
      const found = await ask(seed.helmi, { activityIds: ['a1'] });
      return found.delivered.map(({ addresses }) => addresses.toSorted());
    };
    await save({ delivered: ['b@x.example', 'a@x.example', 'a@x.example'] });
    await save({ delivered: ['c@x.example'] });
    expect(await delivered()).toEqual([['a@x.example', 'b@x.example', 'c@x.example']]);
    await save({ delivered: ['d@x.example'], withdrawn: ['b@x.example', 'c@x.example'] });
    expect(await delivered()).toEqual([['a@x.example', 'd@x.example']]);
    await save({ withdrawn: ['a@x.example'] });
    expect(await delivered()).toEqual([['d@x.example']]);
  });

  it('stands for another activity once it was made anew, and for none once that is gone', async () => {
    await save({});
    await save({ activityId: 'a2' });
    expect((await ask(seed.helmi, { uids: ['uid-1'] })).known).toMatchObject([{ activityId: 'a2' }]);
    await forgetMeetings(database.db, organizationId, ['a1']);
    expect(await isMeeting(database.db, organizationId, 'a2')).toBe(true);
    await forgetMeetings(database.db, organizationId, ['a2']);
    expect((await ask(seed.helmi, { uids: ['uid-1'] })).known).toEqual([]);
  });
});

describe('the claim on a meeting', () => {
  beforeEach(async () => {
    await enable(seed.helmi);
    await enable(seed.aino);
  });

  it('is had by one run at a time, and seen by the others', async () => {
    const [mine] = (await claim(seed.helmi, 'uid-1')) ?? [];
    expect(mine).not.toBeNull();
    expect(await claim(seed.aino, 'uid-1', 'uid-2')).toEqual([null, expect.any(String)]);
    expect((await ask(seed.aino, { uids: ['uid-1'], subjects: ['Steering'] })).known).toEqual([
      { uid: 'uid-1', activityId: null, abandonedKey: null },
    ]);
    expect((await ask(seed.aino, { subjects: ['Steering', 'Else'] })).underWay).toEqual(['Steering']);
    expect((await ask(seed.helmi, { uids: ['uid-1'] })).known).toEqual([]);
  });

  it('keeps its key when the same run asks again', async () => {
    const first = await claim(seed.helmi, 'uid-1');
    expect(await claim(seed.helmi, 'uid-1')).toEqual(first);
  });

  it('is refused where the meeting has its activity by now', async () => {
    await save({});
    expect(await claim(seed.helmi, 'uid-1')).toEqual([null]);
  });

  it('of a pending create is given up as well where the meeting has its activity by now', async () => {
    await claim(seed.helmi, 'uid-1');
    await save({});
    expect(await claim(seed.helmi, 'uid-1')).toEqual([null]);
  });

  it('of somebody who switched off is told with its key, and is free', async () => {
    const [key] = (await claim(seed.helmi, 'uid-1')) ?? [];
    await switchOff(database.db, organizationId, seed.helmi.id, false, AT);
    const seen = await ask(seed.aino, { uids: ['uid-1'], subjects: ['Steering'] });
    expect(seen.known).toEqual([{ uid: 'uid-1', activityId: null, abandonedKey: key }]);
    expect(seen.underWay).toEqual([]);
    expect(await claim(seed.aino, 'uid-1')).toEqual([expect.any(String)]);
  });

  it('of somebody who is locked out, or whose runs have failed for an hour, is free', async () => {
    await claim(seed.helmi, 'uid-1', 'uid-2');
    const { pool } = database;
    await pool.query('update users set is_active = false where id = $1', [seed.helmi.id]);
    expect(await claim(seed.aino, 'uid-1')).toEqual([expect.any(String)]);
    await pool.query('update users set is_active = true where id = $1', [seed.helmi.id]);
    await pool.query('update synchronizations set failures = 3 where user_id = $1', [seed.helmi.id]);
    expect(await claim(seed.aino, 'uid-2')).toEqual([null]);
    await pool.query(`update intentions set created_at = now() - interval '61 minutes' where user_id = $1`, [
      seed.helmi.id,
    ]);
    expect(await claim(seed.aino, 'uid-2')).toEqual([expect.any(String)]);
  });

  it('that was let go is not had back while somebody else has it, and is taken again where nobody has', async () => {
    const [key] = (await claim(seed.helmi, 'uid-1')) ?? [];
    await switchOff(database.db, organizationId, seed.helmi.id, false, AT);
    await claim(seed.aino, 'uid-1');
    await enable(seed.helmi);
    expect(await claim(seed.helmi, 'uid-1')).toEqual([null]);
    await database.pool.query('delete from intentions where user_id = $1', [seed.aino.id]);
    expect(await claim(seed.helmi, 'uid-1')).toEqual([key]);
    expect(await claim(seed.aino, 'uid-1')).toEqual([null]);
  });
});

describe('colleagues', () => {
  it('are known by every address of theirs while they synchronize', async () => {
    await enable(seed.onni, 'Onni@Other.example');
    const addresses = [seed.onni.email, 'onni@other.example', seed.helmi.email];
    const { colleagues } = await ask(seed.aino, { addresses });
    expect(colleagues.map(({ address, userId }) => [address, userId]).toSorted()).toEqual(
      [
        [seed.onni.email, seed.onni.id],
        ['onni@other.example', seed.onni.id],
      ].toSorted(),
    );
    expect((await ask(seed.onni, { addresses })).colleagues).toEqual([]);
    await switchOff(database.db, organizationId, seed.onni.id, false, AT);
    expect((await ask(seed.aino, { addresses })).colleagues).toEqual([]);
  });

  it('share an activity by their links while they synchronize', async () => {
    await enable(seed.helmi);
    const link = newLink(seed.helmi.id);
    const activity = { ...link.activity, id: 'a1', standing: 'guest' } as const;
    await saveLinks(database.db, organizationId, [{ ...link, activity, origin: 'matched' }]);
    expect((await ask(seed.aino, { activityIds: ['a1'] })).sharing).toEqual([
      {
        activityId: 'a1',
        userId: seed.helmi.id,
        addresses: [seed.helmi.email, seed.helmi.email],
        isOn: true,
        linkId: link.id,
        origin: 'matched',
        activityStanding: 'guest',
        mailboxStanding: 'owner',
        series: null,
      },
    ]);
    await switchOff(database.db, organizationId, seed.helmi.id, false, AT);
    expect((await ask(seed.aino, { activityIds: ['a1'] })).sharing).toEqual([]);
  });
});
