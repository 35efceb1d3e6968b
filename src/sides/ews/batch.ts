import { SideError } from '../../model/problem.ts';
import { isOutcomeUnknown, isOverload } from './classify.ts';
import type { ItemOutcome } from './client.ts';
import { ewsDetails } from './errors.ts';
import { pauseFor, type RetryPolicy, sleep } from './retry.ts';

/** How many items go into one request: halved when the server is out of breath, grown again by the way. */
export class BatchSize {
  readonly #highest: number;
  #now: number;

  constructor(highest: number) {
    this.#highest = highest;
    this.#now = highest;
  }

  get now(): number {
    return this.#now;
  }

  shrinkBelow(size: number): void {
    this.#now = Math.max(1, Math.min(this.#now, Math.ceil(size / 2)));
  }

  grow(): void {
    this.#now = Math.min(this.#highest, this.#now + Math.max(1, this.#now >> 2));
  }
}

export interface BatchOptions {
  readonly size: BatchSize;
  readonly signal: AbortSignal;
  readonly policy: RetryPolicy;
  /** False for creating: an item whose outcome is unknown must be looked for before it is sent again. */
  readonly repeatable: boolean;
}

interface Work {
  readonly indexes: readonly number[];
  readonly attempt: number;
}

/**
 * Sends items in batches and gives one outcome for each, in order; never throws, so that what was already done
 * is never forgotten. A batch that is too much is halved; one that a single item poisons is halved down to that
 * item; items that the server left untouched ("processing stopped", "busy") go out again after a pause.
 */
export async function inBatches<I, O>(
  items: readonly I[],
  options: BatchOptions,
  send: (batch: readonly I[]) => Promise<readonly ItemOutcome<O>[]>,
): Promise<ItemOutcome<O>[]> {
  const outcomes = new Array<ItemOutcome<O>>(items.length);
  const queue: Work[] = items.length > 0 ? [{ indexes: items.map((_item, index) => index), attempt: 1 }] : [];
  for (let work = queue.shift(); work; work = queue.shift()) {
    const now = work.indexes.slice(0, options.size.now);
    const later = work.indexes.slice(options.size.now);
    if (later.length > 0) queue.unshift({ ...work, indexes: later });
    const answers = await attempt(now, send, items);
    if (answers instanceof SideError) {
      const halves = splitOrNull(answers, now, work.attempt, options);
      if (halves) queue.unshift(...halves);
      else fail(answers, isForAll(answers) ? [...now, ...drain(queue)] : now, outcomes);
      continue;
    }
    now.forEach((index, position) => {
      outcomes[index] = answers[position] ?? missing();
    });
    await againLater(now, work.attempt, outcomes, options, queue);
  }
  return outcomes;
}

/** Sends one batch; a typed failure comes back as a value, anything else is a mistake of ours and is thrown. */
async function attempt<I, O>(
  indexes: readonly number[],
  send: (batch: readonly I[]) => Promise<readonly ItemOutcome<O>[]>,
  items: readonly I[],
): Promise<readonly ItemOutcome<O>[] | SideError> {
  try {
    return await send(indexes.map((index) => items[index] as I));
  } catch (error) {
    if (error instanceof SideError) return error;
    throw error;
  }
}

/** One item may break the whole answer; halving finds it. */
const POISONED = new Set(['EWS_MALFORMED_XML', 'EWS_ANSWER_TOO_DEEP']);

/** Two halves of a batch that was too much or is poisoned by one of its items; null where that cannot help. */
function splitOrNull(
  error: SideError,
  now: readonly number[],
  attempt: number,
  options: BatchOptions,
): Work[] | null {
  if (now.length < 2) return null;
  const { code, kind } = error.details;
  if (!options.repeatable && isOutcomeUnknown(code)) return null;
  if (!isOverload(code) && kind !== 'entry' && !POISONED.has(code)) return null;
  options.size.shrinkBelow(now.length);
  const half = Math.ceil(now.length / 2);
  return [now.slice(0, half), now.slice(half)].map((indexes) => ({ indexes, attempt }));
}

/** Whether a failure of one batch will be that of the next ones too: then asking on only burdens the server. */
function isForAll(error: SideError): boolean {
  const { code, kind } = error.details;
  return kind !== 'entry' && !isOverload(code) && !POISONED.has(code);
}

function drain(queue: Work[]): number[] {
  return queue.splice(0).flatMap((work) => work.indexes);
}

function fail<O>(error: SideError, indexes: readonly number[], outcomes: ItemOutcome<O>[]): void {
  for (const index of indexes) outcomes[index] = { ok: false, error: error.details };
}

/** Queues the items of a batch that the server left untouched, after the pause that it asked for. */
async function againLater<O>(
  now: readonly number[],
  attempt: number,
  outcomes: readonly ItemOutcome<O>[],
  options: BatchOptions,
  queue: Work[],
): Promise<void> {
  const untouched = now.filter((index) => mayGoAgain(outcomes[index], options));
  if (untouched.length === 0) {
    options.size.grow();
    return;
  }
  options.size.shrinkBelow(now.length);
  if (attempt >= options.policy.attempts) return;
  const asked = untouched.map((index) => retryAfterOf(outcomes[index])).filter((wait) => wait !== null);
  const wait = pauseFor(asked.length > 0 ? Math.max(...asked) : null, attempt, options.policy);
  if (wait > options.policy.longestAsked) return;
  // Given up while waiting: what was done stays told, the untouched ones keep the server's own refusal.
  const slept = await sleep(wait, options.signal).then(
    () => true,
    () => false,
  );
  if (slept) queue.push({ indexes: untouched, attempt: attempt + 1 });
}

function mayGoAgain(outcome: ItemOutcome<unknown> | undefined, options: BatchOptions): boolean {
  if (!outcome || outcome.ok || outcome.error.kind !== 'retry') return false;
  return options.repeatable || !isOutcomeUnknown(outcome.error.code);
}

function retryAfterOf(outcome: ItemOutcome<unknown> | undefined): number | null {
  return outcome && !outcome.ok ? outcome.error.retryAfter : null;
}

function missing(): ItemOutcome<never> {
  return {
    ok: false,
    error: ewsDetails('EWS_WRONG_ANSWER_COUNT', 'the server did not answer about this item'),
  };
}
