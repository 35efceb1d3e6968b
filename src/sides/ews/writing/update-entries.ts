import type { SideEntry } from '../../../model/calendar-entry.ts';
import type { Outcome, UpdateRequest } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { updateItems } from '../operations/update-item.ts';
import { completeSeries } from '../series/complete-series.ts';
import type { SeriesJob } from '../series/series-job.ts';
import { answerLast } from './answer-last.ts';
import { readBack, refusedAsStale, refuseWhenStopped, sendGrouped } from './outcomes.ts';
import { askBefore, type Change, prepare } from './prepare-update.ts';
import { afterSeries, occurrencesOf } from './series-outcomes.ts';

/**
 * Writes only the fields that each patch names, guarded by the change key; of series only what differs. The answer
 * of a guest is given at last, when everything else of its patch stands.
 */
export async function updateEntries(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  refuseWhenStopped(signal);
  const before = await askBefore(access, requests, signal);
  const changes = requests.map((request) => prepare(request, before, access));
  const written = await writeFields(access, changes, size, signal);
  const jobs = written.map((outcome, index) => jobOf(outcome, changes[index]));
  const series = jobs.filter((job) => job !== null);
  await completeSeries(access, series, size, signal);
  const fields = { written, jobs, standing: before.standing };
  const answered = await answerLast(access, requests, fields, size, signal);
  const outcomes = await readBack(access.reader, answered.now, signal, series.flatMap(occurrencesOf));
  return outcomes.map((outcome, index) => {
    const change = changes[index];
    const guarded = answered.given.has(index) ? outcome : guardUntouched(outcome, change);
    return withRemarks(afterSeries(guarded, jobs[index] ?? null), change);
  });
}

/** What goes into the entries themselves; updates that tell different people go in requests of their own. */
async function writeFields(
  { client, mailbox, policy }: MailboxAccess,
  changes: readonly ItemOutcome<Change>[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<ItemOutcome<ChangedId>[]> {
  const options = { size, signal, policy, repeatable: true };
  const told = (change: Change) => change.told;
  const updated = await sendGrouped(changes.map(onlyWithWrites), told, options, (batch, who) =>
    client.call(updateItems(batch, 'NeverOverwrite', who), mailbox, signal),
  );
  // A patch that writes nothing into the entry itself goes on from what stands there, under the same guard.
  return updated.map((outcome, index): ItemOutcome<ChangedId> => {
    const change = changes[index];
    return change?.ok && change.value.writes.length === 0 ? { ok: true, value: change.value } : outcome;
  });
}

function withRemarks(
  outcome: Outcome<SideEntry>,
  change: ItemOutcome<Change> | undefined,
): Outcome<SideEntry> {
  if (!outcome.ok || !change?.ok || change.value.remarks.length === 0) return outcome;
  const remarks = [...(outcome.value.remarks ?? []), ...change.value.remarks];
  return { ok: true, value: { ...outcome.value, remarks } };
}

function jobOf(outcome: ItemOutcome<ChangedId>, change: ItemOutcome<Change> | undefined): SeriesJob | null {
  if (!outcome.ok || !change?.ok || !change.value.job) return null;
  return { ...change.value.job, masterId: outcome.value.id, changeKey: outcome.value.changeKey };
}

/** Changes without writes are kept from being sent by an error that never leaves this file. */
function onlyWithWrites(change: ItemOutcome<Change>): ItemOutcome<Change> {
  if (!change.ok || change.value.writes.length > 0) return change;
  return { ok: false, error: ewsDetails('EWS_NOTHING_TO_WRITE', 'the patch writes nothing') };
}

function guardUntouched(
  outcome: Outcome<SideEntry>,
  change: ItemOutcome<Change> | undefined,
): Outcome<SideEntry> {
  if (!outcome.ok || !change?.ok || change.value.writes.length > 0 || change.value.job) return outcome;
  if (changeKeyOf(outcome.value.version) === change.value.changeKey) return outcome;
  return refusedAsStale();
}
