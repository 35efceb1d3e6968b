import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { latestRun } from '../../src/store/runs.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';
import { until } from '../fixtures/until.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** A company of its own for each test: nothing that one did to its server or its calendars reaches another. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
});

afterEach(() => company.close());

describe('a dry run', () => {
  it('says what would happen and writes nothing', async () => {
    await one.fillMailbox(3);
    await company.addActivity(onni, 'Only an activity', 100);
    await company.switchOff(onni, 'keep');
    const signal = AbortSignal.timeout(30_000);
    const result = await company.engine.dryRun(company.organizationId, onni.id, signal);
    expect(result.counts).toMatchObject({ createdActivities: 3, createdInMailbox: 1, matched: 0 });
    expect(result.resolvedAddress).toBe(onni.email);
    expect(await company.activityNames(onni)).toEqual(['Only an activity']);
    expect(await company.itemSubjects(onni)).toEqual(names(3, 'Entry'));
    expect(await company.stories(onni)).toEqual([]);
  });
});

describe('a dry run of somebody who is off', () => {
  it('looks at the mailbox that switching on would use, not at one of before', async () => {
    await one.fillMailbox(1);
    await company.switchOff(onni, 'keep');
    await database.db
      .updateTable('synchronizations')
      .set({ resolvedAddress: 'long.gone@esimerkki.example' })
      .where('userId', '=', onni.id)
      .execute();
    const signal = AbortSignal.timeout(30_000);
    const result = await company.engine.dryRun(company.organizationId, onni.id, signal);
    expect([result.resolvedAddress, result.counts.createdActivities]).toEqual([onni.email, 1]);
  });
});

/** So many that a run is still writing when it is switched off after its first batch. */
const MANY = 600;

describe('switching off', () => {
  it('and keeping what was synchronized, then on again, doubles nothing', async () => {
    await one.fillMailbox(5);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni, 'switchedOn');
    await company.switchOff(onni, 'keep');
    await company.addActivity(onni, 'Made while off', 101);
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await one.expectEach([...names(5, 'Entry'), 'Made while off', 'Zoo']);
  });

  it('and taking back removes only what Tahti made, and on again makes it once', async () => {
    await one.fillMailbox(3);
    await company.addActivity(onni, 'Zoo', 100);
    await company.addActivity(onni, 'Entry 000', 24);
    await company.runWell(onni, 'switchedOn');
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni, 'takeBack');
    expect(await company.activityNames(onni)).toEqual(['Entry 000', 'Zoo']);
    expect(await company.itemSubjects(onni)).toEqual(names(3, 'Entry'));
    expect((await company.synchronization(onni)).isTakingBack).toBe(false);
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await one.expectEach([...names(3, 'Entry'), 'Zoo']);
  });

  it('stops a run that is under way at its next step', async () => {
    await one.fillMailbox(MANY);
    await company.exchange.control('POST', 'server', { latencyMs: 50 });
    const run = company.run(onni, 'switchedOn');
    await until(async () => (await company.activities(onni)).length > 0);
    await company.switchOff(onni, 'keep');
    expect((await run).outcome.state).toBe('superseded');
    const row = await latestRun(database.db, company.organizationId, onni.id);
    expect(row).toMatchObject({ state: 'failed', error: { code: 'RUN_INTERRUPTED' } });
    expect((await company.activities(onni)).length).toBeLessThan(MANY);
    await company.exchange.control('POST', 'server', { latencyMs: 0 });
    await company.switchOn(onni);
    await company.runWell(onni, 'switchedOn');
    await one.expectEach(names(MANY, 'Entry'));
  });
});
