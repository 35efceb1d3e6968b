import type { AdviceKey } from '../../model/advice.ts';
import type { ErrorKind } from '../../model/problem.ts';
import { INVALID_IDS, OVERLOAD, POISONED, ROWS, SURELY_UNDONE } from './failure-table.ts';

/** What a code means for the run, and what a person can do about it. */
export interface Classification {
  readonly kind: ErrorKind;
  readonly advice: AdviceKey;
}

/**
 * The one place where failures of Exchange are told apart. Codes are ResponseCodes of Microsoft's reference
 * (ResponseCode, EWS), `HTTP nnn`, or our own `EWS_…`. What is not listed is `entry`: an unknown refusal of
 * one item must neither stop the mailbox nor be repeated for ever.
 */
export function classify(code: string): Classification {
  return TABLE.get(code) ?? unlisted(code);
}

function unlisted(code: string): Classification {
  // A fault that says only that the server failed: it may have done the work, and may not fail again.
  if (/^SOAP (Server|Receiver|fault)$/.test(code)) return { kind: 'retry', advice: 'ewsWaitAndRetry' };
  if (/^HTTP 5\d\d$/.test(code)) return { kind: 'retry', advice: 'ewsWaitAndRetry' };
  if (/^HTTP \d+$/.test(code)) return { kind: 'fatal', advice: 'ewsNotExchange' };
  if (/^EWS_/.test(code)) return { kind: 'retry', advice: 'ewsAnswerUnusable' };
  return { kind: 'entry', advice: 'ewsEntryRefused' };
}

/** Whether the server is out of breath: a pause and smaller batches help. */
export function isOverload(code: string): boolean {
  return OVERLOAD.has(code);
}

/** Whether one item alone may be what spoils the whole answer: halving the batch finds it. */
export function isPoisoned(code: string): boolean {
  return POISONED.has(code);
}

/** Whether an id is not one of this server's: what it named stands under another id, or nowhere. */
export function isInvalidId(code: string): boolean {
  return INVALID_IDS.has(code);
}

/** Whether the work may have been done although we have no answer that says so. */
export function isOutcomeUnknown(code: string): boolean {
  return classify(code).kind === 'retry' && !SURELY_UNDONE.has(code);
}

const TABLE: ReadonlyMap<string, Classification> = new Map(
  ROWS.flatMap(([kind, advice, codes]) => codes.map((code) => [code, { kind, advice }] as const)),
);
