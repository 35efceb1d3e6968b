import { sql } from 'kysely';
import type { AuditChange } from '../model/audit.ts';
import type { SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { insertAuditEntries } from './audit.ts';
import type { Handle } from './handle.ts';
import type { Severity, StoryKind } from './schema/log.ts';

/** One line of the log as it is written. Never holds a secret nor the text of an entry. */
export interface NewStory {
  readonly at: Instant;
  /** Whose calendar it concerns; null for what concerns the company. */
  readonly userId: string | null;
  /** Who did it, where a person did. */
  readonly actorId?: string | null;
  readonly runId?: string | null;
  readonly severity: Severity;
  readonly kind: StoryKind;
  readonly side?: SideName | null;
  readonly code?: string | null;
  /** Stored as it is: `listStories` decides who may read it. */
  readonly subject?: string;
  readonly isPrivate?: boolean;
  readonly activityId?: string | null;
  readonly itemId?: string | null;
  readonly linkId?: string | null;
  /** The line that this one answers. */
  readonly aboutId?: number | null;
  readonly fields?: readonly string[] | null;
  readonly conflict?: readonly FieldConflict[] | null;
  readonly error?: ErrorDetails | null;
  /** What a person changed, with both values: for the audit trail alone, the log never holds it. */
  readonly changes?: readonly AuditChange[];
  /** For the audit trail: the name of somebody who is none of the company's own users. */
  readonly actorName?: string | undefined;
}

/** Rows in one statement; more would make one statement hold others up. */
const BATCH = 500;

/**
 * Writes lines of the log in their order. What a person did, and what was done to their sign-in, goes into the
 * audit trail as well, so that nothing is told in the one and missing in the other. Runs inside the transaction
 * of the change.
 */
export async function insertStories(
  db: Handle,
  organizationId: string,
  stories: readonly NewStory[],
): Promise<void> {
  const audited = stories.filter(isAudited);
  if (audited.length > 0) await insertAuditEntries(db, organizationId, audited.map(auditEntryOf));
  for (let at = 0; at < stories.length; at += BATCH)
    await insertBatch(db, organizationId, stories.slice(at, at + BATCH));
  await hideEarlier(db, organizationId, stories);
}

function isAudited({ actorId, kind }: NewStory): boolean {
  return (actorId ?? null) !== null || kind === 'signInFailed' || kind === 'signInChanged';
}

function auditEntryOf({ at, actorId, actorName, userId, kind, code, changes }: NewStory) {
  const what = { action: kind, code: code ?? null, changes: changes ?? [] };
  return { at, actorId: actorId ?? null, actorName, userId, ...what };
}

/**
 * An entry that is private by now was perhaps not so when the lines before it were written: its name goes from them
 * too. What has just been made has no line before it.
 */
async function hideEarlier(db: Handle, organizationId: string, stories: readonly NewStory[]): Promise<void> {
  const told = stories.filter(
    ({ isPrivate, kind, activityId }) => isPrivate && kind !== 'created' && activityId,
  );
  for (const userId of new Set(told.map((story) => story.userId))) {
    const ids = told.filter((story) => story.userId === userId).map(({ activityId }) => activityId as string);
    await db
      .updateTable('stories')
      .set({ isPrivate: true })
      .where('organizationId', '=', organizationId)
      .where('userId', '=', userId)
      .where('activityId', '=', sql<string>`any(${ids}::text[])`)
      .where('isPrivate', '=', false)
      .execute();
  }
}

/** One parameter holds the whole batch, so that the statement is the same for any number of rows. */
async function insertBatch(db: Handle, organizationId: string, stories: readonly NewStory[]): Promise<void> {
  const rows = JSON.stringify(stories.map(rowOf));
  await sql`
    insert into stories (organization_id, at, user_id, actor_id, run_id, severity, kind, side, code, subject,
      is_private, activity_id, item_id, link_id, about_id, fields, conflict, error)
    select ${organizationId}::uuid, at, user_id, actor_id, run_id, severity, kind, side, code, subject,
      is_private, activity_id, item_id, link_id, about_id, fields, conflict, error
    from rows from (jsonb_to_recordset(${rows}::jsonb) as (at timestamptz, user_id uuid, actor_id uuid,
      run_id uuid, severity text, kind text, side text, code text, subject text, is_private boolean,
      activity_id text, item_id text, link_id uuid, about_id bigint, fields jsonb, conflict jsonb, error jsonb))
      with ordinality as row (at, user_id, actor_id, run_id, severity, kind, side, code, subject,
      is_private, activity_id, item_id, link_id, about_id, fields, conflict, error, place)
    order by place`.execute(db);
}

function rowOf(story: NewStory): Record<string, unknown> {
  return {
    at: story.at,
    user_id: story.userId,
    actor_id: story.actorId ?? null,
    run_id: story.runId ?? null,
    severity: story.severity,
    kind: story.kind,
    side: story.side ?? null,
    code: story.code ?? null,
    subject: story.subject ?? '',
    is_private: story.isPrivate ?? false,
    activity_id: story.activityId ?? null,
    item_id: story.itemId ?? null,
    link_id: story.linkId ?? null,
    about_id: story.aboutId ?? null,
    fields: story.fields ?? null,
    conflict: story.conflict ?? null,
    error: story.error ?? null,
  };
}
