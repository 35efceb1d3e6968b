/**
 * A set of whole numbers kept as ascending ranges: small and quick where most numbers follow one another, as
 * the numbers of a mailbox's items do.
 */
export class NumberRanges {
  /** First and last number of each range, ascending, with a gap between any two ranges. */
  readonly #ranges: [number, number][];

  constructor(ranges: readonly (readonly [number, number])[] = []) {
    this.#ranges = ranges.map(([first, last]) => [first, last]);
  }

  get ranges(): readonly (readonly [number, number])[] {
    return this.#ranges;
  }

  has(number: number): boolean {
    const range = this.#ranges[this.#lastStartingUpTo(number)];
    return range !== undefined && number <= range[1];
  }

  add(number: number): void {
    const at = this.#lastStartingUpTo(number);
    const before = this.#ranges[at];
    const after = this.#ranges[at + 1];
    if (before && number <= before[1]) return;
    const joinsBefore = before?.[1] === number - 1;
    const joinsAfter = after?.[0] === number + 1;
    const first = before && joinsBefore ? before[0] : number;
    const last = after && joinsAfter ? after[1] : number;
    const replaced = Number(joinsBefore) + Number(joinsAfter);
    this.#ranges.splice(joinsBefore ? at : at + 1, replaced, [first, last]);
  }

  delete(number: number): void {
    const at = this.#lastStartingUpTo(number);
    const range = this.#ranges[at];
    if (!range || number > range[1]) return;
    const parts: [number, number][] = [
      [range[0], number - 1],
      [number + 1, range[1]],
    ];
    this.#ranges.splice(at, 1, ...parts.filter(([first, last]) => first <= last));
  }

  /** The index of the last range that starts at or before a number; -1 when there is none. */
  #lastStartingUpTo(number: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.[0] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
