import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { instantFromMillis } from '../model/time.ts';
import { CALENDAR_SYNCHRONIZATION, setAddOn } from '../store/add-ons.ts';
import { saveProblems } from '../store/problems.ts';
import { setPaused, switchOff, switchOn } from '../store/synchronizations.ts';
import type { MailboxRun } from './queue.ts';
import { Timetable } from './timetable.ts';

const silent = { info() {}, warn() {}, error() {} };
const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const at = (seconds: number) => instantFromMillis(NOW + seconds * 1000);

let database: TestDatabase;
let company: SeededOrganization;
let queued: MailboxRun[];

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.pool.query('delete from synchronizations');
  company = await seedOrganization(database);
  queued = [];
});

async function read(now = NOW): Promise<string[]> {
  queued = [];
  const queue = { enqueue: async (run: MailboxRun) => void queued.push(run) };
  const rest = { sweepSeconds: 60, retentionDays: 180, log: silent, now: () => now };
  await new Timetable({ database, queue, ...rest }).read();
  return queued.map(({ userId }) => userId).sort();
}

async function isOn(userId: string, changes: Record<string, unknown> = {}): Promise<void> {
  const organizationId = company.organization.id;
  await switchOn(database.db, { organizationId, userId, mailboxAddress: 'a@example.org' }, at(-3600));
  if (Object.keys(changes).length > 0)
    await database.db.updateTable('synchronizations').set(changes).where('userId', '=', userId).execute();
}

describe('the timetable', () => {
  it('sweeps whoever was not looked at for a while, and nobody else', async () => {
    await isOn(company.aino.id);
    await isOn(company.onni.id, { lastStartedAt: at(-61) });
    await isOn(company.helmi.id, { lastStartedAt: at(-30) });
    expect(await read()).toEqual([company.aino.id, company.onni.id].sort());
    expect(queued.every(({ trigger }) => trigger === 'sweep')).toBe(true);
  });

  it('never starts what is off or paused', async () => {
    const organizationId = company.organization.id;
    await isOn(company.aino.id);
    await isOn(company.onni.id);
    await switchOff(database.db, organizationId, company.aino.id, false, at(0));
    await setPaused(database.db, organizationId, company.onni.id, true, at(0));
    expect(await read()).toEqual([]);
  });

  it('leaves a company alone whose add-on was switched off', async () => {
    await isOn(company.aino.id);
    const change = { isActive: false, changedBy: null, changedAt: at(0) };
    await setAddOn(database.db, company.organization.id, CALENDAR_SYNCHRONIZATION, change);
    expect(await read()).toEqual([]);
  });

  it('goes on taking back until the last of it is gone', async () => {
    await isOn(company.aino.id);
    await switchOff(database.db, company.organization.id, company.aino.id, true, at(0));
    expect(await read()).toEqual([company.aino.id]);
  });

  it('lets a failed mailbox wait, and tries it as soon as its time has come', async () => {
    await isOn(company.onni.id, { lastStartedAt: at(-600), nextRunAt: at(5) });
    expect(await read(NOW)).toEqual([]);
    expect(await read(NOW + 5000)).toEqual([company.onni.id]);
  });

  it('does not wait for a time that only a clock that was ahead can have written', async () => {
    const nextYear = at(365 * 24 * 3600);
    await isOn(company.aino.id, { lastStartedAt: nextYear });
    await isOn(company.onni.id, { lastStartedAt: at(-600), nextRunAt: nextYear });
    await isOn(company.helmi.id, { lastStartedAt: at(5) });
    expect(await read()).toEqual([company.aino.id, company.onni.id].sort());
  });

  it('comes back for an entry that was set aside when it is due', async () => {
    await isOn(company.onni.id, { lastStartedAt: at(-20) });
    const details = { kind: 'entry', source: 'mailbox', code: 'ErrorX', words: '', requestId: null } as const;
    const problem = {
      side: 'mailbox',
      entryId: 'x',
      linkId: null,
      details: { ...details, advice: 'ewsEntryRefused', retryAfter: null },
      subject: '',
      isPrivate: false,
      attempts: 1,
      nextTryAt: NOW - 5000,
    } as const;
    expect(await read()).toEqual([]);
    await saveProblems(database.db, company.organization.id, company.onni.id, [problem]);
    expect(await read()).toEqual([company.onni.id]);
  });

  it('clears what is older than the log is kept', async () => {
    const organizationId = company.organization.id;
    const story = { severity: 'info', kind: 'created', organizationId } as const;
    const rest = { userId: null, actorId: null, runId: null, side: null, code: null } as const;
    for (const days of [1, 179, 181])
      await database.db
        .insertInto('stories')
        .values({
          ...story,
          ...rest,
          at: at(-days * 24 * 3600),
          activityId: null,
          itemId: null,
          linkId: null,
        })
        .execute();
    await read();
    const left = await database.db
      .selectFrom('stories')
      .select('at')
      .where('organizationId', '=', organizationId)
      .execute();
    expect(left).toHaveLength(2);
  });
});
