import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { newLink } from '../../test/fixtures/link-samples.ts';
import { CALENDAR_SYNCHRONIZATION, setAddOn } from './add-ons.ts';
import { countLinks, saveLinks } from './links.ts';
import { holdsMailbox, releaseMailbox, stopRuns, takeMailbox } from './mailbox-hold.ts';
import { endInterruptedRuns, endRun, insertRun, latestRun, showProgress } from './runs.ts';
import {
  dueSynchronizations,
  findSynchronization,
  setPaused,
  switchedOnAmong,
  switchedOnUsers,
  switchOff,
  switchOn,
} from './synchronizations.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();

describe('a synchronization', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  let userId: string;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
    userId = seed.onni.id;
  });
  afterAll(() => database.close());

  const on = (minute = 0) =>
    switchOn(database.db, { organizationId, userId, mailboxAddress: seed.onni.email }, at(minute));
  const take = (runId: string, minute: number) =>
    takeMailbox(database.db, organizationId, userId, runId, at(minute));
  const stands = () => findSynchronization(database.db, organizationId, userId);
  const isDue = async (now: number, startedBefore: number) => {
    const due = await dueSynchronizations(database.db, at(now), at(startedBefore), 100);
    return due.some((mailbox) => mailbox.userId === userId);
  };

  it('is not there before somebody switched on', async () => {
    expect(await stands()).toBeUndefined();
    expect(await take(randomUUID(), 0)).toBeUndefined();
  });

  describe('whose company switches the add-on off', () => {
    const addOn = (isActive: boolean) =>
      setAddOn(database.db, organizationId, CALENDAR_SYNCHRONIZATION, {
        isActive,
        changedBy: null,
        changedAt: at(1),
      });

    it('loses its run under way and begins none until it is switched on again', async () => {
      await on();
      const [first, second] = [randomUUID(), randomUUID()];
      await take(first, 1);
      await addOn(false);
      await stopRuns(database.db, organizationId);
      expect(await holdsMailbox(database.db, organizationId, userId, first)).toBe(false);
      expect(await take(second, 2)).toBeUndefined();
      await addOn(true);
      expect(await take(second, 3)).toMatchObject({ currentRunId: second });
    });

    it('still takes back what it made', async () => {
      await on();
      await switchOff(database.db, organizationId, userId, true, at(1));
      const runId = randomUUID();
      await take(runId, 2);
      await addOn(false);
      await stopRuns(database.db, organizationId);
      expect(await holdsMailbox(database.db, organizationId, userId, runId)).toBe(true);
    });
  });

  it('of a deactivated user is neither due, nor marked, nor run', async () => {
    await on();
    expect(await isDue(10, 5)).toBe(true);
    await database.db.updateTable('users').set({ isActive: false }).where('id', '=', userId).execute();
    expect(await isDue(10, 5)).toBe(false);
    expect(await switchedOnAmong(database.db, organizationId, [userId])).toEqual([]);
    expect(await switchedOnUsers(database.db, organizationId)).toEqual([]);
    expect(await take(randomUUID(), 10)).toBeUndefined();
  });

  it('remembers what a run left behind, and begins anew when switched off and on', async () => {
    await on();
    const runId = randomUUID();
    await take(runId, 1);
    const ending = { activitiesCursor: 'a1', mailboxCursor: 'm1', scope: 's1', lastError: null } as const;
    const times = { lastFinishedAt: at(2), lastSuccessAt: at(2), failures: 0, nextRunAt: null };
    const counts = { createdInMailbox: 3 };
    const left = { ...ending, ...times, counts, resolvedAddress: 'onni@esimerkki.example' };
    expect(await releaseMailbox(database.db, organizationId, userId, runId, left)).toBe(true);
    expect(await stands()).toMatchObject({ ...left, currentRunId: null, enabledAt: at(0) });
    await saveLinks(database.db, organizationId, [newLink(userId)]);
    await switchOff(database.db, organizationId, userId, false, at(3));
    expect(await take(randomUUID(), 3)).toBeUndefined();
    await on(4);
    const nothing = { activitiesCursor: null, mailboxCursor: null, scope: null, lastSuccessAt: null };
    const anew = { ...nothing, enabledAt: at(4) };
    expect(await stands()).toMatchObject(anew);
    expect(await countLinks(database.db, organizationId, userId)).toBe(1);
  });

  it('belongs to the run that took it last', async () => {
    await on();
    const [first, second] = [randomUUID(), randomUUID()];
    await take(first, 1);
    await take(second, 2);
    expect(await holdsMailbox(database.db, organizationId, userId, first)).toBe(false);
    expect(await holdsMailbox(database.db, organizationId, userId, second)).toBe(true);
    expect(await releaseMailbox(database.db, organizationId, userId, first, null)).toBe(false);
    expect(await releaseMailbox(database.db, organizationId, userId, second, null)).toBe(true);
  });

  it('is swept when nothing looked at it for a while, not while it waits after a failure', async () => {
    await on();
    expect(await isDue(1, 0)).toBe(true);
    const runId = randomUUID();
    await take(runId, 10);
    const failure = { lastFinishedAt: at(11), lastError: null, failures: 1, nextRunAt: at(20) };
    await releaseMailbox(database.db, organizationId, userId, runId, failure);
    expect(await isDue(19, 18)).toBe(false);
    expect(await isDue(20, 19)).toBe(true);
  });

  it('is not swept while paused, and goes on from where it was', async () => {
    await on();
    expect(await setPaused(database.db, organizationId, userId, true, at(1))).toBe(true);
    expect(await setPaused(database.db, organizationId, userId, true, at(1))).toBe(false);
    expect(await isDue(2, 2)).toBe(false);
    expect(await take(randomUUID(), 2)).toBeUndefined();
    expect(await setPaused(database.db, organizationId, userId, false, at(3))).toBe(true);
    expect((await stands())?.enabledAt).toBe(at(0));
    expect(await isDue(4, 4)).toBe(true);
  });

  it('still runs after it was switched off where entries are to be taken back', async () => {
    await on();
    await switchOff(database.db, organizationId, userId, true, at(1));
    expect(await take(randomUUID(), 2)).toMatchObject({ state: 'off', isTakingBack: true });
  });

  it('tells who of many is switched on', async () => {
    await on();
    const people = [seed.onni.id, seed.helmi.id, seed.aino.id];
    expect(await switchedOnAmong(database.db, organizationId, people)).toEqual([seed.onni.id]);
    expect(await switchedOnAmong(database.db, randomUUID(), people)).toEqual([]);
  });

  it('shows a run’s progress and end, and ends the run that a killed process left', async () => {
    const run = { organizationId, userId, trigger: 'sweep' } as const;
    const [killed, next] = [randomUUID(), randomUUID()];
    await insertRun(database.db, { ...run, id: killed, startedAt: at(0) });
    await insertRun(database.db, { ...run, id: next, startedAt: at(1) });
    await endInterruptedRuns(database.db, organizationId, userId, next, at(1));
    await showProgress(database.db, organizationId, next, { done: 3, total: 9, phase: 'writing' });
    await showProgress(database.db, organizationId, killed, { done: 9, total: 9, phase: 'late' });
    const shown = await latestRun(database.db, organizationId, userId);
    expect(shown).toMatchObject({ id: next, state: 'running', done: 3, total: 9, phase: 'writing' });
    const end = { state: 'succeeded', endedAt: at(2), counts: { matched: 1 }, error: null } as const;
    await endRun(database.db, organizationId, next, end);
    expect(await latestRun(database.db, organizationId, userId)).toMatchObject(end);
    const left = await database.db.selectFrom('runs').selectAll().where('id', '=', killed).executeTakeFirst();
    expect(left).toMatchObject({ state: 'failed', done: 0, error: { code: 'RUN_INTERRUPTED' } });
  });
});
