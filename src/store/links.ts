import { type Selectable, sql } from 'kysely';
import type { Link } from '../model/link.ts';
import type { Handle } from './handle.ts';
import type { LinksTable } from './schema/synchronization.ts';

/** Links that are written in one statement; more would make one statement hold others up. */
const BATCH = 500;

/** All links of one user, in no order. Thousands come in one go. */
export async function loadLinks(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('links')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .execute();
  return rows.map(linkOf);
}

/** One link; undefined once the pair has ended. */
export async function findLink(db: Handle, organizationId: string, id: string): Promise<Link | undefined> {
  const row = await db
    .selectFrom('links')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && linkOf(row);
}

function linkOf(row: Selectable<LinksTable>): Link {
  const { id, userId, key, uid, origin, organiser } = row;
  const activity = end(row.activityId, row.activityVersion, row.activityBase, row.activityStanding);
  return {
    id,
    userId,
    key,
    uid,
    origin,
    activity,
    mailbox: { ...end(row.itemId, row.mailboxVersion, row.mailboxBase, row.mailboxStanding), organiser },
  };
}

function end(id: string, version: string, base: Link['activity']['base'], standing: 'owner' | 'guest') {
  return { id, version, base, standing };
}

/**
 * Inserts new links and overwrites those that exist under the same id; the time of making stays. `untold` names
 * those whose entry was made in the mailbox just now (`untold.ts`); what was untold before stays so.
 */
export async function saveLinks(
  db: Handle,
  organizationId: string,
  links: readonly Link[],
  untold: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (let at = 0; at < links.length; at += BATCH)
    await saveBatch(db, organizationId, links.slice(at, at + BATCH), untold);
}

/** One parameter holds the whole batch, so that the statement is the same for any number of rows. */
async function saveBatch(
  db: Handle,
  organizationId: string,
  links: readonly Link[],
  untold: ReadonlySet<string>,
): Promise<void> {
  const rows = JSON.stringify(links.map((link) => ({ ...rowOf(link), untold: untold.has(link.id) })));
  await sql`
    insert into links (organization_id, id, user_id, activity_id, item_id, uid, key, origin, activity_version,
      mailbox_version, activity_base, mailbox_base, activity_standing, mailbox_standing, organiser, untold)
    select ${organizationId}::uuid, id, user_id, activity_id, item_id, uid, key, origin, activity_version,
      mailbox_version, activity_base, mailbox_base, activity_standing, mailbox_standing, organiser, untold
    from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, user_id uuid, activity_id text, item_id text,
      uid text, key uuid, origin text, activity_version text, mailbox_version text, activity_base jsonb,
      mailbox_base jsonb, activity_standing text, mailbox_standing text, organiser text, untold boolean)
    on conflict (organization_id, id) do update set
      activity_id = excluded.activity_id, item_id = excluded.item_id, uid = excluded.uid,
      key = excluded.key, origin = excluded.origin, activity_version = excluded.activity_version,
      mailbox_version = excluded.mailbox_version, activity_base = excluded.activity_base,
      mailbox_base = excluded.mailbox_base, activity_standing = excluded.activity_standing,
      mailbox_standing = excluded.mailbox_standing, organiser = excluded.organiser,
      untold = links.untold or excluded.untold,
      updated_at = now()`.execute(db);
}

function rowOf(link: Link): Record<string, unknown> {
  return {
    id: link.id,
    user_id: link.userId,
    activity_id: link.activity.id,
    item_id: link.mailbox.id,
    uid: link.uid,
    key: link.key,
    origin: link.origin,
    activity_version: link.activity.version,
    mailbox_version: link.mailbox.version,
    activity_base: link.activity.base,
    mailbox_base: link.mailbox.base,
    activity_standing: link.activity.standing ?? 'owner',
    mailbox_standing: link.mailbox.standing ?? 'owner',
    organiser: link.mailbox.organiser ?? null,
  };
}

/** Ends links; intentions and held deletions that hang on them go with them. */
export async function removeLinks(db: Handle, organizationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom('links')
    .where('organizationId', '=', organizationId)
    .where('id', '=', sql<string>`any(${ids as string[]}::uuid[])`)
    .execute();
}

/** How many entries of a user are synchronized. */
export async function countLinks(db: Handle, organizationId: string, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('links')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return count;
}

/** With what an activity is synchronized for a user. */
export interface ActivityLink {
  readonly itemId: string;
  /** When the pair was made. */
  readonly since: string;
}

/** The links of some activities for one user, by activity id. */
export async function linksOfActivities(
  db: Handle,
  organizationId: string,
  userId: string,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, ActivityLink>> {
  const rows = await db
    .selectFrom('links')
    .select(['activityId', 'itemId', 'createdAt'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('activityId', '=', sql<string>`any(${activityIds as string[]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.activityId, { itemId: row.itemId, since: row.createdAt }]));
}
