import type { AdviceKey } from '../../../model/advice.ts';
import { SideError } from '../../../model/problem.ts';
import { DENIED } from './known-forms.ts';

/** Other mailboxes that are tried before the right counts as missing. */
const TRIES = 3;

/** What was found out holds for so long (milliseconds): a denied right costs no more requests than that. */
const HOLDS_FOR = 10 * 60_000;

/** Acts for another mailbox; fails as the server refuses. */
export type ActFor = (address: string, signal: AbortSignal) => Promise<unknown>;

interface Finding {
  readonly mayActForOthers: boolean;
  readonly at: number;
}

/**
 * Exchange refuses a mailbox outside the scope of the role in the same words as an account without the role. The two
 * need different people to do different things, so they are told apart by trying other mailboxes of the company.
 */
export class DenialJudge {
  readonly #others: () => Promise<readonly string[]>;
  readonly #actFor: ActFor;
  readonly #now: () => number;
  #finding: Finding | null = null;

  /** `others` gives addresses of mailboxes for which the account should have the right, the likeliest first. */
  constructor(
    others: () => Promise<readonly string[]>,
    actFor: ActFor,
    now: () => number = () => performance.now(),
  ) {
    this.#others = others;
    this.#actFor = actFor;
    this.#now = now;
  }

  /** The same error, with the advice that fits where it is a denied right. */
  async judged(error: unknown, denied: string | null, signal: AbortSignal): Promise<unknown> {
    if (!(error instanceof SideError) || error.details.code !== DENIED || denied === null) return error;
    const advice: AdviceKey = (await this.#mayActForOthers(denied, signal))
      ? 'ewsMailboxOutsideScope'
      : 'ewsImpersonationMissing';
    return new SideError({ ...error.details, advice }, { cause: error });
  }

  async #mayActForOthers(denied: string, signal: AbortSignal): Promise<boolean> {
    if (this.#finding && this.#now() - this.#finding.at < HOLDS_FOR) return this.#finding.mayActForOthers;
    const mayActForOthers = await this.#tryOthers(denied, signal);
    if (!signal.aborted) this.#finding = { mayActForOthers, at: this.#now() };
    return mayActForOthers;
  }

  async #tryOthers(denied: string, signal: AbortSignal): Promise<boolean> {
    const others = await this.#others().catch(() => []);
    const isOther = (address: string) => address.toLowerCase() !== denied.toLowerCase();
    for (const address of others.filter(isOther).slice(0, TRIES)) {
      const may = await this.#actFor(address, signal).then(
        () => true,
        () => false,
      );
      if (may) return true;
    }
    return false;
  }
}
