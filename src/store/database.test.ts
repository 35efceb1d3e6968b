import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';

describe('the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  it('is the one that the test project asks for', () => {
    expect(database.kind).toBe(process.env.TAHTI_TEST_DATABASE);
  });

  it('gives back instants in milliseconds, dates as dates, big counters as numbers', async () => {
    const { rows } = await database.pool.query(
      `select '2026-03-29 03:30:00.123+02'::timestamptz(3) as instant, '2026-03-29'::date as date,
       9007199254740991::bigint as safe, 9007199254740993::bigint as unsafe`,
    );
    expect(rows).toEqual([
      {
        instant: '2026-03-29T01:30:00.123Z',
        date: '2026-03-29',
        safe: 9007199254740991,
        unsafe: '9007199254740993',
      },
    ]);
  });

  it('keeps an instant exactly as it was written', async () => {
    const id = randomUUID();
    const createdAt = '2026-11-24T22:09:37.007Z';
    await database.db
      .insertInto('organizations')
      .values({ id, name: 'A', timeZone: 'UTC', createdAt })
      .execute();
    const row = await database.db
      .selectFrom('organizations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({
      id,
      name: 'A',
      timeZone: 'UTC',
      createdAt,
      activitySequence: 0,
      activitySequenceFloor: 0,
      kind: 'company',
    });
  });

  it('goes on after a query that failed, within a transaction too', async () => {
    await expect(database.pool.query('select nonsense')).rejects.toThrow('nonsense');
    const id = randomUUID();
    const failing = database.db.transaction().execute(async (trx) => {
      await trx.insertInto('organizations').values({ id, name: 'A', timeZone: 'UTC' }).execute();
      await trx.insertInto('organizations').values({ id, name: 'A', timeZone: 'UTC' }).execute();
    });
    await expect(failing).rejects.toThrow('duplicate key');
    const rows = await database.db.selectFrom('organizations').selectAll().where('id', '=', id).execute();
    expect(rows).toEqual([]);
  });
});
