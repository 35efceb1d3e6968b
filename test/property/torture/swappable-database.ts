import type { Database } from '../../../src/store/database.ts';

/**
 * A database that can be closed and opened again under those who hold it: while another process has the folder,
 * this one must not. Engines take their handle when they are made, so they are made anew after a swap.
 */
export class SwappableDatabase implements Database {
  #current: Database;

  constructor(current: Database) {
    this.#current = current;
  }

  get db(): Database['db'] {
    return this.#current.db;
  }

  get pool(): Database['pool'] {
    return this.#current.pool;
  }

  get kind(): Database['kind'] {
    return this.#current.kind;
  }

  close(): Promise<void> {
    return this.#current.close();
  }

  swap(next: Database): void {
    this.#current = next;
  }
}
