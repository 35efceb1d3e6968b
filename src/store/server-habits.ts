import type { Handle } from './handle.ts';

/** What a connection test found out about the server at an address. */
export interface FoundHabits {
  readonly organizationId: string;
  readonly ewsUrl: string;
  /** Names with a space between, as the test tells them. */
  readonly habits: string;
}

/** Remembers the habits; those of another server that was tested before stay. */
export async function saveServerHabits(db: Handle, found: FoundHabits): Promise<void> {
  const { organizationId, ewsUrl, habits } = found;
  const row = { ewsUrl, habits, foundAt: new Date().toISOString() };
  await db
    .insertInto('serverHabits')
    .values({ organizationId, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'ewsUrl'])
        .doUpdateSet({ habits: row.habits, foundAt: row.foundAt }),
    )
    .execute();
}

/** The habits of the server at this address; empty where it was never tested. */
export async function readServerHabits(db: Handle, organizationId: string, ewsUrl: string): Promise<string> {
  const row = await db
    .selectFrom('serverHabits')
    .select('habits')
    .where('organizationId', '=', organizationId)
    .where('ewsUrl', '=', ewsUrl)
    .executeTakeFirst();
  return row?.habits ?? '';
}
