import { randomFrom } from '../../fixtures/random.ts';

/** What can be drawn, and how likely against the others. */
export interface Weighted<T> {
  readonly weight: number;
  readonly what: T;
}

/** All that is random in a story, drawn from one seed. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomFrom(seed);
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean {
    return this.#next() * 100 < percent;
  }

  /** One of them; there must be one. */
  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.#next() * list.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }

  /** One of them by weight. */
  draw<T>(options: readonly Weighted<T>[]): T {
    let left = this.#next() * options.reduce((sum, { weight }) => sum + weight, 0);
    for (const { weight, what } of options) {
      left -= weight;
      if (left < 0) return what;
    }
    throw new Error('nothing to draw from');
  }

  /** The same ones in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((one) => ({ one, at: this.#next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }
}
