import type { ErrorDetails } from '../../../model/problem.ts';
import type { DeleteRequest, Outcome } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeys } from '../entry-reader.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { deleteItems } from '../operations/delete-item.ts';
import { getItemProperties } from '../operations/get-item.ts';
import { refuseWhenStopped, sendPrepared } from './outcomes.ts';

/**
 * Deletes entries into Deleted Items. Exchange does not compare change keys on deleting, so they are compared
 * here just before; what a person changes in the moment between is deleted, but stays in Deleted Items.
 */
export async function deleteEntries(
  access: MailboxAccess,
  requests: readonly DeleteRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<null>[]> {
  refuseWhenStopped(signal);
  const { client, mailbox, policy } = access;
  const now = await statesNow(access, requests, signal);
  const checked = requests.map((request) => check(request, now));
  const options = { size, signal, policy, repeatable: true };
  const deleted = await sendPrepared(checked, options, (batch) =>
    client.call(deleteItems(batch, 'MoveToDeletedItems'), mailbox, signal),
  );
  return deleted.map((outcome) =>
    !outcome.ok && outcome.error.kind === 'gone' ? { ok: true, value: null } : outcome,
  );
}

/** Change keys as they stand now; ids whose state could not be told carry that failure instead. */
async function statesNow({ reader }: MailboxAccess, requests: readonly DeleteRequest[], signal: AbortSignal) {
  const guarded = requests.filter(({ version }) => version !== null).map(({ id }) => id);
  const untold: { id: string; error: ErrorDetails }[] = [];
  const items = await reader.items(guarded, (batch) => getItemProperties(batch, []), signal, untold);
  return { versions: changeKeys(items), errors: new Map(untold.map(({ id, error }) => [id, error])) };
}

function check(
  { id, version }: DeleteRequest,
  now: Awaited<ReturnType<typeof statesNow>>,
): ItemOutcome<{ id: string }> {
  if (version === null || now.versions.get(id) === changeKeyOf(version)) return { ok: true, value: { id } };
  const changed = now.versions.has(id)
    ? ewsDetails('ErrorIrresolvableConflict', 'the entry changed since it was read')
    : // What is gone counts as deleted.
      ewsDetails('ErrorItemNotFound', 'the entry was gone already');
  return { ok: false, error: now.errors.get(id) ?? changed };
}
