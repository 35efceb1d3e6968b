import type { ErrorDetails } from '../../../model/problem.ts';
import type { Mailbox } from '../client.ts';

/** A mailbox to listen for; the key is the caller's own word for it. */
export interface WatchedMailbox {
  readonly key: string;
  readonly mailbox: Mailbox;
}

/** Why a mailbox is dirty: something changed, or something may have while nobody listened. */
export type DirtyReason = 'event' | 'gap';

/** What a listener tells. Called from the middle of its work: must return at once and never throw. */
export interface ListenerEvents {
  /** The mailbox is to be looked at. Says nothing of what changed in it. */
  dirty(key: string, why: DirtyReason): void;
  /** From now on changes of this mailbox are told, or are not. */
  connected(key: string, isConnected: boolean): void;
  /** Something kept these mailboxes from being listened for; tried again after a pause. */
  trouble(keys: readonly string[], error: ErrorDetails): void;
}

/** Bounds of a listener, in milliseconds unless said otherwise. */
export interface ListenerLimits {
  /** Minutes for which one streaming connection is asked for (1 to 30). */
  readonly minutes: number;
  /** Silence after which a streaming connection counts as dead; the server speaks at least every 45 s. */
  readonly silence: number;
  /** Streaming connections at once; mailboxes beyond them are left to the sweep. */
  readonly streams: number;
  /** Subscriptions made at the same time. */
  readonly atOnce: number;
  /** New members of a streaming connection are gathered for so long before it is opened anew. */
  readonly gather: number;
  readonly firstPause: number;
  readonly longestPause: number;
  /** Until a mailbox whose subscription was refused is tried again. */
  readonly refusedPause: number;
  /** Between two GetEvents of a mailbox just changed, and of one that has long been quiet. */
  readonly pullEvery: number;
  readonly pullRarely: number;
}

export const LISTENER_LIMITS: ListenerLimits = {
  minutes: 30,
  silence: 100_000,
  streams: 40,
  atOnce: 6,
  gather: 150,
  firstPause: 2_000,
  longestPause: 5 * 60_000,
  refusedPause: 30 * 60_000,
  pullEvery: 15_000,
  pullRarely: 60_000,
};

/** Listens for the changes of any number of mailboxes over one connection to their Exchange. */
export interface Listener {
  /** From now on these mailboxes and no others. */
  watch(mailboxes: readonly WatchedMailbox[]): void;
  /** Stops listening and takes the subscriptions back as far as a few seconds allow. Tells nothing more. */
  close(): Promise<void>;
}
