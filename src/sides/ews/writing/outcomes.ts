import type { SideEntry } from '../../../model/calendar-entry.ts';
import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import type { Outcome } from '../../side.ts';
import { type BatchOptions, inBatches } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import type { EntryReader } from '../entry-reader.ts';
import { ewsDetails, ewsError } from '../errors.ts';
import type { OccurrenceId } from '../operations/shape.ts';

/** Nothing is begun for a signal that has fired already. */
export function refuseWhenStopped(signal: AbortSignal): void {
  if (signal.aborted) throw ewsError('EWS_ABORTED', 'the work was given up before it began');
}

/** A value, or the typed failure that making it met. */
export function attempt<T>(make: () => T): ItemOutcome<T> {
  try {
    return { ok: true, value: make() };
  } catch (error) {
    if (error instanceof SideError) return { ok: false, error: error.details };
    throw error;
  }
}

/** Sends what could be prepared; each outcome stands where its request stood. */
export async function sendPrepared<I, O>(
  prepared: readonly ItemOutcome<I>[],
  options: BatchOptions,
  send: (batch: readonly I[]) => Promise<readonly ItemOutcome<O>[]>,
): Promise<ItemOutcome<O>[]> {
  const ready = prepared.flatMap((one) => (one.ok ? [one.value] : []));
  const sent = (await inBatches(ready, options, send)).values();
  return prepared.map((one) => (one.ok ? (sent.next().value ?? unanswered()) : one));
}

/** The same in groups of one kind each, one kind after the other; outcomes stand where their requests stood. */
export async function sendGrouped<I, K, O>(
  prepared: readonly ItemOutcome<I>[],
  kindOf: (item: I) => K,
  options: BatchOptions,
  send: (batch: readonly I[], kind: K) => Promise<readonly ItemOutcome<O>[]>,
): Promise<ItemOutcome<O>[]> {
  const kinds = new Set(prepared.flatMap((one) => (one.ok ? [kindOf(one.value)] : [])));
  const outcomes: ItemOutcome<O>[] = prepared.map((one) => (one.ok ? unanswered() : one));
  for (const kind of kinds) {
    const places = prepared.flatMap((one, at) => (one.ok && kindOf(one.value) === kind ? [at] : []));
    const group = places.map((at) => prepared[at] as ItemOutcome<I>);
    const sent = await sendPrepared(group, options, (batch) => send(batch, kind));
    places.forEach((at, index) => {
      outcomes[at] = sent[index] ?? unanswered();
    });
  }
  return outcomes;
}

/**
 * What now stands behind each id that was written: a write returns what a read returns. Where the reading
 * fails, the outcome is that failure: the caller looks again rather than remember what was never seen.
 */
export async function readBack(
  reader: EntryReader,
  written: readonly ItemOutcome<{ readonly id: string }>[],
  signal: AbortSignal,
  beside: readonly OccurrenceId[] = [],
): Promise<Outcome<SideEntry>[]> {
  const ids = written.flatMap((one) => (one.ok ? [one.value.id] : []));
  const readings = await readOrFail(reader, ids, signal, beside);
  return written.map((one) => {
    if (!one.ok) return one;
    const entry = readings.entries.get(one.value.id);
    return entry
      ? { ok: true, value: entry }
      : { ok: false, error: readings.errors.get(one.value.id) ?? readings.gone };
  });
}

async function readOrFail(
  reader: EntryReader,
  ids: readonly string[],
  signal: AbortSignal,
  beside: readonly OccurrenceId[],
) {
  const gone = ewsDetails('ErrorItemNotFound', 'the entry was gone when it was read after writing');
  try {
    const { entries, unreadable } = await reader.read(ids, signal, beside);
    return { entries, errors: new Map(unreadable.map(({ id, error }) => [id, error])), gone };
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
    const entries: ReadonlyMap<string, SideEntry> = new Map();
    return { entries, errors: new Map<string, ErrorDetails>(), gone: error.details };
  }
}

function unanswered(): ItemOutcome<never> {
  return {
    ok: false,
    error: ewsDetails('EWS_WRONG_ANSWER_COUNT', 'the server did not answer about this entry'),
  };
}

/** What an item comes to whose change key is not the one that was seen. */
export function refusedAsStale(): ItemOutcome<never> {
  return { ok: false, error: ewsDetails('ErrorIrresolvableConflict', 'the entry changed since it was read') };
}
