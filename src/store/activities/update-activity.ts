import { sql } from 'kysely';
import {
  type Activity,
  type ActivityChange,
  type ActivityRefusal,
  ActivityRefusedError,
} from '../../model/activity.ts';
import type { BusyStatus } from '../../model/calendar-entry.ts';
import type { Instant, ZoneId } from '../../model/time.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { takeActivitySequence } from '../organizations.ts';
import { asJson } from '../schema/columns.ts';
import { timeColumns } from './activity-rows.ts';
import { findActivity } from './find-activities.ts';
import {
  type ChangedActivity,
  forgetDepartures,
  recordDepartures,
  replaceParticipants,
} from './participant-rows.ts';

/** Which activity is changed, by whom, and what it looked like to them. */
export interface ActivityEdit {
  readonly id: string;
  /** The sequence that the editor has seen; null overwrites whatever stands there. */
  readonly version: number | null;
  readonly actorId: string | null;
  readonly change: ActivityChange;
  /** The type may leave its category for Personal, or leave Personal. */
  readonly turnsPrivacy?: boolean | undefined;
  /** How a participant's own calendar shows it. */
  readonly guestBusy?: { readonly userId: string; readonly busy: BusyStatus | null } | undefined;
}

/**
 * Changes an activity and answers it as it stands then, or why nothing was changed. A type of another
 * category is not taken: an activity's category cannot change after it is first saved. The one exception is
 * an Exchange entry that became private or public (`turnsPrivacy`): its words must not stay where
 * colleagues read them, so the activity becomes Personal, or stops being it.
 */
export async function updateActivity(
  db: Handle,
  organizationId: string,
  edit: ActivityEdit,
): Promise<Activity | ActivityRefusal> {
  return inTransaction(db, async (trx) => {
    const sequence = await takeActivitySequence(trx, organizationId);
    const before = await findActivity(trx, organizationId, edit.id);
    if (!before) return 'gone';
    if (edit.version !== null && edit.version !== before.sequence) return 'stale';
    await refuseHalfPrivacy(trx, before, edit);
    await updateRow(trx, before, sequence, edit);
    await updatePeople(trx, before, sequence, edit);
    return (await findActivity(trx, organizationId, edit.id)) ?? 'gone';
  });
}

async function updateRow(trx: Handle, before: Activity, sequence: number, edit: ActivityEdit): Promise<void> {
  const { typeId, time, customer, phase, recurrence, participants, ...plain } = edit.change;
  const type = typeId && (await permittedType(trx, before, typeId, edit.turnsPrivacy === true));
  await trx
    .updateTable('activities')
    .set({
      ...plain,
      ...(type && { activityTypeId: type }),
      ...(time && timeColumns(time, await zoneAfter(trx, before, edit.change))),
      ...(customer !== undefined && { customer: asJson(customer) }),
      ...(phase !== undefined && { phase: asJson(phase) }),
      ...(recurrence !== undefined && {
        recurrence: asJson(recurrence),
        recurrenceType: recurrence ? 'Series' : 'None',
      }),
      sequence,
      updatedAt: sql<Instant>`now()`,
      updatedBy: edit.actorId,
    })
    .where('organizationId', '=', before.organizationId)
    .where('id', '=', before.id)
    .execute();
}

/** Words that became private are not written where the type that hides them cannot be given. */
async function refuseHalfPrivacy(trx: Handle, before: Activity, edit: ActivityEdit): Promise<void> {
  const { typeId } = edit.change;
  if (!edit.turnsPrivacy || !typeId || (await permittedType(trx, before, typeId, true))) return;
  throw new ActivityRefusedError('The activity was refused: its type does not exist, or is a project task.');
}

/** The type, if it is of the activity's category, or of one that turning private or public permits. */
async function permittedType(
  trx: Handle,
  before: Activity,
  typeId: string,
  turnsPrivacy: boolean,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('activityTypes')
    .select(['id', 'category'])
    .where('organizationId', '=', before.organizationId)
    .where('id', '=', typeId)
    .executeTakeFirst();
  if (!row) return undefined;
  const turns = turnsPrivacy && (row.category === 'Personal') !== (before.category === 'Personal');
  return row.category === before.category || (turns && row.category !== 'Task') ? row.id : undefined;
}

async function zoneAfter(trx: Handle, before: Activity, change: ActivityChange): Promise<ZoneId> {
  if (!change.ownerId || change.ownerId === before.ownerId) return before.ownerZone;
  const { timeZone } = await trx
    .selectFrom('users')
    .select('timeZone')
    .where('organizationId', '=', before.organizationId)
    .where('id', '=', change.ownerId)
    .executeTakeFirstOrThrow();
  return timeZone;
}

async function updatePeople(
  trx: Handle,
  before: Activity,
  sequence: number,
  edit: ActivityEdit,
): Promise<void> {
  const { organizationId, id } = before;
  const ownerId = edit.change.ownerId ?? before.ownerId;
  const changed: ChangedActivity = { organizationId, id, ownerId, sequence };
  if (ownerId !== before.ownerId) await recordDepartures(trx, changed, [before.ownerId]);
  // A new owner who took part stands among the participants no more, even where none were named.
  if (edit.change.participants || ownerId !== before.ownerId)
    await replaceParticipants(
      trx,
      changed,
      before.participants,
      edit.change.participants ?? before.participants,
    );
  await forgetDepartures(trx, changed, [ownerId]);
  if (edit.guestBusy) await setGuestBusy(trx, changed, edit.guestBusy);
}

async function setGuestBusy(
  trx: Handle,
  activity: ChangedActivity,
  { userId, busy }: { readonly userId: string; readonly busy: BusyStatus | null },
): Promise<void> {
  await trx
    .updateTable('activityParticipants')
    .set({ busy })
    .where('organizationId', '=', activity.organizationId)
    .where('activityId', '=', activity.id)
    .where('userId', '=', userId)
    .execute();
}
