import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { until } from '../fixtures/until.ts';

let database: TestDatabase;
let company: Company;

beforeAll(async () => {
  database = await freshDatabase();
  company = await Company.open(database, { config: { work: true, sweepSeconds: 1 } });
  for (const user of [company.seeded.onni, company.seeded.helmi]) await company.switchOn(user);
});

afterAll(async () => {
  await company.close();
  await database.close();
});

const stands = async (user: SeededUser, subject: string) =>
  (await company.itemSubjects(user)).includes(subject);

describe('the engine at work', () => {
  it('brings a saved activity into the mailbox, nineteen times of twenty within two seconds', async () => {
    const { onni } = company.seeded;
    const latencies: number[] = [];
    for (let n = 0; n < 20; n++) {
      const saved = performance.now();
      await company.addActivity(onni, `Meeting ${n}`, 24 + n);
      await company.engine.activityChanged(company.organizationId, [onni.id]);
      await until(() => stands(onni, `Meeting ${n}`));
      latencies.push(performance.now() - saved);
    }
    expect(latencies.toSorted((a, b) => a - b)[18]).toBeLessThan(2000);
  });

  it('finds by its sweep what another client changed in Exchange', async () => {
    const { onni } = company.seeded;
    await company.exchange.add(onni.email, [{ subject: 'Made in Outlook' }], 60);
    await until(async () => (await company.activityNames(onni)).includes('Made in Outlook'));
  });

  it('lets the other participants follow what one mailbox changed, without an end', async () => {
    const { onni, helmi } = company.seeded;
    const person = { type: 'User', userId: helmi.id, name: 'Helmi', email: helmi.email } as const;
    const rest = { phone: '', mobilePhone: '', role: 'required', status: 'Unknown' } as const;
    await company.addActivity(onni, 'Together', 80, 'CalendarEntry', {
      participants: [{ ...person, ...rest }],
    });
    await company.engine.activityChanged(company.organizationId, [onni.id, helmi.id]);
    await until(async () => (await stands(onni, 'Together')) && (await stands(helmi, 'Together')));
    const item = await company.exchange.item(onni.email, 'Together');
    await company.exchange.change(onni.email, item, 'item:Subject', '<t:Subject>Together again</t:Subject>');
    await until(() => stands(helmi, 'Together again'));
    expect(await company.activityNames(helmi)).toEqual(['Together again']);
    for (const user of [helmi, onni]) await sweepOf(user);
    const written = await database.pool.query('select count(*)::int as count from stories');
    for (const user of [helmi, onni]) await sweepOf(user);
    expect((await database.pool.query('select count(*)::int as count from stories')).rows).toEqual(
      written.rows,
    );
  });

  it('tells its figures without naming anybody', async () => {
    const figures = await company.engine.registry.metrics();
    expect(figures).toMatch(/tahti_entries_total\{action="createdInMailbox"\} \d+/);
    expect(figures).toMatch(/tahti_runs_total\{trigger="activitySaved",outcome="succeeded"\} \d+/);
    expect(figures).toMatch(/tahti_arrival_seconds_count \d+/);
    expect(figures).toMatch(/tahti_queue_size\{state="waiting"\} \d+/);
    expect(figures).not.toContain('Together');
    expect(figures).not.toContain(company.organizationId);
  });

  it('ends what is under way when it is stopped, and the next engine goes on', async () => {
    const { onni } = company.seeded;
    const many = Array.from({ length: 60 }, (_, n) => ({ subject: `Many ${n}` }));
    await company.exchange.add(onni.email, many, 100);
    await company.engine.enqueue({
      organizationId: company.organizationId,
      userId: onni.id,
      trigger: 'synchronizeNow',
    });
    await company.restartEngine();
    await until(
      async () => (await company.activities(onni)).filter(({ name }) => name.startsWith('Many')).length >= 60,
    );
    await sweepOf(onni);
    expect((await company.activityNames(onni)).filter((name) => name.startsWith('Many'))).toHaveLength(60);
  });
});

/** Waits for a whole run of the mailbox that begins after now. */
async function sweepOf(user: SeededUser): Promise<void> {
  const now = new Date().toISOString();
  await until(async () => {
    const { lastStartedAt, lastSuccessAt } = await company.synchronization(user);
    return lastStartedAt !== null && lastStartedAt > now && (lastSuccessAt ?? '') >= lastStartedAt;
  });
}
