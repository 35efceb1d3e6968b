import { SideError } from '../../model/problem.ts';
import { isOutcomeUnknown, isOverload, isPoisoned } from './classify.ts';
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

/** Items that go out next, and how often the server has complained about them. */
interface Work {
  readonly indexes: readonly number[];
  readonly attempt: number;
}

/**
 * Sends items in batches and gives one outcome for each, in order; never throws for what the server does, so
 * that what was already done is never forgotten. A batch that is too much is halved after the pause that the
 * server asks for; one that a single item spoils is halved down to that item; items that the server left
 * untouched ("processing stopped", "busy") go out again. Everything is bounded by the policy's attempts.
 */
export async function inBatches<I, O>(
  items: readonly I[],
  options: BatchOptions,
  send: (batch: readonly I[]) => Promise<readonly ItemOutcome<O>[]>,
): Promise<ItemOutcome<O>[]> {
  const outcomes = new Array<ItemOutcome<O>>(items.length);
  const queue: Work[] = items.length > 0 ? [{ indexes: items.map((_item, index) => index), attempt: 1 }] : [];
  for (let work = queue.shift(); work; work = queue.shift()) {
    const now = { ...work, indexes: work.indexes.slice(0, options.size.now) };
    const later = work.indexes.slice(options.size.now);
    if (later.length > 0) queue.unshift({ ...work, indexes: later });
    const answers = await sendOne(now, send, items);
    if (answers instanceof SideError) {
      const halves = await afterFailure(answers, now, options);
      if (halves) queue.unshift(...halves);
      else fail(answers, isForAll(answers) ? [now, ...queue.splice(0)] : [now], outcomes);
      continue;
    }
    now.indexes.forEach((index, position) => {
      outcomes[index] = answers[position] ?? missing();
    });
    queue.push(...(await leftUntouched(now, outcomes, options)));
  }
  return outcomes;
}

/** Sends one batch; a typed failure comes back as a value, anything else is a mistake of ours and is thrown. */
async function sendOne<I, O>(
  { indexes }: Work,
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

/** Two halves of a failed batch where that can help, after the pause that the server needs; otherwise null. */
async function afterFailure(
  error: SideError,
  { indexes, attempt }: Work,
  options: BatchOptions,
): Promise<Work[] | null> {
  const { code, kind, retryAfter } = error.details;
  if (indexes.length < 2 || (!options.repeatable && isOutcomeUnknown(code))) return null;
  const complaint = isOverload(code);
  if (!complaint && kind !== 'entry' && !isPoisoned(code)) return null;
  if (complaint && !(await mayGoOn(retryAfter, attempt, options))) return null;
  options.size.shrinkBelow(indexes.length);
  const half = Math.ceil(indexes.length / 2);
  const next = complaint ? attempt + 1 : attempt;
  return [indexes.slice(0, half), indexes.slice(half)].map((part) => ({ indexes: part, attempt: next }));
}

/** Pauses as the server asks; false when the attempts are used up, the pause is too long, or we were stopped. */
async function mayGoOn(
  asked: number | null,
  attempt: number,
  { policy, signal }: BatchOptions,
): Promise<boolean> {
  const wait = pauseFor(asked, attempt, policy);
  if (attempt >= policy.attempts || wait > policy.longestAsked) return false;
  return await sleep(wait, signal).then(
    () => true,
    () => false,
  );
}

/** Whether a failure of one batch will be that of the next ones too: then asking on only burdens the server. */
function isForAll(error: SideError): boolean {
  return error.details.kind !== 'entry' && !isPoisoned(error.details.code);
}

function fail<O>(error: SideError, work: readonly Work[], outcomes: ItemOutcome<O>[]): void {
  for (const index of work.flatMap(({ indexes }) => indexes))
    outcomes[index] = { ok: false, error: error.details };
}

/** The items of an answered batch that the server did not touch, to go out again; none when it is over. */
async function leftUntouched(
  { indexes, attempt }: Work,
  outcomes: readonly ItemOutcome<unknown>[],
  options: BatchOptions,
): Promise<Work[]> {
  const untouched = indexes.filter((index) => mayGoAgain(outcomes[index], options));
  if (untouched.length === 0) {
    options.size.grow();
    return [];
  }
  options.size.shrinkBelow(indexes.length);
  const asked = untouched.flatMap((index) => retryAfterOf(outcomes[index]) ?? []);
  // When it is over, the untouched ones keep the server's own refusal and the others what was done.
  if (!(await mayGoOn(asked.length > 0 ? Math.max(...asked) : null, attempt, options))) return [];
  // Only standstill uses up attempts: a batch that gets on item by item comes to its end anyway.
  return [{ indexes: untouched, attempt: untouched.length < indexes.length ? attempt : attempt + 1 }];
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
