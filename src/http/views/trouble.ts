import type { ErrorDetails } from '../../model/problem.ts';
import type { Instant } from '../../model/time.ts';
import type { Trouble } from '../contract.ts';

/** A failure as people read it, with the time at which it happened. */
export function troubleView(error: ErrorDetails, at: Instant): Trouble {
  const { code, words, requestId, advice } = error;
  return { code, words, requestId, advice, at };
}
