import { type ErrorDetails, SideError } from '../../../model/problem.ts';

/** The account in question has been disabled (ResponseCode, EWS). */
const DISABLED = 'ErrorAccountDisabled';

/**
 * Whose account is meant by a disabled one: a delegate that is disabled cannot even sign in (HTTP 401), so in a
 * request for a mailbox it is the account of that mailbox, which concerns its user and nobody else.
 */
function accountBehind(error: ErrorDetails, mailbox: object | null): ErrorDetails {
  if (error.code !== DISABLED || mailbox === null) return error;
  return { ...error, advice: 'ewsMailboxAccountDisabled' };
}

/** The same for a failure of a whole request. */
export function disabledOf(error: unknown, mailbox: object | null): unknown {
  if (!(error instanceof SideError) || error.details.code !== DISABLED) return error;
  return new SideError(accountBehind(error.details, mailbox), { cause: error });
}

/** The same for the outcome of one item. */
export function ofAccount<Outcome extends { readonly ok: boolean }>(
  outcome: Outcome | { readonly ok: false; readonly error: ErrorDetails },
  mailbox: object | null,
): Outcome | { readonly ok: false; readonly error: ErrorDetails } {
  return 'error' in outcome ? { ok: false, error: accountBehind(outcome.error, mailbox) } : outcome;
}
