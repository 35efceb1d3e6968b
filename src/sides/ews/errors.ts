import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { classify } from './classify.ts';

/** What is known of a failure besides its code and words. */
export interface ErrorFacts {
  readonly requestId?: string | null;
  /** Milliseconds that the server asked us to wait. */
  readonly retryAfter?: number | null;
  readonly extra?: Readonly<Record<string, string>>;
}

/** Error details for a code, classified in one place (`classify.ts`). Words never hold a secret or a body. */
export function ewsDetails(code: string, words: string, facts: ErrorFacts = {}): ErrorDetails {
  const { kind, advice } = classify(code);
  return {
    kind,
    source: 'mailbox',
    code,
    words,
    requestId: facts.requestId ?? null,
    advice,
    retryAfter: facts.retryAfter ?? null,
    ...(facts.extra && Object.keys(facts.extra).length > 0 ? { extra: facts.extra } : {}),
  };
}

/** The same as a throwable. */
export function ewsError(code: string, words: string, facts: ErrorFacts = {}, cause?: unknown): SideError {
  return new SideError(ewsDetails(code, words, facts), cause === undefined ? undefined : { cause });
}

/** A copy of the error that knows the request it belongs to. */
export function withRequestId(error: SideError, requestId: string): SideError {
  if (error.details.requestId) return error;
  return new SideError({ ...error.details, requestId }, { cause: error.cause });
}
