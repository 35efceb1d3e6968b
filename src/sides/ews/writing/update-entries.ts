import type { CalendarEntry, SideEntry } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { Outcome, UpdateRequest } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { rewriteBody } from '../mapping/text.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { updateItems } from '../operations/update-item.ts';
import type { PropertyWrite } from '../properties.ts';
import { completeSeries } from '../series/complete-series.ts';
import { entriesBefore } from '../series/series-before.ts';
import type { SeriesJob } from '../series/series-job.ts';
import { type SeriesStep, seriesStep } from '../series/series-step.ts';
import { bodiesBefore, type StandingBody } from './bodies-before.ts';
import { attempt, readBack, refuseWhenStopped, sendPrepared } from './outcomes.ts';
import { afterSeries, occurrencesOf } from './series-outcomes.ts';

/** One update on its way: what goes into the entry itself, and what follows in its occurrences. */
interface Change {
  readonly id: string;
  readonly changeKey: string;
  readonly writes: readonly PropertyWrite[];
  readonly job: SeriesStep['job'];
  /** What of the entry was lost on the way, for the log. */
  readonly remarks: readonly ErrorDetails[];
}

/** Writes only the fields that each patch names, guarded by the change key; of series only what differs. */
export async function updateEntries(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  refuseWhenStopped(signal);
  const { client, mailbox, policy, reader } = access;
  const bodies = await bodiesBefore(access, requests, signal);
  const before = await entriesBefore(access, requests, signal);
  const stale = await staleRequests(access, requests, signal);
  const changes = requests.map((request) =>
    stale.has(request)
      ? refusedAsStale()
      : prepare(request, before.get(request.id), bodies.get(request.id), access),
  );
  const options = { size, signal, policy, repeatable: true };
  const updated = await sendPrepared(changes.map(onlyWithWrites), options, (batch) =>
    client.call(updateItems(batch), mailbox, signal),
  );
  // A patch that writes nothing into the entry itself goes on from what stands there, under the same guard.
  const written = updated.map((outcome, index): ItemOutcome<ChangedId> => {
    const change = changes[index];
    return change?.ok && change.value.writes.length === 0 ? { ok: true, value: change.value } : outcome;
  });
  const jobs = written.map((outcome, index) => jobOf(outcome, changes[index]));
  const series = jobs.filter((job) => job !== null);
  await completeSeries(access, series, size, signal);
  const outcomes = await readBack(reader, written, signal, series.flatMap(occurrencesOf));
  return outcomes.map((outcome, index) =>
    withRemarks(afterSeries(guardUntouched(outcome, changes[index]), jobs[index] ?? null), changes[index]),
  );
}

/** Where the server itself compares no change keys, they are compared here just before. */
async function staleRequests(
  { reader, habits }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<ReadonlySet<UpdateRequest>> {
  if (!habits.takesStaleKeys) return new Set();
  const now = await reader.changeKeys(
    requests.map(({ id }) => id),
    signal,
  );
  return new Set(requests.filter(({ id, version }) => now.has(id) && now.get(id) !== changeKeyOf(version)));
}

function refusedAsStale(): ItemOutcome<never> {
  return { ok: false, error: ewsDetails('ErrorIrresolvableConflict', 'the entry changed since it was read') };
}

function prepare(
  { id, version, patch }: UpdateRequest,
  before: ItemOutcome<CalendarEntry> | undefined,
  body: ItemOutcome<StandingBody> | undefined,
  { context }: MailboxAccess,
): ItemOutcome<Change> {
  if (before?.ok === false) return before;
  if (body?.ok === false) return body;
  return attempt(() => {
    const plain = { patch, more: [], job: null };
    const step = before ? seriesStep(before.value, patch, context) : plain;
    const { text, ...others } = step.patch;
    const isIntoBody = body !== undefined && text !== undefined;
    const rewritten = isIntoBody ? rewriteBody(text, body.value) : { writes: [], remarks: [] };
    const fields = writePatch(isIntoBody ? others : step.patch, context);
    const writes = [...fields, ...rewritten.writes, ...step.more];
    return { id, changeKey: changeKeyOf(version), writes, job: step.job, remarks: rewritten.remarks };
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
