/** Where other synchronizers are known to stumble over the server, and Tahti must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import type { SeededUser } from '../../fixtures/database-seed.ts';
import { names, OneMailbox } from '../../fixtures/one-mailbox.ts';
import { until } from '../../fixtures/until.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

describe('the server', () => {
  let one: OneMailbox;
  let company: Company;
  let onni: SeededUser;

  beforeEach(async () => {
    one = await OneMailbox.open(database);
    company = one.company;
    onni = one.onni;
    await one.fillMailbox(6);
    await company.addActivity(onni, 'Zoo', 100);
    await company.runWell(onni);
  });

  afterEach(() => company.close());

  const all = [...names(6, 'Entry'), 'Zoo'];

  it('whose sync state has expired is read anew, without a crash, an endless round or a double', async () => {
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' });
    await company.runWell(onni);
    await one.expectEach(all);
  });

  it('that calls every sync state expired is asked a bounded number of times, and the entries stay', async () => {
    await one.fault('SyncFolderItems', { kind: 'invalidSyncState' }, { count: 1000 });
    const since = await company.exchange.latestRequest();
    const { outcome } = await company.run(onni);
    expect((await company.exchange.operations(onni.email, since)).length).toBeLessThan(20);
    expect(['succeeded', 'failed']).toContain(outcome.state);
    await company.exchange.control('DELETE', 'faults');
    company.clockOffset += 2 * 3600_000;
    await one.expectEach(all);
  });

  it('is not believed ahead of the database: a process that ends before it recorded reads the same again', async () => {
    await company.exchange.add(onni.email, [{ subject: 'Arrives once' }], 200);
    await refuseFinishing(true);
    expect((await company.run(onni)).outcome.state).toBe('failed');
    await refuseFinishing(false);
    await company.restartEngine();
    company.clockOffset += 3600_000;
    await one.expectEach(['Arrives once', ...all].sort());
  });

  it('that is busy and asks for no pause, or for one of nothing, is left alone for a while all the same', async () => {
    for (const fault of [
      { kind: 'serverBusy', backOffMilliseconds: 0 },
      { kind: 'responseCode', code: 'ErrorServerBusy', scope: 'request' },
    ]) {
      await one.fault('SyncFolderItems', fault, { count: 1000 });
      const since = await company.exchange.latestRequest();
      const { outcome } = await company.run(onni);
      expect(outcome).toMatchObject({ state: 'failed', error: { code: 'ErrorServerBusy' } });
      // A person waits for no answer here, and a sweep does not come back at once.
      expect((await company.exchange.operations(onni.email, since)).length).toBeLessThan(10);
      const { nextRunAt } = await company.synchronization(onni);
      expect(Date.parse(nextRunAt ?? '')).toBeGreaterThan(company.now() + 5000);
      await company.exchange.control('DELETE', 'faults');
      company.clockOffset += 2 * 3600_000;
      await company.runWell(onni);
    }
    await one.expectEach(all);
  });

  it('on which the same entry was changed meanwhile is not written over: both values are kept', async () => {
    const [first] = await company.activities(onni);
    await company.changeActivity(first?.id ?? '', { name: 'Ours', location: 'Koivu' });
    // The write is under way when another client changes the entry: it must fail on the old change key.
    await company.exchange.control('POST', 'server', { latencyMs: 150 });
    const since = await company.exchange.latestRequest();
    const running = company.run(onni);
    await until(async () =>
      (await company.exchange.operations(onni.email, since)).includes('SyncFolderItems'),
    );
    const item = await company.exchange.item(onni.email, 'Entry 000');
    await company.exchange.change(onni.email, item, 'item:Subject', '<t:Subject>Theirs</t:Subject>');
    await running;
    await company.exchange.control('POST', 'server', { latencyMs: 0 });
    await company.runWell(onni);
    const [conflict] = (await company.stories(onni, { kind: 'conflict' })).flatMap(
      (story) => story.conflict ?? [],
    );
    expect(conflict).toMatchObject({ field: 'subject', activity: 'Ours', mailbox: 'Theirs' });
    const winner = conflict?.winner === 'mailbox' ? 'Theirs' : 'Ours';
    expect(await company.exchange.item(onni.email, winner)).toMatchObject({ location: 'Koivu' });
    await one.expectEach([...names(6, 'Entry').slice(1), winner, 'Zoo'].sort());
  });

  it('to which two runs of one mailbox go at once gets each new entry once', async () => {
    await one.fillActivities(20);
    await company.exchange.control('POST', 'server', { latencyMs: 20 });
    const since = await company.exchange.latestRequest();
    await Promise.all([company.runWell(onni), company.runWell(onni)]);
    expect(await company.exchange.overlaps(onni.email, since)).toBe(0);
    await company.exchange.control('POST', 'server', { latencyMs: 0 });
    await one.expectEach([...all, ...names(20, 'Activity')].sort());
  });
});

/** Makes the database refuse what ends a run, cursors among it, as if the process had died just before. */
async function refuseFinishing(isRefused: boolean): Promise<void> {
  if (!isRefused) {
    await database.pool.query('drop trigger refuse_cursors on synchronizations');
    return;
  }
  await database.pool.query(`
    create or replace function refuse_cursors() returns trigger language plpgsql as
      $$ begin
        if new.mailbox_cursor is distinct from old.mailbox_cursor then raise exception 'refused'; end if;
        return new;
      end $$`);
  await database.pool.query(
    'create trigger refuse_cursors before update on synchronizations for each row execute function refuse_cursors()',
  );
}
