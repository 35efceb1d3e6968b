import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import type { EwsConnection } from '../../sides/ews/connection.ts';
import type { Handle } from '../../store/handle.ts';
import {
  endLook,
  failLook,
  type LookResult,
  leaveMove,
  type MoveLease,
  nextTryOf,
  nextUsers,
  recordLook,
  recordLookFailure,
  releaseMove,
} from '../../store/move-looks.ts';
import { listMoveUsers, moveTotals } from '../../store/move-report.ts';
import type { Move } from '../../store/moves.ts';
import type { MailboxRef } from '../../store/synchronizations.ts';
import { internalError } from '../../sync/internal-error.ts';
import { LookTrouble } from './look-trouble.ts';

/** Mailboxes that are looked at together: a new server is not to be hit, and the one in use has its work. */
const AT_ONCE = 4;

/** Users whose turn is read from the database at once. */
const READ_AT_ONCE = 100;

/** One look may take this long (milliseconds); a server that goes on answering slowly is given up. */
const LONGEST_LOOK = 15 * 60_000;

export interface LookTools {
  readonly db: Handle;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly connect: (move: Move) => Promise<EwsConnection>;
  /** Null for somebody who has switched off since. */
  readonly look: (
    connection: EwsConnection,
    mailbox: MailboxRef,
    signal: AbortSignal,
  ) => Promise<LookResult | null>;
}

/**
 * Looks at all users of a move that still wait for it, some at a time. What is found is stored at once for each, so
 * that a process that dies here has lost nothing but the looks under way: whoever takes the move next goes on.
 * It ends with everybody looked at, with a pause that the new server asked for or needs, or with the reason why it
 * lets nobody in. Never throws for what a server does.
 */
export async function lookAtCompany(
  tools: LookTools,
  move: Move,
  lease: MoveLease,
  signal: AbortSignal,
): Promise<void> {
  let connection: EwsConnection;
  try {
    connection = await tools.connect(move);
  } catch (error) {
    return failLook(tools.db, lease, detailsOf(error));
  }
  try {
    await new CompanyLook(tools, move, lease, connection, signal).run();
  } finally {
    await connection.close();
  }
}

class CompanyLook {
  readonly #tools: LookTools;
  readonly #move: Move;
  readonly #lease: MoveLease;
  readonly #connection: EwsConnection;
  readonly #signal: AbortSignal;
  readonly #trouble: LookTrouble;

  constructor(
    tools: LookTools,
    move: Move,
    lease: MoveLease,
    connection: EwsConnection,
    signal: AbortSignal,
  ) {
    this.#tools = tools;
    this.#move = move;
    this.#lease = lease;
    this.#connection = connection;
    this.#signal = signal;
    this.#trouble = new LookTrouble(tools.now);
  }

  async run(): Promise<void> {
    const { db } = this.#tools;
    while (!this.#isOver()) {
      const users = await nextUsers(db, this.#lease, this.#instant(), READ_AT_ONCE);
      if (users.length === 0) return this.#endOrWait();
      await inLanes(
        users,
        () => this.#isOver(),
        ({ userId, attempts }) => this.#lookAt(userId, attempts),
      );
    }
    await this.#giveUp();
  }

  #isOver(): boolean {
    return this.#signal.aborted || this.#trouble.stops;
  }

  #instant(millis: number = this.#tools.now()): Instant {
    return instantFromMillis(millis);
  }

  async #lookAt(userId: string, attempts: number): Promise<void> {
    const { db, look } = this.#tools;
    const mailbox = { organizationId: this.#move.organizationId, userId };
    const within = AbortSignal.any([this.#signal, AbortSignal.timeout(LONGEST_LOOK)]);
    try {
      const found = await look(this.#connection, mailbox, within);
      this.#trouble.clear();
      if (found) await recordLook(db, this.#lease, userId, found, this.#instant());
      else await leaveMove(db, this.#lease, userId);
    } catch (error) {
      // Broken off by us, it is nobody's failure.
      if (!this.#signal.aborted) await this.#noteFailure(userId, detailsOf(error), attempts + 1);
    }
  }

  async #noteFailure(userId: string, error: ErrorDetails, attempts: number): Promise<void> {
    const next = this.#trouble.note(error, attempts);
    // Nobody gets in: that is no failure of this user's, who goes on waiting.
    if (this.#trouble.fatal) return;
    const nextTryAt = next === null ? null : this.#instant(next);
    await recordLookFailure(this.#tools.db, this.#lease, userId, error, nextTryAt);
  }

  /** Why the lanes stopped is told to the move; where the process itself stops, another takes it up at once. */
  async #giveUp(): Promise<void> {
    const { db } = this.#tools;
    const { fatal, pause } = this.#trouble;
    if (fatal) return failLook(db, this.#lease, fatal);
    await releaseMove(db, this.#lease, pause && this.#instant(pause.until), pause?.why);
  }

  /** Nobody can be looked at now: everybody was, or those who are left wait for their next try. */
  async #endOrWait(): Promise<void> {
    const { db } = this.#tools;
    const next = await nextTryOf(db, this.#lease);
    if (next) return releaseMove(db, this.#lease, next.at, this.#move.error);
    const { looked, failed } = await moveTotals(db, this.#move);
    if (looked > 0 || failed === 0) return endLook(db, this.#lease, this.#instant());
    const { rows } = await listMoveUsers(db, this.#move, { show: 'failed', offset: 0, limit: 1 });
    await failLook(db, this.#lease, rows[0]?.error ?? internalError(null));
  }
}

function detailsOf(error: unknown): ErrorDetails {
  return error instanceof SideError ? error.details : internalError(error);
}

/** Works the list off with some at a time, until it is done or nothing more may begin. */
async function inLanes<Item>(
  items: readonly Item[],
  isOver: () => boolean,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined && !isOver(); item = waiting.shift())
      await work(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
