import type { SyncPolicy } from '../model/policy.ts';
import type { Window } from '../model/time.ts';
import type { Side } from '../sides/side.ts';
import type { Ledger } from './ledger.ts';
import type { MeetingSetting } from './meeting-view.ts';

/** What one run works with. */
export interface SyncInput {
  readonly userId: string;
  readonly activities: Side;
  readonly mailbox: Side;
  readonly ledger: Ledger;
  /** As the administrator chose it. */
  readonly policy: Omit<SyncPolicy, 'clockOffset'>;
  readonly window: Window;
  /** Fingerprint of what the cursors are good for (`scope.ts`). */
  readonly scope: string;
  /** Where the mailbox stands: server and address. */
  readonly place: string;
  /** Asked for where a run sees meetings at all. */
  readonly meetings: () => Promise<MeetingSetting>;
  /** The address under which the server knows the mailbox; asked when the run ends, since it finds out. */
  readonly resolvedAddress: () => string;
  /** Whether the user's address turned out to be none of the mailbox's; asked when the run ends. */
  readonly isFoundBySignInName?: () => boolean;
  /** Failed runs before this one, in a row. */
  readonly failures: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Told of failures that no side announced. */
  readonly report?: (error: unknown) => void;
}
