import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type Migration, MigrationError, migrate, nextMigration, readMigrations } from './migrate.ts';

const silent = { info() {}, warn() {}, error() {} };

function migration(version: number, sql: string): Migration {
  return { version, name: `${String(version).padStart(4, '0')}_test.sql`, sql, checksum: `sum of ${sql}` };
}

describe('migrations', () => {
  let database: TestDatabase;
  let known: readonly Migration[];
  beforeAll(async () => {
    database = await freshDatabase();
    known = await readMigrations();
  });
  afterAll(() => database.close());

  const next = (offset: number, sql: string) => migration(known.length + offset, sql);

  it('are numbered without a gap and applied once', async () => {
    expect(known.map((one) => one.version)).toEqual(known.map((_, index) => index + 1));
    expect(await migrate(database, silent)).toEqual([]);
  });

  it('are applied once each when two processes start at once', async () => {
    const more = [
      ...known,
      next(1, 'create table first_test (id int)'),
      next(2, 'create table second_test (id int); insert into second_test values (1)'),
    ];
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database, silent, more)));
    expect(applied.flat().sort()).toEqual(more.slice(known.length).map((one) => one.name));
    const { rows } = await database.pool.query('select count(*) from second_test');
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('leave nothing behind when one fails, and go on after it was mended', async () => {
    const before = [...known, next(1, 'create table first_test (id int)')];
    const second = next(2, 'create table second_test (id int); insert into second_test values (1)');
    const broken = next(3, 'create table third_test (id int); select nonsense');
    await expect(migrate(database, silent, [...before, second, broken])).rejects.toThrow('nonsense');
    await expect(database.pool.query('select * from third_test')).rejects.toThrow('does not exist');
    const mended = next(3, 'create table third_test (id int)');
    expect(await migrate(database, silent, [...before, second, mended])).toEqual([mended.name]);
  });

  it('refuse a database that a newer Tahti made, in a sentence that says what to do', async () => {
    const refused = migrate(database, silent);
    await expect(refused).rejects.toThrow(MigrationError);
    await expect(refused).rejects.toThrow(/newer Tahti.*Start the newer version/);
  });

  it('refuse a database in which an applied migration was another', () => {
    const edited = { version: 1, name: known[0]?.name ?? '', checksum: 'another' };
    expect(() => nextMigration(known, [edited])).toThrow('another content');
  });
});
