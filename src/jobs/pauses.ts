import { hasCome } from '../model/clock-jump.ts';
import type { Instant } from '../model/time.ts';

interface Pause {
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** When the connection was saved over which the server asked to wait. */
  readonly connection: Instant | undefined;
}

/** When each of these companies last saved its connection; those without one are missing. */
export type SavedAt = (organizationIds: readonly string[]) => Promise<ReadonlyMap<string, Instant>>;

/**
 * Companies whose server asked to be left alone for a while. The limits of a server are the company's (they
 * are charged to the delegate account), so its other mailboxes wait, too, and take no place in the worker
 * that other companies could use. A connection that was saved since, by whichever process, has a new start.
 */
export class Pauses {
  readonly #pauses = new Map<string, Pause>();
  readonly #now: () => number;
  readonly #savedAt: SavedAt;

  constructor(now: () => number, savedAt: SavedAt) {
    this.#now = now;
    this.#savedAt = savedAt;
  }

  /** The connection as it is saved now: asked before a run, so that its outcome is taken for no other's. */
  async connectionOf(organizationId: string): Promise<Instant | undefined> {
    return (await this.#savedAt([organizationId])).get(organizationId);
  }

  /** The company's server asked, over that connection, to wait until then (milliseconds since the epoch). */
  note(organizationId: string, until: number, connection: Instant | undefined): void {
    const known = this.#pauses.get(organizationId);
    const isSame = known?.connection === connection;
    this.#pauses.set(organizationId, {
      connection,
      until: isSame ? Math.max(until, known?.until ?? 0) : until,
    });
  }

  /** Its connection was changed: what the old server asked for binds no more. */
  forget(organizationId: string): void {
    this.#pauses.delete(organizationId);
  }

  /** Companies that still wait. Asks the database only while there are any. */
  async paused(): Promise<readonly string[]> {
    const now = this.#now();
    for (const [organizationId, { until }] of this.#pauses)
      if (hasCome(until, now)) this.#pauses.delete(organizationId);
    if (this.#pauses.size === 0) return [];
    const saved = await this.#savedAt([...this.#pauses.keys()]);
    for (const [organizationId, { connection }] of this.#pauses)
      if (saved.get(organizationId) !== connection) this.#pauses.delete(organizationId);
    return [...this.#pauses.keys()];
  }
}
