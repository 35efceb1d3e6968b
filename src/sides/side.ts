/**
 * The contract of a side.
 *
 * Words: a *side* is one calendar of one user as the synchronizer sees it: either the user's activities
 * or the user's mailbox. A *cursor* is the side's own opaque word for "everything up to here was told".
 * A *version* is its opaque word for one state of one entry. A *key* is the idempotency key that Tahti
 * puts into whatever it creates. All entries are normalised (`model/calendar-entry.ts`).
 *
 * Every implementation passes `test/contract/side-contract.ts`. Invariants that the suite checks:
 *  - What a write returns is what a following read returns (rounded and trimmed as the side does it).
 *  - A change told once is not told again after its cursor was handed in; a change never goes untold.
 *  - A create repeated with the same key does not make a second entry (`findByKeys` finds the first).
 *  - An update or delete with an old version fails with kind `stale` and changes nothing.
 *  - A patch that makes an entry private never leaves its words in one that stayed public: the side takes it
 *    whole, refuses it, or leaves out subject, location, text, participants and the words of occurrences.
 *  - One failing entry in a batch does not keep the others from being done; outcomes come in order.
 */
import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { SideName } from '../model/link.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { Window } from '../model/time.ts';

export interface ChangePage {
  /** Created or changed since the cursor, each as it stands now. */
  readonly entries: readonly SideEntry[];
  /** Ids that no longer stand in this calendar. May name ids never told before. */
  readonly deleted: readonly string[];
  /**
   * Those among `deleted` that only this user left (removed themselves, declined) while the entry goes on
   * standing for others; the rest of `deleted` is gone for everybody. Absent where a side cannot tell.
   */
  readonly left?: readonly string[];
  /** Entries that exist but could not be read or normalised; they are set aside, never deleted. */
  readonly unreadable: readonly { readonly id: string; readonly error: ErrorDetails }[];
  /** Hand this in the next time, once all that came with it has been recorded. */
  readonly cursor: string;
  readonly last: boolean;
}

export interface CreateRequest {
  /** Idempotency key, a UUID; recorded by the caller before the create goes out. */
  readonly key: string;
  readonly entry: CalendarEntry;
  /** Mailbox side: real invitations go to the participants. Otherwise nobody ever gets mail from a write. */
  readonly notify?: boolean;
  /**
   * Activities side: the user who shall own it, where that is not this calendar's user (then a participant).
   * The returned entry is as this calendar's user sees it.
   */
  readonly ownerId?: string;
  /**
   * Activities side: id of a standing activity in which this calendar's user is to take part, instead of making
   * another one for the same meeting; `entry.ownAnswer` is their answer. Who takes part already is no failure.
   * Fails with kind `gone` where it no longer stands.
   */
  readonly joins?: string;
}

export interface UpdateRequest {
  readonly id: string;
  readonly version: string;
  readonly patch: EntryPatch;
  /**
   * The entry as it stood in that version, where the caller knows it. A side that has to compare, to change only
   * what differs within a series, asks the server where it is missing.
   */
  readonly before?: CalendarEntry;
  /**
   * Mailbox side: tell those concerned by mail. For what the user organises: updates to all, or only to those
   * added and removed where nothing but `participants` changed; for `ownAnswer`: the answer to the organiser.
   */
  readonly notify?: boolean;
  /** Activities side: the user who owns it from now on; who owned it until now takes part. */
  readonly ownerId?: string;
}

export interface DeleteRequest {
  readonly id: string;
  /** Null deletes whatever version stands there (take back, after a person confirmed). */
  readonly version: string | null;
  /** Mailbox side: cancel what the user organises, decline what others organise, by mail. */
  readonly notify?: boolean;
  /** Activities side: who owns it from now on, instead of its being deleted; this calendar's user leaves it. */
  readonly heirId?: string;
  /** Activities side: the meeting is over for everybody, though the user only takes part in it. */
  readonly forAll?: boolean;
}

/** The outcome of one item of a batch. `gone` on a delete counts as done and comes back as `ok`. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorDetails };

export interface Side {
  readonly name: SideName;
  /** Fields that this side cannot keep at all, beyond what the field table says (an old server version). */
  readonly cannotHold: ReadonlySet<FieldName>;
  /** How many items one batch of writes should carry at most; the caller cuts its work to this. */
  readonly writeBatch: number;
  /** How many such batches may be under way at once: worth it where a server is waited for. One where absent. */
  readonly batchesAtOnce?: number;

  /**
   * Everything that changed since the cursor; from the beginning when it is null. Entries outside the
   * window may be told too: the caller filters. Throws SideError (`resync` when the cursor is lost).
   */
  changes(cursor: string | null, window: Window, signal: AbortSignal): AsyncIterable<ChangePage>;

  /** Entries by id as they stand now; an id that is gone is missing from the answer. */
  read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>>;

  /**
   * Of these ids, which `read` did not return, those that stand there though they cannot be read or
   * normalised: they are set aside, never taken for deleted. Absent where a side can read all it has.
   */
  unreadableAmong?(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ErrorDetails>>;

  /**
   * Of these ids, which `read` did not return, those that only this user left while they stand for others.
   * Absent where a side cannot tell.
   */
  leftAmong?(ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;

  /** Entries that were created with these keys, whatever window they stand in: recovery after a crash. */
  findByKeys(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>>;

  create(requests: readonly CreateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]>;
  update(requests: readonly UpdateRequest[], signal: AbortSignal): Promise<readonly Outcome<SideEntry>[]>;
  /** Deleted entries go to Deleted Items where the side has them, never beyond recovery. */
  delete(requests: readonly DeleteRequest[], signal: AbortSignal): Promise<readonly Outcome<null>[]>;

  /** The server's clock minus ours in milliseconds, from the latest answer; 0 before the first. */
  clockOffset(): number;
  close(): Promise<void>;
}
