import type { Ledger } from './ledger.ts';

/** How often the row of a run is written at most: people watch a bar, not a counter. */
const BETWEEN_UPDATES = 400;

/** How far a run is, in steps. Written a few times a second at most, whatever the number of steps. */
export class Progress {
  readonly #show: Ledger['show'];
  readonly #now: () => number;
  #done = 0;
  #total = 0;
  #phase = '';
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(ledger: Pick<Ledger, 'show'>, now: () => number) {
    this.#show = ledger.show.bind(ledger);
    this.#now = now;
  }

  /** A phase with so many steps more than were known: shown at once. */
  async begin(phase: string, steps: number): Promise<void> {
    this.#phase = phase;
    this.#total += steps;
    await this.#write();
  }

  async advance(steps: number): Promise<void> {
    this.#done += steps;
    if (this.#done >= this.#total || this.#now() - this.#writtenAt >= BETWEEN_UPDATES) await this.#write();
  }

  async #write(): Promise<void> {
    this.#writtenAt = this.#now();
    await this.#show(this.#done, this.#total, this.#phase);
  }
}
