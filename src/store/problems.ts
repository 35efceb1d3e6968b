import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { type Instant, instantFromMillis } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';

/** An entry of one side, by the side's own id. */
export interface EntryRef {
  readonly side: SideName;
  readonly entryId: string;
}

/** An entry that is set aside and tried again from `nextTryAt` (milliseconds since the epoch) on. */
export interface ProblemRecord extends EntryRef {
  readonly linkId: string | null;
  readonly details: ErrorDetails;
  readonly subject: string;
  readonly isPrivate: boolean;
  readonly attempts: number;
  readonly nextTryAt: number;
}

/** A problem as it is shown. */
export interface Problem extends Omit<ProblemRecord, 'nextTryAt'> {
  readonly id: string;
  readonly userId: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly nextTryAt: Instant;
}

/** Remembers problems; one that is known is renewed and keeps the time of its first appearance. */
export async function saveProblems(
  db: Handle,
  organizationId: string,
  userId: string,
  problems: readonly ProblemRecord[],
): Promise<void> {
  if (problems.length === 0) return;
  const lastAt = instantFromMillis(Date.now());
  await db
    .insertInto('problems')
    .values(
      problems.map(({ details, nextTryAt, ...rest }) => ({
        ...rest,
        organizationId,
        userId,
        id: randomUUID(),
        details: asJson(details),
        nextTryAt: instantFromMillis(nextTryAt),
        firstAt: lastAt,
        lastAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'userId', 'side', 'entryId']).doUpdateSet((eb) => ({
        linkId: eb.ref('excluded.linkId'),
        details: eb.ref('excluded.details'),
        subject: eb.ref('excluded.subject'),
        isPrivate: eb.ref('excluded.isPrivate'),
        attempts: eb.ref('excluded.attempts'),
        lastAt: eb.ref('excluded.lastAt'),
        nextTryAt: eb.ref('excluded.nextTryAt'),
      })),
    )
    .execute();
}

/** The problems of a user, the newest first. Their subjects are the user's own: show them to nobody else. */
export async function loadProblems(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly Problem[]> {
  return db
    .selectFrom('problems')
    .select(['id', 'userId', 'side', 'entryId', 'linkId', 'details', 'subject', 'isPrivate', 'attempts'])
    .select(['firstAt', 'lastAt', 'nextTryAt'])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .orderBy('lastAt', 'desc')
    .orderBy('id')
    .execute();
}

/** Forgets problems that are solved. */
export async function removeProblems(
  db: Handle,
  organizationId: string,
  userId: string,
  refs: readonly EntryRef[],
): Promise<void> {
  for (const side of ['activities', 'mailbox'] as const) {
    const ids = refs.filter((ref) => ref.side === side).map((ref) => ref.entryId);
    if (ids.length > 0)
      await db
        .deleteFrom('problems')
        .where('organizationId', '=', organizationId)
        .where('userId', '=', userId)
        .where('side', '=', side)
        .where('entryId', '=', sql<string>`any(${ids}::text[])`)
        .execute();
  }
}

/** How many problems each user of the company has; users without any are missing. */
export async function countProblems(
  db: Handle,
  organizationId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('problems')
    .select((eb) => ['userId', eb.fn.countAll<number>().as('count')])
    .where('organizationId', '=', organizationId)
    .groupBy('userId')
    .execute();
  return new Map(rows.map((row) => [row.userId, row.count]));
}
