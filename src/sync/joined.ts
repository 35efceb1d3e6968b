/** A call that waits for its turn. */
interface Call<T, R> {
  readonly item: T;
  readonly resolve: (value: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Work of which one turn is under way at a time, and calls that come meanwhile take part in the next turn together:
 * what a turn costs (a transaction, a lock, round trips) is shared by all who waited for it. A turn that throws
 * fails for each call in it.
 */
export class Joined<T, R> {
  readonly #work: (items: readonly T[]) => Promise<readonly R[]>;
  readonly #most: number;
  readonly #waiting: Call<T, R>[] = [];
  #isBusy = false;

  /** `work` answers one value for each item, in their order; a turn takes so many items at most. */
  constructor(most: number, work: (items: readonly T[]) => Promise<readonly R[]>) {
    this.#most = most;
    this.#work = work;
  }

  do(item: T): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isBusy) void this.#takeTurns();
    });
  }

  async #takeTurns(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) await this.#take(this.#waiting.splice(0, this.#most));
    this.#isBusy = false;
  }

  async #take(turn: readonly Call<T, R>[]): Promise<void> {
    try {
      const values = await this.#work(turn.map(({ item }) => item));
      for (const [index, { resolve }] of turn.entries()) resolve(values[index] as R);
    } catch (error) {
      for (const { reject } of turn) reject(error);
    }
  }
}
