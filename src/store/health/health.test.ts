import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../../test/fixtures/database-seed.ts';
import { noCounts } from '../../model/run-counts.ts';
import { cleanUp } from '../retention.ts';
import { switchOn } from '../synchronizations.ts';
import { addRun, type CountedRun, noHealthCounts } from './health-counts.ts';
import { readFailures, readHealth } from './read-health.ts';
import { ALL_COMPANIES, recordHealth } from './record-health.ts';
import { recordLook } from './record-look.ts';
import { listTroubledMailboxes } from './troubled-mailboxes.ts';

const HOUR = 3600_000;
const MINUTE = 60_000;
const NOW = Date.parse('2026-12-01T12:00:30.000Z');
const at = (millis: number) => new Date(millis).toISOString();

const busy = {
  kind: 'retry',
  source: 'mailbox',
  code: 'ErrorServerBusy',
  words: 'The server cannot service this request right now.',
  requestId: null,
  advice: 'ewsThrottled',
  retryAfter: 4_000,
} as const;

function healthOf(...runs: Partial<CountedRun>[]) {
  const health = noHealthCounts();
  for (const run of runs) addRun(health, { counts: noCounts(), arrivals: [], error: null, ...run });
  return health;
}

describe('figures of the synchronization', () => {
  let database: TestDatabase;
  let one: SeededOrganization;
  let other: SeededOrganization;
  const minute = NOW - (NOW % MINUTE);
  const of = (organizationId: string, resolution: 'minute' | 'hour', step: number) => ({
    organizationId,
    resolution,
    step,
    from: at(NOW - 2 * HOUR),
    to: at(NOW + HOUR),
  });
  beforeAll(async () => {
    database = await freshDatabase();
    one = await seedOrganization(database);
    other = await seedOrganization(database);
  });
  afterAll(() => database.close());

  it('add up in the minute and in the hour, by company and of all together', async () => {
    const [mine, theirs] = [one.organization.id, other.organization.id];
    const created = { counts: { ...noCounts(), createdInMailbox: 2 }, arrivals: [400, 90_000] };
    const figures = [
      { organizationId: mine, minute, health: healthOf(created, { error: busy }) },
      { organizationId: theirs, minute, health: healthOf({ arrivals: [100] }) },
    ];
    await recordHealth(database.db, figures);
    await recordHealth(database.db, figures);
    const [point] = await readHealth(database.db, of(mine, 'minute', 60));
    expect(point).toMatchObject({ at: at(minute), runs: 4, failedRuns: 2, throttledRuns: 2, toMailbox: 4 });
    expect(point).toMatchObject({ throttledMillis: 8_000, slowestMillis: 90_000, queueWaiting: null });
    expect(point?.arrivals.reduce((sum, count) => sum + count, 0)).toBe(4);
    const [hour] = await readHealth(database.db, of(ALL_COMPANIES, 'hour', 3600));
    expect(hour).toMatchObject({ at: at(minute - (minute % HOUR)), runs: 6, toMailbox: 4 });
    expect(await readFailures(database.db, of(mine, 'hour', 3600), 10)).toEqual([
      { source: 'mailbox', code: 'ErrorServerBusy', advice: 'ewsThrottled', failures: 2 },
    ]);
    expect(await readFailures(database.db, of(theirs, 'hour', 3600), 10)).toEqual([]);
  });

  it('lose nothing when several processes add to the same row at once', async () => {
    const later = minute + 10 * MINUTE;
    const adding = Array.from({ length: 8 }, () =>
      recordHealth(database.db, [
        { organizationId: one.organization.id, minute: later, health: healthOf({ arrivals: [100] }) },
      ]),
    );
    await Promise.all(adding);
    const points = await readHealth(database.db, of(one.organization.id, 'minute', 60));
    expect(points.find((point) => point.at === at(later))).toMatchObject({ runs: 8 });
    expect(points.find((point) => point.at === at(later))?.arrivals[0]).toBe(8);
  });

  it('keep the worst of several looks at the queue and the mailboxes', async () => {
    const { id: organizationId } = one.organization;
    const mailbox = { organizationId, userId: one.onni.id, mailboxAddress: one.onni.email };
    await switchOn(database.db, mailbox, at(NOW));
    const look = NOW + 20 * MINUTE;
    await recordLook(database.db, look, [{ organizationId, waiting: 7, oldestSeconds: 31.4 }]);
    await recordLook(database.db, look + 1_000, [{ organizationId, waiting: 2, oldestSeconds: 3 }]);
    const points = await readHealth(database.db, of(organizationId, 'minute', 60));
    expect(points.at(-1)).toMatchObject({
      queueWaiting: 7,
      queueOldestSeconds: 31,
      switchedOn: 1,
      inTrouble: 0,
    });
    expect(points.at(-1)).toMatchObject({ runs: 0, arrivals: [], listened: 0, connected: 0 });
    // Figures of runs join the row that the look made.
    await recordHealth(database.db, [
      { organizationId, minute: look - (look % MINUTE), health: healthOf({ arrivals: [10] }) },
    ]);
    const again = await readHealth(database.db, of(organizationId, 'minute', 60));
    expect(again.at(-1)).toMatchObject({ runs: 1, queueWaiting: 7 });
    expect(again.at(-1)?.arrivals[0]).toBe(1);
  });

  it('tell of mailboxes that fail, those first that have failed for longest', async () => {
    const { id: organizationId } = one.organization;
    await database.db
      .updateTable('synchronizations')
      .set({
        lastError: JSON.stringify(busy),
        failures: 3,
        lastFinishedAt: at(NOW),
        lastSuccessAt: at(NOW - HOUR),
      })
      .where('userId', '=', one.onni.id)
      .execute();
    const { rows, total } = await listTroubledMailboxes(database.db, organizationId, {
      offset: 0,
      limit: 10,
    });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      name: 'Onni Virtanen',
      failures: 3,
      failingSince: at(NOW - HOUR),
      held: 0,
    });
    const elsewhere = await listTroubledMailboxes(database.db, other.organization.id, {
      offset: 0,
      limit: 10,
    });
    expect(elsewhere).toEqual({ rows: [], total: 0 });
  });

  it('go when their time is over: minutes after two days, hours with the days that were chosen', async () => {
    const later = NOW + 3 * 24 * HOUR;
    await cleanUp(database.db, later, 180, { health: 31, audit: 730 });
    const { id: organizationId } = one.organization;
    expect(await readHealth(database.db, of(organizationId, 'minute', 60))).toEqual([]);
    expect(await readHealth(database.db, of(organizationId, 'hour', 3600))).not.toEqual([]);
    await cleanUp(database.db, NOW + 32 * 24 * HOUR, 180, { health: 31, audit: 730 });
    expect(await readHealth(database.db, of(organizationId, 'hour', 3600))).toEqual([]);
    expect(await readFailures(database.db, of(organizationId, 'hour', 3600), 10)).toEqual([]);
  });
});
