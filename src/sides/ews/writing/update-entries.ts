import type { SideEntry } from '../../../model/calendar-entry.ts';
import type { Outcome, UpdateRequest } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { readBody } from '../mapping/text.ts';
import { tidyText } from '../mapping/tidy-text.ts';
import { getItemBodies } from '../operations/get-item.ts';
import { type ItemChange, updateItems } from '../operations/update-item.ts';
import { attempt, readBack, refuseWhenStopped, sendPrepared } from './outcomes.ts';

/** Writes only the fields that each patch names, guarded by the change key. */
export async function updateEntries(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  refuseWhenStopped(signal);
  const { client, mailbox, context, policy, reader } = access;
  const sameText = await unchangedTexts(access, requests, signal);
  const changes = requests.map((request) => attempt(() => itemChange(request, sameText, context)));
  const options = { size, signal, policy, repeatable: true };
  const updated = await sendPrepared(changes.map(onlyWithWrites), options, (batch) =>
    client.call(updateItems(batch), mailbox, signal),
  );
  // A patch that writes nothing is answered with what stands there, under the same guard.
  const written = updated.map((outcome, index): ItemOutcome<{ id: string }> => {
    const change = changes[index];
    return change?.ok && change.value.writes.length === 0 ? { ok: true, value: change.value } : outcome;
  });
  const outcomes = await readBack(reader, written, signal);
  return outcomes.map((outcome, index) => guardUntouched(outcome, changes[index]));
}

/**
 * Ids whose body already says what the patch would write. Their body is left alone: writing a text would throw
 * away the formatting, the links and the pictures of an HTML body that says the same.
 */
async function unchangedTexts(
  { reader }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const texts = new Map(
    requests.flatMap(({ id, patch }) =>
      patch.text !== undefined && patch.html === undefined ? [[id, patch.text]] : [],
    ),
  );
  const bodies = await reader.items([...texts.keys()], getItemBodies, signal);
  return new Set(
    [...bodies]
      .filter(([id, item]) => readBody(item).text === tidyText(texts.get(id) ?? ''))
      .map(([id]) => id),
  );
}

function itemChange(
  { id, version, patch }: UpdateRequest,
  sameText: ReadonlySet<string>,
  context: MailboxAccess['context'],
): ItemChange {
  const writes = writePatch(patch, context).filter(({ uri }) => uri !== 'item:Body' || !sameText.has(id));
  return { id, changeKey: version, writes };
}

/** Changes without writes are kept from being sent by an error that never leaves this file. */
function onlyWithWrites(change: ItemOutcome<ItemChange>): ItemOutcome<ItemChange> {
  if (!change.ok || change.value.writes.length > 0) return change;
  return { ok: false, error: ewsDetails('EWS_NOTHING_TO_WRITE', 'the patch writes nothing') };
}

function guardUntouched(
  outcome: Outcome<SideEntry>,
  change: ItemOutcome<ItemChange> | undefined,
): Outcome<SideEntry> {
  if (!outcome.ok || !change?.ok || change.value.writes.length > 0) return outcome;
  if (outcome.value.version === change.value.changeKey) return outcome;
  return { ok: false, error: ewsDetails('ErrorIrresolvableConflict', 'the entry changed since it was read') };
}
