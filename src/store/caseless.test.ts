import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { caselessPattern } from './caseless.ts';

describe('a search without regard to capitals', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const finds = async (text: string, searched: string): Promise<boolean> => {
    const query = sql<{ found: boolean }>`select ${text}::text ~* ${caselessPattern(searched)} as found`;
    return (await query.execute(database.db)).rows[0]?.found === true;
  };

  it('finds Finnish, Swedish and other letters in either case', async () => {
    expect(await finds('Ääkköset ÖLJYSSÄ', 'äÄKKÖ')).toBe(true);
    expect(await finds('Ääkköset ÖLJYSSÄ', 'öljyssä')).toBe(true);
    expect(await finds('Übung Ελλάδα', 'ΕΛΛΆδα')).toBe(true);
    expect(await finds('Straße', 'straße')).toBe(true);
    expect(await finds('Åbo', 'abo')).toBe(false);
  });

  it('takes every sign for itself, also those that mean something in a pattern', async () => {
    const signs = `a.b*c+d?(e)[f]{g}|h^i$j\\k/l-m_n%o"p'q 🎉 漢字`;
    expect(await finds(`before ${signs} after`, signs)).toBe(true);
    expect(await finds('abc', 'a.c')).toBe(false);
    expect(await finds('abc', '.*')).toBe(false);
  });
});
