import { sql } from 'kysely';
import type { Handle } from './handle.ts';

/**
 * Takes a turn at something that one process at a time does for all: true for the one that has it now, for
 * `seconds` by the database's clock. A turn is not given back; its time runs out.
 */
export async function takeTurn(db: Handle, name: string, seconds: number): Promise<boolean> {
  const until = sql<string>`now() + make_interval(secs => ${seconds})`;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('turns')
    .values({ name, takenUntil: until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ takenUntil: until })
        .where('turns.takenUntil', '<=', sql<string>`now()`),
    )
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}
