import type { DeleteRequest, Outcome } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { deleteItems } from '../operations/delete-item.ts';
import { giveAnswers } from './give-answers.ts';
import { refusedAsStale, refuseWhenStopped, sendGrouped } from './outcomes.ts';
import { type Standing, type Standings, standings } from './standing.ts';

/** One deletion on its way: whether those who take part are told, and how. */
interface Deletion {
  readonly id: string;
  readonly way: 'silent' | 'cancel' | 'decline';
  readonly stood: Standing | undefined;
}

/**
 * Deletes entries into Deleted Items. Exchange does not compare change keys on deleting, so they are compared
 * here just before; what a person changes in the moment between is deleted, but stays in Deleted Items. With
 * `notify` what the user organises is cancelled, and what others organise is declined, which takes it out of the
 * calendar (unless the user's calendar keeps what was declined).
 */
export async function deleteEntries(
  access: MailboxAccess,
  requests: readonly DeleteRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<null>[]> {
  refuseWhenStopped(signal);
  const asked = requests.filter(({ version, notify }) => version !== null || notify);
  const now = await standings(
    access,
    asked.map(({ id }) => id),
    signal,
  );
  const deletions = requests.map((request) => check(request, now));
  const declined = await decline(access, deletions, size, signal);
  const deleted = await deleteThose(access, declined, size, signal);
  return deleted.map((outcome) =>
    !outcome.ok && outcome.error.kind === 'gone' ? { ok: true, value: null } : outcome,
  );
}

function check(request: DeleteRequest, now: Standings): ItemOutcome<Deletion> {
  const { id, version } = request;
  const stood = now.found.get(id);
  const untold = now.errors.get(id);
  if (untold) return { ok: false, error: untold };
  if (version !== null && !stood)
    // What is gone counts as deleted.
    return { ok: false, error: ewsDetails('ErrorItemNotFound', 'the entry was gone already') };
  if (version !== null && stood?.changeKey !== changeKeyOf(version)) return refusedAsStale();
  return { ok: true, value: { id, way: wayOf(request, stood), stood } };
}

/** Nobody has to be told of a meeting that was cancelled or declined before. */
function wayOf({ notify }: DeleteRequest, stood: Standing | undefined): Deletion['way'] {
  if (!notify || !stood?.isMeeting || stood.isCancelled || stood.ownAnswer === 'declined') return 'silent';
  return stood.ownAnswer === null ? 'cancel' : 'decline';
}

/** Declines what is to be declined; what was cancelled in the meantime is left to be deleted. */
async function decline(
  access: MailboxAccess,
  deletions: readonly ItemOutcome<Deletion>[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<(ItemOutcome<Deletion> | Done)[]> {
  const aims = deletions.flatMap((one) => (one.ok && one.value.way === 'decline' ? [one.value] : []));
  if (aims.length === 0) return [...deletions];
  const answers = aims.map(({ id, stood }) => ({
    id,
    changeKey: stood?.changeKey ?? '',
    globalId: stood?.globalId ?? null,
    answer: 'declined' as const,
    isSent: true,
  }));
  const outcomes = (await giveAnswers(access, answers, size, signal)).values();
  return deletions.map((one) => {
    if (!one.ok || one.value.way !== 'decline') return one;
    const outcome = outcomes.next().value;
    if (!outcome || outcome.ok) return DONE;
    return outcome.error.code === 'ErrorCalendarIsCancelledForDecline'
      ? { ok: true, value: { ...one.value, way: 'silent' } }
      : outcome;
  });
}

/** What needs no deletion any more. */
interface Done {
  readonly ok: true;
  readonly value: null;
}
const DONE: Done = { ok: true, value: null };

async function deleteThose(
  { client, mailbox, policy }: MailboxAccess,
  declined: readonly (ItemOutcome<Deletion> | Done)[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<ItemOutcome<null>[]> {
  const due = declined.flatMap((one) =>
    one.ok && one.value ? [{ ok: true, value: one.value } as const] : [],
  );
  const options = { size, signal, policy, repeatable: true };
  const isCancelled = ({ way }: Deletion) => way === 'cancel';
  const sent = await sendGrouped(due, isCancelled, options, (batch, cancels) =>
    client.call(
      deleteItems(
        batch.map(({ id }) => ({ id })),
        'MoveToDeletedItems',
        cancels,
      ),
      mailbox,
      signal,
    ),
  );
  const outcomes = sent.values();
  return declined.map((one): ItemOutcome<null> => {
    if (!one.ok) return one;
    return one.value ? (outcomes.next().value ?? DONE) : DONE;
  });
}
