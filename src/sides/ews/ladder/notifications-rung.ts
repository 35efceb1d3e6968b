import { randomUUID } from 'node:crypto';
import type { ErrorDetails } from '../../../model/problem.ts';
import { writeNew } from '../mapping/entry.ts';
import { PROBE_KEY, uidFor } from '../mark.ts';
import { isPassing } from '../notifications/reconnect-pause.ts';
import { createItems } from '../operations/create-item.ts';
import { deleteItems } from '../operations/delete-item.ts';
import type { Climb } from './climb.ts';
import { probeEntry } from './probe-entry.ts';
import { failed, failedBy, passed, type RungResult } from './rung-result.ts';

/** How long a subscription may take to stand, and an event to arrive, in milliseconds. */
const SUBSCRIBING_TIME = 15_000;
const ARRIVAL_TIME = 10_000;
const CLEANING_TIME = 30_000;

/** One try without a second: a person waits for the answer. */
const LIMITS = {
  gather: 0,
  refusedPause: 600_000,
  firstPause: 60_000,
  longestPause: 600_000,
  pullEvery: 1_000,
};

type Word =
  | { readonly kind: 'connected' | 'event' | 'silence' }
  | { readonly kind: 'trouble'; readonly error: ErrorDetails };

/**
 * A whole round: subscribe, write a probe entry, wait for its event, remove it, unsubscribe. A server that takes
 * no subscriptions at all has not failed: the rung is skipped, since the sweep does without. One that takes them
 * and then tells nothing has.
 */
export async function notificationsRung(climb: Climb): Promise<RungResult> {
  const heard = new Words();
  const listener = climb.connection.listen(
    {
      dirty: (_key, why) => why === 'event' && heard.say({ kind: 'event' }),
      connected: (_key, isConnected) => isConnected && heard.say({ kind: 'connected' }),
      trouble: (_keys, error) => heard.say({ kind: 'trouble', error }),
    },
    LIMITS,
  );
  try {
    listener.watch([{ key: 'probe', mailbox: climb.access.mailbox }]);
    const begun = await heard.next(SUBSCRIBING_TIME, climb.signal);
    if (begun.kind !== 'connected') return notSubscribed(begun);
    return await roundTrip(climb, heard);
  } finally {
    await listener.close();
  }
}

async function roundTrip(climb: Climb, heard: Words): Promise<RungResult> {
  const { connection, access, signal } = climb;
  const key = `${PROBE_KEY}${randomUUID()}`;
  const uid = uidFor(key);
  const item = { mark: { key, uid }, writes: writeNew(probeEntry(), uid, access.context) };
  const made = await connection.client.callOne(createItems([item]), access.mailbox, signal);
  const written = performance.now();
  const { lastRequestId } = connection.client;
  try {
    const word = await heard.next(ARRIVAL_TIME, signal);
    const millis = Math.round(performance.now() - written);
    if (word.kind === 'trouble') return failedBy(word.error);
    if (word.kind !== 'event')
      return failed(`the subscription was taken, but no event came within ${ARRIVAL_TIME / 1000} s`, {
        advice: 'ewsNotificationsSilent',
        requestId: lastRequestId,
      });
    const way = access.context.traits.hasStreaming ? 'streaming' : 'pull';
    return passed(`an event arrived ${millis} ms after the probe entry was written (${way})`, {
      requestId: lastRequestId,
      facts: { way, millis: String(millis) },
    });
  } finally {
    // Its own time, since a test that was given up cleans up, too. What is left is removed by the next test.
    const cleaning = AbortSignal.timeout(CLEANING_TIME);
    await connection.client.call(deleteItems([made], 'HardDelete'), access.mailbox, cleaning).catch(() => {});
  }
}

function notSubscribed(word: Word): RungResult {
  if (word.kind !== 'trouble')
    return failed(`no subscription stood within ${SUBSCRIBING_TIME / 1000} s`, {
      advice: 'ewsNotificationsSilent',
    });
  const { error } = word;
  if (isPassing(error)) return failedBy(error);
  return {
    ...failedBy(error, 'ewsNotificationsRefused'),
    state: 'skipped',
    words: `the server takes no subscriptions (${error.words}); changes are found by the sweep`,
  };
}

/** What a listener says, one word after the other. */
class Words {
  readonly #said: Word[] = [];
  #wake: () => void = () => {};

  say(word: Word): void {
    this.#said.push(word);
    this.#wake();
  }

  /** The next word; `silence` when none comes in time. */
  async next(millis: number, signal: AbortSignal): Promise<Word> {
    const until = AbortSignal.any([signal, AbortSignal.timeout(millis)]);
    while (this.#said.length === 0 && !until.aborted)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        until.addEventListener('abort', () => resolve(), { once: true });
      });
    return this.#said.shift() ?? { kind: 'silence' };
  }
}
