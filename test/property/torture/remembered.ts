/** What Tahti remembers and tells of a mailbox, by plain SQL. */
import type { Dweller, Town } from './town.ts';

export interface Trouble {
  readonly subject: string;
  readonly code: string;
}

/** Entries that are set aside. */
export function problemsOf(town: Town, dweller: Dweller): Promise<Trouble[]> {
  return rows(town, dweller, `select subject, details ->> 'code' as code from problems where $filter`);
}

/** Creates of which nobody knows yet whether they arrived, and deletions that wait for a person. */
export function waitingOf(town: Town, dweller: Dweller): Promise<Trouble[]> {
  return rows(
    town,
    dweller,
    `select key::text as subject, 'intention' as code from intentions where $filter
     union all select subject, 'held' as code from held_deletions where $filter`,
  );
}

/** Entries of which the log says that they were left alone, and why. */
export function leftAloneOf(town: Town, dweller: Dweller): Promise<Trouble[]> {
  return rows(
    town,
    dweller,
    `select distinct subject, code from stories where $filter and kind = 'leftAlone'`,
  );
}

/** Whether an item of a mailbox is synchronized with an activity. */
export async function isLinked(town: Town, { user }: Dweller, itemId: string): Promise<boolean> {
  const found = await town.database.pool.query(
    'select from links where organization_id = $1 and user_id = $2 and item_id = $3',
    [town.company.organizationId, user.id, itemId],
  );
  return found.rows.length > 0;
}

/** Lines of the log of one kind, of the whole company. */
export async function countStories(town: Town, kind: string | null = null): Promise<number> {
  const found = await town.database.pool.query<{ count: number }>(
    `select count(*)::int as count from stories where organization_id = $1 and ($2::text is null or kind = $2)`,
    [town.company.organizationId, kind],
  );
  return found.rows[0]?.count ?? 0;
}

/** The company's counter of changes of activities. */
export async function activityCounter(town: Town): Promise<number> {
  const found = await town.database.pool.query<{ counter: string }>(
    `select activity_sequence as counter from organizations where id = $1`,
    [town.company.organizationId],
  );
  return Number(found.rows[0]?.counter);
}

async function rows(town: Town, { user }: Dweller, query: string): Promise<Trouble[]> {
  const text = query.replaceAll('$filter', 'organization_id = $1 and user_id = $2');
  return (await town.database.pool.query<Trouble>(text, [town.company.organizationId, user.id])).rows;
}
