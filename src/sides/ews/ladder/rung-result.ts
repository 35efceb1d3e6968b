import type { AdviceKey } from '../../../model/advice.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { Rung } from '../../../model/rung.ts';

/** What one rung found; its name and duration are added by the ladder. */
export type RungResult = Omit<Rung, 'name' | 'millis'>;

interface Found {
  readonly facts?: Readonly<Record<string, string>>;
  readonly requestId?: string | null;
  readonly advice?: AdviceKey | null;
}

export function passed(
  words: string,
  { facts = {}, requestId = null, advice = null }: Found = {},
): RungResult {
  return { state: 'passed', words, requestId, advice, facts };
}

export function skipped(words: string): RungResult {
  return { state: 'skipped', words, requestId: null, advice: null, facts: {} };
}

export function failed(words: string, { facts = {}, requestId = null, advice = null }: Found): RungResult {
  return { state: 'failed', words, requestId, advice, facts };
}

/** A failure of the server or the way to it, in its own words, with its code among the facts. */
export function failedBy(error: ErrorDetails, advice?: AdviceKey): RungResult {
  return {
    state: 'failed',
    words: error.words,
    requestId: error.requestId,
    advice: advice ?? error.advice,
    facts: { code: error.code, ...error.extra },
  };
}
