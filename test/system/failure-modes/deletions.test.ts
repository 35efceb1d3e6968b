/** How other synchronizers are known to lose appointments, and Tahti must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideHeldDeletions } from '../../../src/store/held-deletions.ts';
import type { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import type { SeededUser } from '../../fixtures/database-seed.ts';
import { names, OneMailbox } from '../../fixtures/one-mailbox.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

const item = (subject: string) => company.exchange.item(onni.email, subject);

async function impersonation(allowed: object | null): Promise<void> {
  const { userName } = company.exchange.delegate;
  await company.exchange.control('POST', `accounts/${userName}`, { impersonation: allowed });
}

/** The wait that trouble asks for is over. */
function later(): void {
  company.clockOffset += 2 * 3600_000;
}

describe('a copy that carries our mark', () => {
  it('is an entry of its own, and deleting it deletes neither the original nor its activity', async () => {
    await company.addActivity(onni, 'Original');
    await company.runWell(onni);
    const [activity] = await company.activities(onni);
    await company.exchange.relocate(onni.email, 'CopyItem', await item('Original'), 'calendar');
    const copy = (await company.exchange.items(onni.email)).at(-1);
    if (!copy) throw new Error('nothing was copied');
    await company.exchange.change(onni.email, copy, 'item:Subject', '<t:Subject>Copy</t:Subject>');
    await company.runWell(onni);
    await company.exchange.delete(onni.email, await item('Copy'));
    await company.runWell(onni);
    expect((await company.activities(onni)).map(({ id }) => id)).toEqual([activity?.id]);
    await one.expectEach(['Original']);
  });

  it('stays when the original is deleted, and has an activity of its own within a day', async () => {
    await company.addActivity(onni, 'Original');
    await company.runWell(onni);
    const original = await item('Original');
    const copy = await company.exchange.relocate(onni.email, 'CopyItem', original, 'calendar');
    await company.exchange.change(onni.email, copy, 'item:Subject', '<t:Subject>Copy</t:Subject>');
    await company.runWell(onni);
    await company.exchange.delete(onni.email, await item('Original'));
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual(['Copy']);
    company.clockOffset += 24 * 3600_000;
    await company.runWell(onni, 'sweep');
    await one.expectEach(['Copy']);
  });
});

describe('a change of the settings or of rights', () => {
  beforeEach(async () => {
    await company.addActivity(onni, 'Call', 30, 'SalesEvent');
    await one.fillMailbox(3);
    await company.runWell(onni);
  });

  const all = ['Call', ...names(3, 'Entry')];

  it('of the activity types that go out cancels nothing that is synchronized', async () => {
    await company.saveSettings({ outgoingTypeIds: [] });
    await company.runWell(onni);
    await one.expectEach(all);
  });

  it('of the period cancels nothing that lies outside of it now', async () => {
    await company.saveSettings({ daysBack: 0, daysAhead: 1 });
    await company.runWell(onni);
    await company.saveSettings();
    await company.runWell(onni);
    await one.expectEach(all);
  });

  it('of the activity type itself, which is switched off, cancels nothing', async () => {
    await database.pool.query(`update activity_types set is_active = false where id = $1`, [
      company.seeded.types.SalesEvent,
    ]);
    await company.runWell(onni);
    await one.expectEach(all);
  });

  it('that takes the delegate’s right away ends the run and deletes nothing, and it goes on when it is back', async () => {
    await impersonation(null);
    const { outcome } = await company.run(onni);
    expect(outcome).toMatchObject({ state: 'failed', error: { code: 'ErrorImpersonateUserDenied' } });
    expect(await company.activityNames(onni)).toEqual(all);
    await impersonation({ scope: null });
    later();
    await one.expectEach(all);
  });

  it('that leaves the mailbox out of the delegate’s scope deletes nothing either', async () => {
    await impersonation({ scope: [company.seeded.helmi.email] });
    expect((await company.run(onni)).outcome.state).toBe('failed');
    expect(await company.activityNames(onni)).toEqual(all);
    await impersonation({ scope: null });
    later();
    await one.expectEach(all);
  });
});

describe('a mistake that would delete everything', () => {
  beforeEach(async () => {
    await one.fillMailbox(30);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
  });

  it('is stopped before it deletes: however it comes about, a person is asked first', async () => {
    for (const each of await company.exchange.items(onni.email))
      await company.exchange.delete(onni.email, each);
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual([...names(30, 'Entry'), 'Zoo']);
    expect((await company.synchronization(onni)).haltReason).not.toBeNull();
    await decideHeldDeletions(database.db, company.organizationId, onni.id, 'restore');
    await company.runWell(onni);
    await one.expectEach([...names(30, 'Entry'), 'Zoo']);
  });

  it('on the side of the activities leaves Exchange whole', async () => {
    await database.pool.query(
      `update activities set deleted_at = now(), sequence = sequence + 1000 where owner_id = $1`,
      [onni.id],
    );
    await database.pool.query(
      'update organizations set activity_sequence = activity_sequence + 2000 where id = $1',
      [company.organizationId],
    );
    await company.run(onni);
    expect(await company.itemSubjects(onni)).toHaveLength(31);
  });

  it('by switching off keeps all that was there before, also when Tahti’s own is taken back', async () => {
    await company.switchOff(onni, 'takeBack');
    await company.engine.runNow(
      { organizationId: company.organizationId, userId: onni.id, trigger: 'takeBack' },
      AbortSignal.timeout(60_000),
    );
    expect(await company.itemSubjects(onni)).toEqual(names(30, 'Entry'));
    expect(await company.activityNames(onni)).toEqual(['Zoo']);
  });
});

describe('an entry that is moved out of the calendar and back', () => {
  it('within one run is the same activity, under whatever id it stands then', async () => {
    await one.fillMailbox(2);
    await company.runWell(onni);
    const before = (await company.activities(onni)).map(({ id }) => id);
    await moveOutAndBack('Entry 000');
    await company.runWell(onni);
    expect((await company.activities(onni)).map(({ id }) => id)).toEqual(before);
    await one.expectEach(names(2, 'Entry'));
  });

  it('with a run between goes and comes, and stands once on both sides', async () => {
    await one.fillMailbox(2);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
    for (const subject of ['Entry 000', 'Zoo']) {
      const out = await company.exchange.relocate(
        onni.email,
        'MoveItem',
        await item(subject),
        'deleteditems',
      );
      await company.runWell(onni);
      expect(await company.activityNames(onni)).not.toContain(subject);
      await company.exchange.relocate(onni.email, 'MoveItem', out, 'calendar');
      await company.runWell(onni);
    }
    await one.expectEach([...names(2, 'Entry'), 'Zoo']);
  });
});

async function moveOutAndBack(subject: string): Promise<void> {
  const out = await company.exchange.relocate(onni.email, 'MoveItem', await item(subject), 'deleteditems');
  await company.exchange.relocate(onni.email, 'MoveItem', out, 'calendar');
}
