import { type ExpressionBuilder, type ExpressionWrapper, type Selectable, type SqlBool, sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { Severity, StoriesTable, StoryKind } from './schema/log.ts';
import type { Schema } from './schema.ts';
import type { Viewer } from './viewer.ts';

/** A line of the log as a viewer may see it. */
export interface StoryView extends Omit<Selectable<StoriesTable>, 'subject'> {
  /** Null where the entry is somebody else's private one; its conflicting values are null then too. */
  readonly subject: string | null;
  /** First and last name of the user whose calendar it concerns. */
  readonly userName: string | null;
  /** Name of the person who did it, where a person did. */
  readonly actorName: string | null;
}

export interface StoryFilter {
  readonly userId?: string | undefined;
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly to?: Instant | undefined;
  readonly severity?: Severity | undefined;
  readonly kind?: StoryKind | undefined;
  readonly code?: string | undefined;
  /** Part of the subject, the code, the server's words or its request id. */
  readonly text?: string | undefined;
  readonly activityId?: string | undefined;
  /** Id of the entry in the mailbox; with `userId`, whose lines alone are then looked through. */
  readonly itemId?: string | undefined;
  readonly runId?: string | undefined;
  /** Only lines older than the one of this id: paging. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Of one of the company's own people, or of a support person who looks or looked after it. */
export const ACTOR_NAME = sql<string | null>`coalesce(
  (select trim(actor.first_name || ' ' || actor.last_name) from users actor
    where actor.organization_id = stories.organization_id and actor.id = stories.actor_id),
  (select trim(actor.first_name || ' ' || actor.last_name) from support_assignments a
    join users actor on actor.organization_id = a.home_id and actor.id = a.user_id
    where a.organization_id = stories.organization_id and a.user_id = stories.actor_id limit 1))`;

type Where = ExpressionBuilder<Schema & { users: Schema['users'] }, 'stories'>;

/**
 * The log, newest first. A user sees the lines of their own calendar only; administrators and support see
 * the company's. What a private entry is called is for its owner alone: it is neither shown to others nor
 * found by their search.
 */
export async function listStories(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  filter: StoryFilter,
): Promise<readonly StoryView[]> {
  const rows = await db
    .selectFrom('stories')
    .leftJoin('users', (join) =>
      join
        .onRef('users.organizationId', '=', 'stories.organizationId')
        .onRef('users.id', '=', 'stories.userId'),
    )
    .selectAll('stories')
    .select(['users.firstName', 'users.lastName', ACTOR_NAME.as('actorName')])
    .where('stories.organizationId', '=', organizationId)
    .where((eb) => eb.and(conditions(eb as unknown as Where, viewer, filter)))
    .orderBy('stories.id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(({ firstName, lastName, ...story }) => ({
    ...hidePrivate(story, viewer),
    userName: firstName === null ? null : `${firstName} ${lastName}`.trim(),
  }));
}

function conditions(eb: Where, viewer: Viewer, filter: StoryFilter) {
  const list: ExpressionWrapper<Schema, 'stories', SqlBool>[] = [];
  if (viewer.role === 'user') list.push(eb('stories.userId', '=', viewer.userId));
  if (filter.userId) list.push(eb('stories.userId', '=', filter.userId));
  if (filter.from) list.push(eb('stories.at', '>=', filter.from));
  if (filter.to) list.push(eb('stories.at', '<', filter.to));
  if (filter.severity) list.push(eb('stories.severity', '=', filter.severity));
  if (filter.kind) list.push(eb('stories.kind', '=', filter.kind));
  if (filter.code) list.push(eb('stories.code', '=', filter.code));
  if (filter.activityId) list.push(eb('stories.activityId', '=', filter.activityId));
  if (filter.itemId) list.push(eb('stories.itemId', '=', filter.itemId));
  if (filter.runId) list.push(eb('stories.runId', '=', filter.runId));
  if (filter.before !== undefined) list.push(eb('stories.id', '<', filter.before));
  if (filter.text) list.push(containsText(eb, viewer, filter.text));
  return list;
}

function containsText(eb: Where, viewer: Viewer, text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const mayRead = eb.or([eb('stories.isPrivate', '=', false), eb('stories.userId', '=', viewer.userId)]);
  return eb.or([
    eb.and([eb('stories.subject', 'ilike', pattern), mayRead]),
    eb('stories.code', 'ilike', pattern),
    eb(sql<string>`stories.error ->> 'words'`, 'ilike', pattern),
    eb(sql<string>`stories.error ->> 'requestId'`, 'ilike', pattern),
  ]);
}

function hidePrivate<Story extends Selectable<StoriesTable>>(
  story: Story,
  viewer: Viewer,
): Omit<Story, 'subject'> & { readonly subject: string | null } {
  const hidden = story.isPrivate && story.userId !== viewer.userId;
  return hidden ? { ...story, subject: null, conflict: null } : story;
}

/** One line of the log as the viewer may see it; undefined when there is none, or it is not theirs to see. */
export async function findStory(
  db: Handle,
  organizationId: string,
  viewer: Viewer,
  id: number,
): Promise<StoryView | undefined> {
  const [story] = await listStories(db, organizationId, viewer, { before: id + 1, limit: 1 });
  return story?.id === id ? story : undefined;
}
