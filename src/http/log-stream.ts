import { setTimeout as sleep } from 'node:timers/promises';
import type { LogPulse } from '../store/log-pulse.ts';

/** Milliseconds between two looks for news. */
export const LOOK_EVERY = 1_000;

/** Looks between two checks that the session still holds, when there is nothing to tell. */
const CHECK_EVERY = 3;

/** Looks without news after which a sign of life is sent: what stands between may close a silent connection. */
const SILENCE = 15;

/** A stream that is older (milliseconds) ends, and the page opens another: nothing holds for ever. */
const LONGEST = 15 * 60_000;

export interface LogStreamParts {
  /** Id of the newest line that the page knows. */
  readonly since: number;
  readonly pulse: () => Promise<LogPulse>;
  /** Whether whoever listens may still do so: signed in, in the same role, for the same company. */
  readonly mayListen: () => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Milliseconds; for tests. */
  readonly lookEvery?: number;
}

/**
 * The events of a live log as `text/event-stream`: `news` where there are lines that the page has not, `runs` where
 * runs go on, `end` when the session is over. Nothing is told before it is known that the session still holds.
 */
export async function* logStream(parts: LogStreamParts): AsyncGenerator<string> {
  const { pulse, mayListen, signal, lookEvery = LOOK_EVERY } = parts;
  const end = performance.now() + LONGEST;
  // Whoever is cut off comes back soon, and asks by itself what it has missed.
  yield 'retry: 2000\n\n';
  let told: LogPulse = { newest: parts.since, runs: '' };
  for (let look = 1, quiet = 0; performance.now() < end && !signal.aborted; look++) {
    const now = await pulse();
    const events = eventsBetween(told, now);
    if (events !== '' || look % CHECK_EVERY === 0) {
      if (!(await mayListen())) {
        yield 'event: end\ndata: {}\n\n';
        return;
      }
    }
    quiet = events === '' ? quiet + 1 : 0;
    if (events !== '') yield events;
    else if (quiet % SILENCE === 0) yield ': still here\n\n';
    told = { newest: Math.max(told.newest, now.newest), runs: now.runs };
    await sleep(lookEvery, undefined, { signal }).catch(() => {});
  }
}

function eventsBetween(told: LogPulse, now: LogPulse): string {
  const news =
    now.newest > told.newest
      ? `event: news\ndata: ${JSON.stringify({ newest: String(now.newest) })}\n\n`
      : '';
  const runs = now.runs !== told.runs ? 'event: runs\ndata: {}\n\n' : '';
  return news + runs;
}
