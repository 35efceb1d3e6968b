import { SideError } from '../../../model/problem.ts';
import type { Identifier } from '../envelope.ts';

/** How long (milliseconds) a mailbox that no form names is asked for by the first form alone. */
const NOBODY_FOR = 3600_000;

/**
 * Refusals that mean "that names nobody": another way of naming may still find the mailbox (ResponseCode, EWS). A
 * server that does not know a form refuses the header's data or its schema. All of them come before any work is done.
 * A denied right is none of them: whoever is denied was found, and asking again by another name finds no more rights.
 */
const NAMES_NOBODY: ReadonlySet<string> = new Set([
  'ErrorNonExistentMailbox',
  'ErrorInvalidSmtpAddress',
  'ErrorInvalidUserPrincipalName',
  'ErrorInvalidExchangeImpersonationHeaderData',
]);

/** The right is missing: the server knows whom the name means. */
export const DENIED = 'ErrorImpersonateUserDenied';

/** Whether the next form of naming is worth a request. */
export function namesNobody(error: unknown, by: Identifier): boolean {
  if (!(error instanceof SideError)) return false;
  const { code } = error.details;
  return NAMES_NOBODY.has(code) || (by === 'SmtpAddress' && code === 'ErrorSchemaValidation');
}

/**
 * By which form each mailbox is known to the server. Kept with the connection rather than in the database: it costs
 * at most two more requests, for the few mailboxes that differ, each time a process starts; and since directories are
 * changed behind our back, it is not worth keeping what may be wrong by then.
 */
export class KnownForms {
  readonly #forms: readonly Identifier[];
  readonly #now: () => number;
  /** Only those that are not named by the first form, by address in lower case. */
  readonly #known = new Map<string, Identifier>();
  /** When every form failed, on the same clock as `now`. */
  readonly #nobodySince = new Map<string, number>();

  constructor(forms: readonly Identifier[], now: () => number = () => performance.now()) {
    this.#forms = forms;
    this.#now = now;
  }

  /** The form by which the mailbox is named for the time being. */
  first(address: string): Identifier {
    return this.#known.get(address.toLowerCase()) ?? (this.#forms[0] as Identifier);
  }

  /** The forms worth trying, in that order; what worked the last time comes first. */
  toTry(address: string): readonly Identifier[] {
    const first = this.first(address);
    const since = this.#nobodySince.get(address.toLowerCase());
    if (since !== undefined && this.#now() - since < NOBODY_FOR) return [first];
    return [first, ...this.#forms.filter((form) => form !== first)];
  }

  /** The server knew the mailbox by this form. */
  worked(address: string, by: Identifier): void {
    const key = address.toLowerCase();
    this.#nobodySince.delete(key);
    if (by === this.#forms[0]) this.#known.delete(key);
    else this.#known.set(key, by);
  }

  /** No form names anybody. */
  failed(address: string): void {
    const key = address.toLowerCase();
    this.#known.delete(key);
    if (this.toTry(address).length > 1) this.#nobodySince.set(key, this.#now());
  }
}
