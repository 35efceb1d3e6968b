import { type ErrorDetails, SideError } from '../../../model/problem.ts';

/** The account in question has been disabled (ResponseCode, EWS). */
const DISABLED = 'ErrorAccountDisabled';

/**
 * Whose account is meant by a disabled one: a delegate that is disabled cannot even sign in (HTTP 401), so in a
 * request for a mailbox it is the account of that mailbox, which concerns its user and nobody else.
 */
export function accountBehind(error: ErrorDetails, mailbox: object | null): ErrorDetails {
  if (error.code !== DISABLED || mailbox === null) return error;
  return { ...error, advice: 'ewsMailboxAccountDisabled' };
}

/** The same for a failure of a whole request. */
export function disabledOf(error: unknown, mailbox: object | null): unknown {
  if (!(error instanceof SideError) || error.details.code !== DISABLED) return error;
  return new SideError(accountBehind(error.details, mailbox), { cause: error });
}
