import type { SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
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
  readonly fields?: readonly string[] | null;
  readonly conflict?: readonly FieldConflict[] | null;
  readonly error?: ErrorDetails | null;
}

/** Rows in one statement; each has 17 parameters of the 65,535 that a statement may have. */
const BATCH = 200;

/** Writes lines of the log in their order. */
export async function insertStories(
  db: Handle,
  organizationId: string,
  stories: readonly NewStory[],
): Promise<void> {
  for (let at = 0; at < stories.length; at += BATCH)
    await db
      .insertInto('stories')
      .values(stories.slice(at, at + BATCH).map((story) => rowOf(organizationId, story)))
      .execute();
}

function rowOf(organizationId: string, story: NewStory) {
  return {
    organizationId,
    at: story.at,
    userId: story.userId,
    actorId: story.actorId ?? null,
    runId: story.runId ?? null,
    severity: story.severity,
    kind: story.kind,
    side: story.side ?? null,
    code: story.code ?? null,
    subject: story.subject ?? '',
    isPrivate: story.isPrivate ?? false,
    activityId: story.activityId ?? null,
    itemId: story.itemId ?? null,
    linkId: story.linkId ?? null,
    fields: asJson(story.fields ?? null),
    conflict: asJson(story.conflict ?? null),
    error: asJson(story.error ?? null),
  };
}
