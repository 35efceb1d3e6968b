/**
 * What the page's API and the command line may ask of the synchronizer. The API marks mailboxes as dirty
 * and asks for looks without writes; it never synchronizes by itself.
 */

import type { Cloud, SignInWay } from '../model/cloud.ts';
import type { ExchangeVersion } from '../model/organization.ts';
import type { RunCounts } from '../model/run-counts.ts';
import type { Rung } from '../model/rung.ts';
import type { EntryTime } from '../model/time.ts';
import type { Trigger } from '../model/trigger.ts';
import type { AddressAnswer, AddressQuestion } from '../sync/find-address.ts';
import type { MailboxNote } from '../sync/mailbox-note.ts';

export type { MailboxNote };

import type { PutBackOutcome, PutBackRequest } from '../sync/put-back.ts';

export type { PutBackOutcome, PutBackRequest };

export interface SyncRequest {
  readonly organizationId: string;
  readonly userId: string;
  readonly trigger: Trigger;
}

/** The connection as the form holds it; a null password or secret means the stored one. */
export interface ConnectionCandidate {
  readonly organizationId: string;
  readonly version: ExchangeVersion;
  readonly signInWay: SignInWay;
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly applicationId: string;
  readonly clientSecret: string | null;
  readonly ewsUrl: string;
  readonly delegateUserName: string;
  readonly delegatePassword: string | null;
  readonly netbiosDomain: string;
}

export interface DryRunExample {
  readonly kind: 'createActivity' | 'createInMailbox' | 'match' | 'update' | 'leaveAlone' | 'delete';
  readonly subject: string;
  readonly time: EntryTime;
  readonly isPrivate: boolean;
}

export interface DryRunResult {
  readonly counts: RunCounts;
  readonly examples: readonly DryRunExample[];
  readonly resolvedAddress: string;
  /** The user's address is none of the mailbox's: the server found it by the sign-in name alone. */
  readonly isFoundBySignInName?: boolean;
}

export interface SyncEngine {
  /** Marks the mailbox dirty: at most one run active and one waiting for each mailbox. */
  enqueue(request: SyncRequest): Promise<void>;
  /** Marks every switched-on user who owns or takes part in this activity. Unknown ids are ignored. */
  activityChanged(organizationId: string, userIds: readonly string[]): Promise<void>;
  /** Writes a value of a conflict back into the activity. Throws SideError where a company has no connection. */
  putBack(request: PutBackRequest): Promise<PutBackOutcome>;
  /** Observes and plans without writing anything anywhere. Throws SideError. */
  dryRun(organizationId: string, userId: string, signal: AbortSignal): Promise<DryRunResult>;
  /** Leaves a private entry in today's calendar of a mailbox, for its owner to read. Throws SideError. */
  leaveNote(note: MailboxNote, signal: AbortSignal): Promise<void>;
  /** Moves that entry to Deleted Items; no failure where it is gone. Throws SideError. */
  takeNoteAway(note: Omit<MailboxNote, 'subject' | 'text'>, signal: AbortSignal): Promise<void>;
  /** Climbs the ladder; yields each rung when it starts and when it is known. */
  testConnection(candidate: ConnectionCandidate, mailbox: string, signal: AbortSignal): AsyncIterable<Rung>;
  /** Finds the EWS address of a mailbox by Autodiscover; never throws for what servers do. */
  findAddress(question: AddressQuestion, signal: AbortSignal): Promise<AddressAnswer>;
  /** Forget cached connections of a company after its settings changed. */
  connectionChanged(organizationId: string): Promise<void>;
  /** The same after a confirmed move, by which every mailbox is due already. */
  connectionMoved(organizationId: string): Promise<void>;
}
