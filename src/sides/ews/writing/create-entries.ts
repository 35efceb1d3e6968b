import type { CalendarEntry, SideEntry } from '../../../model/calendar-entry.ts';
import { SideError } from '../../../model/problem.ts';
import type { CreateRequest, Outcome } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import { isOutcomeUnknown } from '../classify.ts';
import type { ItemOutcome } from '../client.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writeNew } from '../mapping/entry.ts';
import { uidFor } from '../mark.ts';
import { createItems, type NewItem } from '../operations/create-item.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { completeSeries } from '../series/complete-series.ts';
import { NOTHING_PLANNED, type SeriesJob, untouched } from '../series/series-job.ts';
import { writeUnfinished } from '../series/unfinished.ts';
import { attempt, readBack, refuseWhenStopped, sendGrouped } from './outcomes.ts';
import { afterSeries, occurrencesOf } from './series-outcomes.ts';

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
  const prepared = requests.map((request) => attempt(() => newItem(request, context)));
  const options = { size, signal, policy, repeatable: false };
  const invites = (item: NewItem & { readonly invites: boolean }) => item.invites;
  const created = await sendGrouped(prepared, invites, options, (batch, isInviting) =>
    client.call(createItems(batch, isInviting), mailbox, signal),
  );
  const jobs = created.map((outcome, index) => jobOf(outcome, requests[index], context));
  const series = jobs.filter((job) => job !== null);
  await completeSeries(access, series, size, signal);
  const outcomes = await readBack(reader, created, signal, series.flatMap(occurrencesOf));
  const whole = outcomes.map((outcome, index) => afterSeries(outcome, jobs[index] ?? null));
  return await lookForLost(access, requests, whole, signal);
}

/**
 * A new entry. A series that is to have changed or deleted occurrences carries the note of them from its first
 * moment on (`series/unfinished.ts`): whoever finds it by its mark finishes it.
 */
function newItem(
  { key, entry, notify = false }: CreateRequest,
  context: MailboxAccess['context'],
): NewItem & { readonly invites: boolean } {
  const uid = uidFor(key);
  const { recurrence } = entry;
  const note = recurrence && hasOwnOccurrences(entry) ? [writeUnfinished({ recurrence, notify })] : [];
  return { mark: { key, uid }, writes: [...writeNew(entry, uid, context), ...note], invites: notify };
}

function hasOwnOccurrences({ recurrence }: CalendarEntry): boolean {
  return recurrence !== null && recurrence.deleted.length + recurrence.exceptions.length > 0;
}

function jobOf(
  created: ItemOutcome<ChangedId>,
  request: CreateRequest | undefined,
  context: MailboxAccess['context'],
): SeriesJob | null {
  const entry = request?.entry;
  if (!created.ok || !entry?.recurrence || !hasOwnOccurrences(entry)) return null;
  const { id, changeKey } = created.value;
  return {
    masterId: id,
    changeKey,
    isKeyOld: false,
    isNew: true,
    notify: request?.notify ?? false,
    stands: entry,
    wanted: entry.recurrence,
    current: untouched(entry.recurrence, entry, context),
    needsRule: false,
    isNoted: true,
    plan: NOTHING_PLANNED,
    error: null,
    remarks: [],
  };
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
