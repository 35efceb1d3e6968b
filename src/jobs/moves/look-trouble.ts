import type { ErrorDetails } from '../../model/problem.ts';
import { ADVICE_OF_PROBLEM } from '../../model/user-problem.ts';
import { whenToTryAgain } from '../../sync/back-off.ts';

/** Tries of one user, after which what passes by itself is taken for lasting. */
const MOST_TRIES = 5;

/** Failures one after the other, of whomever: then it is the server, and the others are not tried in vain. */
const IN_A_ROW = 3;

/** A wait that the server asked for, from which on it binds everybody (milliseconds). */
const ASKED = 1000;

const COMPANY_WIDE: ReadonlySet<string> = new Set(ADVICE_OF_PROBLEM.connection);

/** What a look has met, and whether it may go on with others. */
export class LookTrouble {
  /** Set: nobody will get in until a person acts. */
  fatal: ErrorDetails | null = null;
  /** Set: everybody waits (milliseconds since the epoch). */
  pause: { readonly until: number; readonly why: ErrorDetails } | null = null;
  readonly #now: () => number;
  #inARow = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get stops(): boolean {
    return this.fatal !== null || this.pause !== null;
  }

  /** A look went well. */
  clear(): void {
    this.#inARow = 0;
  }

  /**
   * A look failed, at its user's `attempts`th try. Gives when to try again (milliseconds since the epoch), or null
   * where that is no use. A wrong password is never tried with a second mailbox: the account would be locked.
   */
  note(error: ErrorDetails, attempts: number): number | null {
    this.#inARow += 1;
    const isCompanyWide = COMPANY_WIDE.has(error.advice);
    if (error.kind === 'fatal' && isCompanyWide) this.fatal = error;
    if (error.kind !== 'retry') return null;
    const wasAsked = error.retryAfter !== null && error.retryAfter >= ASKED;
    if (attempts >= MOST_TRIES && !wasAsked) {
      if (isCompanyWide) this.fatal = error;
      return null;
    }
    const next = whenToTryAgain(error, attempts, this.#now(), Math.random());
    if (wasAsked || this.#inARow >= IN_A_ROW)
      this.pause = { until: Math.max(next, this.pause?.until ?? 0), why: error };
    return next;
  }
}
