import type {
  Activity,
  ActivityChange,
  ActivityRefusal,
  NewActivity,
  ParticipantStatus,
} from '../../model/activity.ts';
import type { BusyStatus } from '../../model/calendar-entry.ts';
import type { Instant, Window } from '../../model/time.ts';

/** One page of what changed in the user's calendar, in the order of the company's change numbers. */
export interface ActivityChangePage {
  readonly activities: readonly Activity[];
  /** Ids that no longer stand in the user's calendar. */
  readonly gone: readonly string[];
  /** Those among them that only this user left, by declining. */
  readonly left: readonly string[];
  /** Everything up to this number was told. */
  readonly sequence: number;
  readonly last: boolean;
}

/** Where the company's change numbers stand, by the clock of whoever keeps them. */
export interface SequenceState {
  /** Below it, changes may have been forgotten. */
  readonly floor: number;
  /** The number of the last change; every change up to it is visible. */
  readonly current: number;
  readonly now: Instant;
}

/** The change of one activity; `version` null overwrites whatever stands there. */
export interface ActivityUpdate {
  readonly id: string;
  readonly version: number | null;
  readonly change: ActivityChange;
  /** The entry became private or public: the type may then leave its category, for Personal or from it. */
  readonly turnsPrivacy?: boolean;
  /** How the user's own calendar shows an activity in which they only take part. */
  readonly guestBusy?: BusyStatus | undefined;
}

/** A user of the company behind an e-mail address. */
export interface KnownPerson {
  readonly userId: string;
  readonly name: string;
}

/** A user of the company, as they take part in something. */
export interface Attendant {
  readonly userId: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
}

/**
 * All that the workspace side needs of whoever keeps the activities: those of one user of one company.
 * `docs/decisions/0004-the-workspace-side-asks-through-a-port.md` says why it is not the store itself.
 */
export interface ActivityRepository {
  sequenceState(): Promise<SequenceState>;
  /** After a number; with a window only what stands in the calendar around it. */
  changes(after: number, window: Window | null, limit: number): Promise<ActivityChangePage>;
  /** Those that stand in the user's calendar; others are missing from the answer. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, Activity>>;
  /** Of these, those that stand for others and that this user left by declining. */
  left(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** This user, as they take part in something. */
  self(): Promise<Attendant>;
  /** Takes part in a standing activity, as having given this answer; who takes part already gives it anew. */
  join(id: string, status: ParticipantStatus): Promise<Activity | ActivityRefusal>;
  /** Those that stand in the user's calendar, by the synchronizer's keys. */
  findByOrigin(keys: readonly string[]): Promise<ReadonlyMap<string, Activity>>;
  people(addresses: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>>;
  /** All of them or none; one whose key is known is answered as it stands. Throws ActivityRefusedError. */
  create(activities: readonly NewActivity[]): Promise<readonly Activity[]>;
  /** Throws ActivityRefusedError. */
  update(update: ActivityUpdate): Promise<Activity | ActivityRefusal>;
  /** By a participant, unless `forAll`: only takes them out; of a meeting of the mailboxes they stay listed as having declined. */
  delete(id: string, version: number | null, forAll?: boolean): Promise<'deleted' | 'left' | ActivityRefusal>;
}
