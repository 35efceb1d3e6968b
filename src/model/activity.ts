import type { ActivityCategory, BusyStatus } from './calendar-entry.ts';
import type { ParticipantRole } from './participant.ts';
import type { Recurrence } from './recurrence.ts';
import type { EntryTime, Instant, ZoneId } from './time.ts';

export type RecurrenceType = 'None' | 'Occurrence' | 'Exception' | 'Series';
export type ParticipantType = 'User' | 'Contact' | 'Resource' | 'Other';
export type ParticipantStatus = 'Unknown' | 'Invited' | 'Accepted' | 'Tentative' | 'Declined';

/** Characters of location that an activity holds (Severa's REST API). */
export const LONGEST_LOCATION = 1000;

/** Severa's customer as an activity names it. */
export interface CustomerReference {
  readonly guid: string;
  readonly name: string;
  readonly number: number | null;
}

/** Severa's project phase as an activity names it. */
export interface PhaseReference {
  readonly guid: string;
  readonly name: string;
  readonly isLocked: boolean;
  readonly projectGuid: string;
  readonly projectName: string;
  readonly projectNumber: number | null;
  readonly projectOwnerGuid: string | null;
}

/** What a person sets of an activity. */
export interface ActivityContent {
  readonly typeId: string;
  readonly ownerId: string;
  readonly name: string;
  /** Of a to-do without duration: one instant, start and end alike. */
  readonly time: EntryTime;
  readonly hasDuration: boolean;
  readonly location: string;
  readonly notes: string;
  readonly isClosed: boolean;
  readonly isUnassigned: boolean;
  readonly hasHours: boolean;
  /** Null: what the category says. */
  readonly busy: BusyStatus | null;
  readonly customer: CustomerReference | null;
  readonly phase: PhaseReference | null;
  readonly projectTaskStatus: string | null;
  readonly recurrence: Recurrence | null;
}

/** A participant as somebody names it: a user by id, anybody else by name and address. */
export interface ParticipantContent {
  readonly type: ParticipantType;
  /** Set exactly where the type is `User`. */
  readonly userId: string | null;
  readonly name: string;
  /** Lower case; as whoever added them wrote it: of a user it may be another of their addresses. */
  readonly email: string;
  readonly phone: string;
  readonly mobilePhone: string;
  readonly role: ParticipantRole;
  readonly status: ParticipantStatus;
}

export interface ActivityParticipant extends ParticipantContent {
  readonly id: string;
  readonly isActive: boolean;
  /** How this participant's own calendar shows the activity; null: as the activity says. */
  readonly busy: BusyStatus | null;
}

/** An activity as it stands: what Severa calls by that name, in the workspace's words. */
export interface Activity extends ActivityContent {
  readonly organizationId: string;
  readonly id: string;
  readonly category: ActivityCategory;
  readonly ownerZone: ZoneId;
  readonly ownerName: string;
  /** Lower case. */
  readonly ownerEmail: string;
  /** Sorted by address, then name. */
  readonly participants: readonly ActivityParticipant[];
  readonly recurrenceType: RecurrenceType;
  readonly recurrenceParentId: string | null;
  /** The company's counter at the last change: version and change cursor in one. */
  readonly sequence: number;
  /** The synchronizer's idempotency key, where it made the activity. */
  readonly originKey: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string | null;
  readonly updatedAt: Instant;
  readonly updatedBy: string | null;
}

/** An activity that is to be made. */
export interface NewActivity extends ActivityContent {
  readonly id: string;
  readonly originKey: string | null;
  readonly participants: readonly ParticipantContent[];
}

/** A change of an activity: what is not named stays. */
export interface ActivityChange extends Partial<ActivityContent> {
  /** All participants from now on. */
  readonly participants?: readonly ParticipantContent[];
}

/** Why a change was not made: it changed since it was read, or it is gone. */
export type ActivityRefusal = 'stale' | 'gone';

/** The activities of the company cannot take this one (an unknown type, an end before the start). */
export class ActivityRefusedError extends Error {
  override readonly name = 'ActivityRefusedError';
}
