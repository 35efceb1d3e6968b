import type { AdviceKey } from '../model/advice.ts';
import { type ErrorKind, SideError } from '../model/problem.ts';

/** A failure that Tahti itself finds before any server was asked. */
export function syncError(kind: ErrorKind, code: string, words: string, advice: AdviceKey): SideError {
  return new SideError({
    kind,
    source: 'tahti',
    code,
    words,
    requestId: null,
    advice,
    retryAfter: null,
  });
}
