import { type SqlBool, sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import type { Instant } from '../model/time.ts';

import type { Handle } from './handle.ts';
import { ACTOR_NAME } from './story-list.ts';

/** Codes of the lines that tell of a value that was put back: whose it is. */
export const VALUE_OF: Readonly<Record<SideName, string>> = {
  activities: 'activitiesValue',
  mailbox: 'mailboxValue',
};

/** A value that was put back out of a conflict. */
export interface PutBackRecord {
  /** The line of the log that tells of the conflict. */
  readonly aboutId: number;
  readonly at: Instant;
  readonly actorName: string | null;
  readonly fields: readonly string[];
  /** Whose value has stood since. */
  readonly side: SideName;
}

/** What was put back out of these conflicts, the oldest first. */
export async function listPutBacks(
  db: Handle,
  organizationId: string,
  storyIds: readonly number[],
): Promise<readonly PutBackRecord[]> {
  if (storyIds.length === 0) return [];
  const rows = await db
    .selectFrom('stories')
    .select(['aboutId', 'at', 'fields', 'code', ACTOR_NAME.as('actorName')])
    .where('organizationId', '=', organizationId)
    .where('aboutId', 'in', storyIds)
    .where('kind', '=', 'putBack')
    .orderBy('id')
    .execute();
  return rows.map(({ aboutId, at, actorName, fields, code }) => ({
    aboutId: aboutId as number,
    at,
    actorName,
    fields: fields ?? [],
    side: code === VALUE_OF.mailbox ? 'mailbox' : 'activities',
  }));
}

/** Whether later runs than the conflict's own told of a change of this field in the same activity. */
export async function wasChangedSince(
  db: Handle,
  organizationId: string,
  storyId: number,
  field: string,
): Promise<boolean> {
  const later = await db
    .selectFrom('stories as later')
    .innerJoin('stories as told', (join) =>
      join
        .onRef('told.organizationId', '=', 'later.organizationId')
        .onRef('told.activityId', '=', 'later.activityId')
        .onRef('told.userId', '=', 'later.userId'),
    )
    .select('later.id')
    .where('told.organizationId', '=', organizationId)
    .where('told.id', '=', storyId)
    .whereRef('later.id', '>', 'told.id')
    .where(sql<SqlBool>`later.run_id is distinct from told.run_id`)
    .where(sql<SqlBool>`later.fields ? ${field}`)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}
