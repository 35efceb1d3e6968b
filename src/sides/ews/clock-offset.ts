/**
 * How far a server's clock is ahead of ours, from the Date headers of its answers. A header says the second that
 * the clock was in while the answer was made, which was somewhere between sending and receiving: each answer bounds
 * the offset on both sides, and together they bound it ever closer. All in milliseconds.
 */
export class ClockOffset {
  #lowest = Number.NEGATIVE_INFINITY;
  #highest = Number.POSITIVE_INFINITY;

  /** The middle of what is possible; null before the first answer. */
  get estimate(): number | null {
    return this.#lowest === Number.NEGATIVE_INFINITY ? null : (this.#lowest + this.#highest) / 2;
  }

  /** How far the estimate may be off on either side; infinite before the first answer. */
  get uncertainty(): number {
    return (this.#highest - this.#lowest) / 2;
  }

  /** Takes a Date header of an answer to what was sent at `sent` and received at `received` by our clock. */
  take(date: string | string[] | undefined, sent: number, received: number): void {
    const told = Date.parse(String(date ?? ''));
    // With our own clock set back in between, the answer bounds nothing.
    if (Number.isNaN(told) || received < sent) return;
    const lowest = told - received;
    // A header is cut to whole seconds.
    const highest = told + 1000 - sent;
    const isOtherClock = lowest > this.#highest || highest < this.#lowest;
    // No clock fits all answers: one of the two was set, and what was known before is of no use.
    this.#lowest = isOtherClock ? lowest : Math.max(lowest, this.#lowest);
    this.#highest = isOtherClock ? highest : Math.min(highest, this.#highest);
  }
}
