import { sql } from 'kysely';
import type { ActivityParticipant, ActivityRefusal } from '../../model/activity.ts';
import type { Instant } from '../../model/time.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { isMeeting } from '../meetings.ts';
import { takeActivitySequence } from '../organizations.ts';
import { findActivity } from './find-activities.ts';
import { removeParticipantRows } from './participant-rows.ts';

export interface ActivityDeletion {
  readonly id: string;
  /** The sequence that was seen; null deletes whatever stands there. */
  readonly version: number | null;
  /** On whose behalf; null: the company's (an administrator, the REST API). */
  readonly userId: string | null;
}

/**
 * Deletes an activity, or, for a participant who does not own it, takes them out of it: only the owner
 * may delete. Of a meeting of the mailboxes they stay listed, as having declined. The deleted one stays as a tombstone, so that every calendar it stood in hears of it.
 */
export async function deleteActivity(
  db: Handle,
  organizationId: string,
  deletion: ActivityDeletion,
): Promise<'deleted' | 'left' | ActivityRefusal> {
  return inTransaction(db, async (trx) => {
    const sequence = await takeActivitySequence(trx, organizationId);
    const before = await findActivity(trx, organizationId, deletion.id);
    if (!before) return 'gone';
    const { userId, version } = deletion;
    const isOwner = userId === null || userId === before.ownerId;
    const own = before.participants.filter((participant) => participant.userId === userId);
    if (!isOwner && own.length === 0) return 'gone';
    if (version !== null && version !== before.sequence) return 'stale';
    if (isOwner) await bury(trx, organizationId, deletion, sequence);
    else {
      // Whoever called the meeting goes on seeing who was asked and said no.
      if (await isMeeting(trx, organizationId, deletion.id)) await decline(trx, organizationId, own);
      else await removeParticipantRows(trx, { ...before, sequence }, own);
      await touch(trx, organizationId, deletion, sequence);
    }
    return isOwner ? 'deleted' : 'left';
  });
}

async function bury(
  trx: Handle,
  organizationId: string,
  { id, userId }: ActivityDeletion,
  sequence: number,
): Promise<void> {
  const now = sql<Instant>`now()`;
  await trx
    .updateTable('activities')
    .set({ deletedAt: now, sequence, updatedAt: now, updatedBy: userId })
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

async function decline(
  trx: Handle,
  organizationId: string,
  participants: readonly ActivityParticipant[],
): Promise<void> {
  for (const { id } of participants)
    await trx
      .updateTable('activityParticipants')
      .set({ status: 'Declined' })
      .where('organizationId', '=', organizationId)
      .where('id', '=', id)
      .execute();
}

async function touch(
  trx: Handle,
  organizationId: string,
  { id, userId }: ActivityDeletion,
  sequence: number,
): Promise<void> {
  await trx
    .updateTable('activities')
    .set({ sequence, updatedAt: sql<Instant>`now()`, updatedBy: userId })
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
