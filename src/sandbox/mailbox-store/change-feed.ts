interface Change {
  readonly sequence: number;
  readonly item: number;
}

/**
 * What changed in one folder, in order: for each item only its last change counts. Sync states, notifications
 * and delta tokens all read it; none of them moves it.
 */
export class ChangeFeed {
  #changes: Change[] = [];
  /** The sequence number of each item's last change, deleted items included. */
  readonly #last = new Map<number, number>();

  /** Notes a creation, change or removal. One that is known already, or of before (from a backup), is no news. */
  record(sequence: number, item: number): void {
    if ((this.#last.get(item) ?? 0) >= sequence) return;
    this.#last.set(item, sequence);
    this.#changes.push({ sequence, item });
    if (this.#changes.length > 2 * this.#last.size + 1_000) this.#dropSuperseded();
  }

  /** The items whose last change came after a sequence number, oldest change first. */
  *after(sequence: number): Generator<Change> {
    for (let at = this.#firstAfter(sequence); at < this.#changes.length; at += 1) {
      const change = this.#changes[at] as Change;
      if (this.#last.get(change.item) === change.sequence) yield change;
    }
  }

  #dropSuperseded(): void {
    this.#changes = this.#changes.filter(({ sequence, item }) => this.#last.get(item) === sequence);
  }

  #firstAfter(sequence: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle] as Change).sequence <= sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
