import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../../src/store/database.ts';
import type { Schema } from '../../../src/store/schema.ts';

/** What every query after the death says. */
class Dead extends Error {}

/**
 * A database that answers so many more queries and then never again, as to a process that ends there. An open
 * transaction is rolled back, as the server does when the connection of a dead process closes.
 */
export class DyingDatabase implements Database {
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  readonly kind: Database['kind'];
  readonly #onDeath: () => void;
  #left = Number.POSITIVE_INFINITY;

  constructor(real: Database, onDeath: () => void) {
    this.kind = real.kind;
    this.#onDeath = onDeath;
    this.pool = this.#mortalPool(real.pool);
    this.db = new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: this.pool }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    });
  }

  get isDead(): boolean {
    return this.#left < 0;
  }

  /** The count begins here: this many queries are still answered. */
  diesAfter(queries: number): void {
    this.#left = queries;
  }

  async close(): Promise<void> {}

  /** One query less; throws when there was none left. */
  #live(): void {
    const lived = !this.isDead;
    this.#left -= 1;
    if (!this.isDead) return;
    if (lived) this.#onDeath();
    throw new Dead('the process has ended here');
  }

  #mortalPool(pool: pg.Pool): pg.Pool {
    return this.#with(pool, {
      query: async (...of: unknown[]) => {
        this.#live();
        return (pool.query as (...given: unknown[]) => Promise<unknown>).apply(pool, of);
      },
      connect: async () => this.#mortalClient(await pool.connect()),
    });
  }

  #mortalClient(client: pg.PoolClient): pg.PoolClient {
    return this.#with(client, {
      query: async (...of: unknown[]) => {
        this.#live();
        return (client.query as (...given: unknown[]) => Promise<unknown>).apply(client, of);
      },
      release: () => {
        if (!this.isDead) return client.release();
        client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        );
      },
    });
  }

  /** The same thing with other methods. */
  #with<T extends object>(thing: T, methods: object): T {
    return new Proxy(thing, {
      get(target, name) {
        if (name in methods) return methods[name as keyof typeof methods];
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}
