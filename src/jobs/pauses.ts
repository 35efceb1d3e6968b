import { hasCome } from '../model/clock-jump.ts';

/**
 * Companies whose server asked to be left alone for a while. The limits of a server are the company's (they
 * are charged to the delegate account), so its other mailboxes wait, too, and take no place in the worker
 * that other companies could use.
 */
export class Pauses {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The company's server asked to wait until then (milliseconds since the epoch). */
  note(organizationId: string, until: number): void {
    this.#until.set(organizationId, Math.max(until, this.#until.get(organizationId) ?? 0));
  }

  /** Its connection was changed: what the old server asked for binds no more. */
  forget(organizationId: string): void {
    this.#until.delete(organizationId);
  }

  /** Companies that still wait. */
  paused(): readonly string[] {
    const now = this.#now();
    for (const [organizationId, until] of this.#until)
      if (hasCome(until, now)) this.#until.delete(organizationId);
    return [...this.#until.keys()];
  }
}
