import type { SideEntry } from '../../../model/calendar-entry.ts';
import { SideError } from '../../../model/problem.ts';
import type { CreateRequest, Outcome } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import { isOutcomeUnknown } from '../classify.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writeNew } from '../mapping/entry.ts';
import { uidFor } from '../mark.ts';
import { createItems } from '../operations/create-item.ts';
import { attempt, readBack, refuseWhenStopped, sendPrepared } from './outcomes.ts';

/**
 * Creates entries. A create is never sent twice without looking: where the answer was lost, the key in our mark
 * tells whether the entry stands there; what is not found comes back with kind `retry`, and the caller, who
 * recorded the intention, looks once more before trying again.
 */
export async function createEntries(
  access: MailboxAccess,
  requests: readonly CreateRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  refuseWhenStopped(signal);
  const { client, mailbox, context, policy, reader } = access;
  const prepared = requests.map(({ key, entry }) =>
    attempt(() => ({ mark: { key, uid: uidFor(key) }, writes: writeNew(entry, uidFor(key), context) })),
  );
  const options = { size, signal, policy, repeatable: false };
  const created = await sendPrepared(prepared, options, (batch) =>
    client.call(createItems(batch), mailbox, signal),
  );
  const outcomes = await readBack(reader, created, signal);
  return await lookForLost(access, requests, outcomes, signal);
}

/** Entries that were made although no answer came. */
async function lookForLost(
  { finder }: MailboxAccess,
  requests: readonly CreateRequest[],
  outcomes: readonly Outcome<SideEntry>[],
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  const isLost = (outcome: Outcome<SideEntry> | undefined) =>
    outcome?.ok === false && isOutcomeUnknown(outcome.error.code);
  const keys = requests.filter((_request, index) => isLost(outcomes[index])).map(({ key }) => key);
  const found = await findOrNothing(finder, keys, signal);
  return outcomes.map((outcome, index) => {
    const entry = isLost(outcome) ? found.get(requests[index]?.key ?? '') : undefined;
    return entry ? { ok: true, value: entry } : outcome;
  });
}

/** The search may fail for the same reason as the create: then the outcomes stay as they are. */
async function findOrNothing(finder: MailboxAccess['finder'], keys: readonly string[], signal: AbortSignal) {
  try {
    return await finder.find(keys, signal);
  } catch (error) {
    if (error instanceof SideError) return new Map<string, SideEntry>();
    throw error;
  }
}
