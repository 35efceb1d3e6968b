import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { LinkOrigin } from '../model/link.ts';
import type { Instant } from '../model/time.ts';
import { caselessPattern } from './caseless.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';
import type { Viewer } from './viewer.ts';

/** An activity and a mailbox entry that are the same thing, as far as a viewer may know of them. */
export interface Pair {
  readonly id: string;
  readonly activityId: string;
  /** Null where the entry is somebody else's private one. */
  readonly subject: string | null;
  readonly location: string | null;
  /** Of a series its first occurrence. */
  readonly time: CalendarEntry['time'];
  readonly isPrivate: boolean;
  readonly isRecurring: boolean;
  readonly origin: LinkOrigin;
  /** Who organises the mailbox entry, where somebody else does. */
  readonly organiser: string | null;
  /** When the pair was made. */
  readonly since: Instant;
  /** When something of it was last written or read. */
  readonly updatedAt: Instant;
}

/** Where a page of the list ended: the next begins behind it. */
export interface PairPlace {
  readonly start: string;
  readonly id: string;
}

export interface PairFilter {
  /** Part of what either side calls it, or of its place. */
  readonly text?: string | undefined;
  readonly after?: PairPlace | undefined;
  readonly limit: number;
}

/** An instant or a date, both in a form whose order as text is their order in time. */
const START = sql<string>`(links.activity_base -> 'time' ->> 'start') collate "C"`;
const IS_PRIVATE = sql<boolean>`coalesce((links.activity_base ->> 'isPrivate')::boolean
  or (links.mailbox_base ->> 'isPrivate')::boolean, false)`;

/**
 * What of a user is synchronized with what, the latest start first. What a private entry is called is for its
 * owner alone: it is neither shown to others nor found by their search.
 */
export async function listPairs(
  db: Handle,
  organizationId: string,
  userId: string,
  viewer: Viewer,
  { text, after, limit }: PairFilter,
): Promise<readonly Pair[]> {
  let query = pairsOf(db, organizationId, userId, viewer, text)
    .select(['id', 'activityId', 'origin', 'organiser', 'mailboxStanding', 'createdAt', 'updatedAt'])
    .select(['activityBase', IS_PRIVATE.as('isPrivate')])
    .orderBy(START, 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after) query = query.where(sql<SqlBool>`(${START}, links.id) < (${after.start}, ${after.id}::uuid)`);
  const rows = await query.execute();
  return rows.map(({ activityBase: entry, ...row }) => {
    const isHidden = row.isPrivate && viewer.userId !== userId;
    return {
      id: row.id,
      activityId: row.activityId,
      subject: isHidden ? null : entry.subject,
      location: isHidden ? null : entry.location,
      time: entry.time,
      isPrivate: row.isPrivate,
      isRecurring: entry.recurrence !== null,
      origin: row.origin,
      organiser: row.mailboxStanding === 'guest' && !isHidden ? row.organiser : null,
      since: row.createdAt,
      updatedAt: row.updatedAt,
    };
  });
}

/** How many pairs a search finds in all. */
export async function countPairs(
  db: Handle,
  organizationId: string,
  userId: string,
  viewer: Viewer,
  text: string | undefined,
): Promise<number> {
  const { count } = await pairsOf(db, organizationId, userId, viewer, text)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function pairsOf(
  db: Handle,
  organizationId: string,
  userId: string,
  viewer: Viewer,
  text: string | undefined,
): SelectQueryBuilder<Schema, 'links', object> {
  const query = db
    .selectFrom('links')
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId);
  if (!text) return query;
  const pattern = caselessPattern(text);
  const found = query.where((eb) =>
    eb.or([
      eb(sql<string>`links.activity_base ->> 'subject'`, '~*', pattern),
      eb(sql<string>`links.mailbox_base ->> 'subject'`, '~*', pattern),
      eb(sql<string>`links.activity_base ->> 'location'`, '~*', pattern),
    ]),
  );
  return viewer.userId === userId ? found : found.where(sql<SqlBool>`not ${IS_PRIVATE}`);
}
