import { type ErrorDetails, SideError } from '../model/problem.ts';
import type { Outcome, Side } from '../sides/side.ts';
import { joinRecords, type Records } from './records.ts';
import type { SyncRun } from './sync-run.ts';

/** How one kind of write is sent and what follows from its outcome. `T` is the piece of work. */
export interface Write<T, R, V> {
  readonly side: Side;
  /** What to send for each; null for what is not to be sent after all. Called once the batch is about to go out. */
  prepare(batch: readonly T[]): Promise<readonly (R | null)[]>;
  send(requests: readonly R[], signal: AbortSignal): Promise<readonly Outcome<V>[]>;
  done(item: T, value: V, request: R): Records;
  /** The entry itself is refused: it is set aside. */
  refused(item: T, error: ErrorDetails, request: R): Records;
  /** Changed or gone since it was read: to be looked at again. Absent where that cannot be. */
  again?(item: T): void;
}

/**
 * Writes the work in batches of the side's own size, as many at once as the side takes. Each outcome is recorded
 * as soon as its batch is back, and no batch goes out on behalf of a run that lost the mailbox. Throws SideError
 * when the run cannot go on (`retry`, `fatal`): nothing more goes out then, and it is thrown once all that was
 * under way is back and what was done has been recorded.
 */
export async function writeInBatches<T, R, V>(
  run: SyncRun,
  work: readonly T[],
  write: Write<T, R, V>,
): Promise<void> {
  const { writeBatch, batchesAtOnce = 1 } = write.side;
  const failures: unknown[] = [];
  const hasFailed = () => failures.length > 0;
  let next = 0;
  /** Takes batch after batch, until none is left or one of any lane has failed. */
  const lane = async () => {
    while (next < work.length && !hasFailed()) {
      const batch = work.slice(next, next + writeBatch);
      next += batch.length;
      await writeBatchOf(run, batch, write, hasFailed).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, lane));
  // Lanes may have failed of the same cause: the first one tells it best.
  if (hasFailed()) throw failures[0];
}

async function writeBatchOf<T, R, V>(
  run: SyncRun,
  batch: readonly T[],
  write: Write<T, R, V>,
  hasFailed: () => boolean,
): Promise<void> {
  run.signal.throwIfAborted();
  const prepared = await write.prepare(batch);
  const ready = batch.flatMap((item, index) => {
    const request = prepared[index];
    return request === null || request === undefined ? [] : [{ item, request }];
  });
  // Last of all: whoever paused, switched off or overtook this run while it was reading is heard here.
  await run.ledger.confirmHold();
  // What was announced and never sent, the next run finds nowhere and sends.
  if (hasFailed()) return;
  const requests = ready.map(({ request }) => request);
  const outcomes = await sendHalving(requests, (part) => write.send(part, run.signal));
  const ends = ready.map(({ item, request }, index) =>
    // Outcomes come in order, one for each request (side.ts).
    judge(write, item, request, outcomes[index] as Outcome<V>),
  );
  await run.settle(joinRecords(ends.map((end) => end.records)));
  await run.progress.advance(batch.length);
  const stop = ends.find((end) => end.stop !== null)?.stop;
  if (stop) throw new SideError(stop);
}

interface End {
  readonly records: Records;
  /** The run cannot go on. */
  readonly stop: ErrorDetails | null;
}

function judge<T, R, V>(write: Write<T, R, V>, item: T, request: R, outcome: Outcome<V>): End {
  if (outcome.ok) return { records: write.done(item, outcome.value, request), stop: null };
  const { error } = outcome;
  switch (error.kind) {
    case 'stale':
    case 'gone':
      if (!write.again) return { records: write.refused(item, error, request), stop: null };
      write.again(item);
      return { records: {}, stop: null };
    case 'entry':
      return { records: write.refused(item, error, request), stop: null };
    case 'retry':
    case 'resync':
    case 'fatal':
      // Whether it was done is not known: a create keeps its intention, the next run finds out.
      return { records: {}, stop: error };
  }
}

/**
 * A server may refuse a whole batch because of one entry in it (a value that its parser rejects). Such a
 * batch is cut in half until the entry at fault stands alone, so that it holds up no other.
 */
async function sendHalving<R, V>(
  requests: readonly R[],
  send: (part: readonly R[]) => Promise<readonly Outcome<V>[]>,
): Promise<readonly Outcome<V>[]> {
  if (requests.length === 0) return [];
  try {
    return await send(requests);
  } catch (error) {
    if (!(error instanceof SideError) || !isAboutAnEntry(error.details)) throw error;
    if (requests.length === 1) return [{ ok: false, error: error.details }];
    const middle = Math.ceil(requests.length / 2);
    return [
      ...(await sendHalving(requests.slice(0, middle), send)),
      ...(await sendHalving(requests.slice(middle), send)),
    ];
  }
}

function isAboutAnEntry(error: ErrorDetails): boolean {
  return error.kind === 'entry' || error.kind === 'stale' || error.kind === 'gone';
}
