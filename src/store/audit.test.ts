import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { insertAuditEntries, listAuditEntries } from './audit.ts';
import { cleanUp } from './retention.ts';
import { insertStories } from './stories.ts';

const DAY = 24 * 3600_000;

describe('the audit trail', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  const now = Date.now();
  const at = (daysAgo: number) => new Date(now - daysAgo * DAY).toISOString();
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  async function company(): Promise<void> {
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
  }
  const list = () => listAuditEntries(database.db, organizationId, { limit: 100 });

  it('takes up what a person did, with both values, and leaves the work of runs to the log', async () => {
    await company();
    const line = { at: at(0), userId: null, severity: 'info' } as const;
    const changes = [{ field: 'daysBack', before: 30, after: 60 }];
    await insertStories(database.db, organizationId, [
      { ...line, kind: 'settingsChanged', actorId: seed.aino.id, fields: ['daysBack'], changes },
      { ...line, kind: 'created', userId: seed.onni.id, subject: 'Dentist' },
      { ...line, kind: 'signInFailed', userId: seed.onni.id, code: 'accountLocked' },
    ]);
    const entries = await list();
    expect(entries.map(({ action }) => action)).toEqual(['signInFailed', 'settingsChanged']);
    expect(entries[1]).toMatchObject({ actorName: 'Aino Aalto', userName: '', changes });
    expect(entries[0]).toMatchObject({ actorName: '', userName: 'Onni Virtanen', code: 'accountLocked' });
    expect(JSON.stringify(entries)).not.toContain('Dentist');
  });

  it('is not written when the change itself is undone', async () => {
    await company();
    const story = {
      at: at(0),
      userId: null,
      actorId: seed.aino.id,
      severity: 'info',
      kind: 'settingsChanged',
    } as const;
    const attempt = database.db.transaction().execute(async (trx) => {
      await insertStories(trx, organizationId, [story]);
      throw new Error('the change failed');
    });
    await expect(attempt).rejects.toThrow('the change failed');
    expect(await list()).toEqual([]);
  });

  it.each([
    'delete from audit_entries',
    "update audit_entries set actor_name = 'somebody else'",
    'truncate audit_entries',
  ])('cannot be altered by: %s', async (statement) => {
    await company();
    const entry = { actorId: seed.aino.id, userId: null, action: 'exported', code: 'log' };
    await insertAuditEntries(database.db, organizationId, [{ ...entry, at: at(364) }]);
    await expect(database.pool.query(statement)).rejects.toThrow('the audit trail cannot be changed');
    expect(await list()).toHaveLength(1);
  });

  it('keeps its lines for the days that were chosen, and for a year at least', async () => {
    await company();
    const entry = { actorId: seed.aino.id, userId: null, action: 'exported' };
    const ages = [364, 400, 729, 731];
    await insertAuditEntries(
      database.db,
      organizationId,
      ages.map((age) => ({ ...entry, at: at(age), code: String(age) })),
    );
    await cleanUp(database.db, now, 180, { health: 90, audit: 730 });
    expect((await list()).map(({ code }) => code).sort()).toEqual(['364', '400', '729']);
    // Too short a time, or a clock that runs ahead, takes nothing that is younger than a year.
    await cleanUp(database.db, now + 3_000 * DAY, 180, { health: 90, audit: 1 });
    expect((await list()).map(({ code }) => code)).toEqual(['364']);
  });

  it('remembers the names of people who are gone', async () => {
    await company();
    const entry = { at: at(0), actorId: seed.helmi.id, userId: seed.helmi.id, action: 'switchedOff' };
    await insertAuditEntries(database.db, organizationId, [entry]);
    await database.pool.query('delete from users where id = $1', [seed.helmi.id]);
    expect(await list()).toMatchObject([{ actorName: 'Helmi Korhonen', userName: 'Helmi Korhonen' }]);
  });

  it('finds names, fields and values, and pages through any number of lines', async () => {
    await company();
    const entry = { at: at(0), actorId: seed.aino.id, userId: null, action: 'settingsChanged' };
    const many = Array.from({ length: 1_250 }, (_, index) => ({
      ...entry,
      changes: [{ field: 'ewsUrl', before: null, after: `https://mail-${index}.example/EWS` }],
    }));
    await insertAuditEntries(database.db, organizationId, many);
    const find = (text: string) => listAuditEntries(database.db, organizationId, { text, limit: 2_000 });
    expect(await find('mail-77.example')).toHaveLength(1);
    expect(await find('aalto')).toHaveLength(1_250);
    expect(await find('100%')).toHaveLength(0);
    const page = await listAuditEntries(database.db, organizationId, { limit: 500 });
    const next = await listAuditEntries(database.db, organizationId, { limit: 500, before: page.at(-1)?.id });
    expect(next[0]?.id).toBeLessThan(page.at(-1)?.id ?? 0);
    expect(new Set([...page, ...next].map(({ id }) => id)).size).toBe(1_000);
  });
});
