import { type Selectable, sql } from 'kysely';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { LinkEnd, SideName } from '../model/link.ts';
import { type Handle, inTransaction } from './handle.ts';
import { holdsMailbox, type RunRef } from './mailbox-hold.ts';
import { asJson } from './schema/columns.ts';
import type { IntentionsTable } from './schema/synchronization.ts';

type Intentions = Selectable<IntentionsTable>;

/** A create that is about to go out to `side`. */
export interface Intention {
  readonly key: string;
  readonly side: SideName;
  /** The entry on the other side that is being copied, as it stood. */
  readonly source: LinkEnd;
  /** Of a source in the mailbox: it knows the source again when the mailbox moves before the answer is recorded. */
  readonly sourceUid: string | null;
  /** The entry as it is meant to be created. */
  readonly entry: CalendarEntry;
  /** Set when the deleted half of a link is made again. */
  readonly linkId: string | null;
}

/**
 * Remembers creates that are about to go out, and answers the keys to use, in the order of the intentions.
 * A source whose create is already pending keeps its key and what was meant then: the earlier request may
 * still arrive, and must not become a second entry beside the new one. Null, with nothing remembered, when the
 * run no longer holds the mailbox: then nothing may go out.
 */
export function recordIntentions(
  db: Handle,
  run: RunRef,
  intentions: readonly Intention[],
): Promise<readonly string[] | null> {
  const { organizationId, userId, runId } = run;
  return inTransaction(db, async (trx) => {
    if (!(await holdsMailbox(trx, organizationId, userId, runId))) return null;
    if (intentions.length === 0) return [];
    const rows = intentions.map((intention) => rowOf(organizationId, userId, intention));
    await trx
      .insertInto('intentions')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['organizationId', 'userId', 'side', 'sourceId']).doNothing(),
      )
      .execute();
    const pending = await loadIntentions(trx, organizationId, userId);
    const keys = new Map(pending.map((intention) => [identity(intention), intention.key]));
    return intentions.map((intention) => keys.get(identity(intention)) ?? intention.key);
  });
}

function identity({ side, source }: Intention): string {
  return `${side} ${source.id}`;
}

function rowOf(organizationId: string, userId: string, intention: Intention) {
  const { key, side, source, sourceUid, entry, linkId } = intention;
  return {
    organizationId,
    key,
    userId,
    side,
    sourceId: source.id,
    sourceVersion: source.version,
    sourceBase: asJson(source.base),
    sourceStanding: source.standing ?? 'owner',
    sourceUid,
    entry: asJson(entry),
    linkId,
  };
}

/** The creates of a user whose outcome is not known, oldest first. */
export async function loadIntentions(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<readonly Intention[]> {
  const rows = await db
    .selectFrom('intentions')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .orderBy('key')
    .execute();
  return rows.map(({ key, side, entry, linkId, sourceUid, ...row }) => ({
    key,
    side,
    source: sourceOf(row),
    sourceUid,
    entry,
    linkId,
  }));
}

function sourceOf(
  row: Pick<Intentions, 'sourceId' | 'sourceVersion' | 'sourceBase' | 'sourceStanding'>,
): LinkEnd {
  const { sourceId: id, sourceVersion: version, sourceBase: base, sourceStanding: standing } = row;
  return { id, version, base, standing };
}

/** Forgets intentions whose outcome is known. */
export async function removeIntentions(
  db: Handle,
  organizationId: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .deleteFrom('intentions')
    .where('organizationId', '=', organizationId)
    .where('key', '=', sql<string>`any(${keys as string[]}::uuid[])`)
    .execute();
}
