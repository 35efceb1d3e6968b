import type { MeetingMessage } from '../meetings/meeting-message.ts';
import type { Day } from '../series/day.ts';
import type { Zone } from '../zones/zone.ts';
import type { ExtendedProperties } from './extended-property.ts';
import type { BusyStatus, Recipient, ResponseType } from './item-values.ts';

export interface Body {
  readonly type: 'Text' | 'HTML';
  readonly content: string;
}

export interface Attendee extends Recipient {
  readonly response: ResponseType;
  /** When the answer came, milliseconds since 1970. */
  readonly respondedAt?: number;
}

export type Sensitivity = 'Normal' | 'Personal' | 'Private' | 'Confidential';
export type Importance = 'Low' | 'Normal' | 'High';

/** What an item says, a single one and an occurrence alike. */
export interface ItemFields {
  readonly itemClass: string;
  readonly subject: string;
  readonly body: Body | null;
  readonly sensitivity: Sensitivity;
  readonly importance: Importance;
  readonly categories: readonly string[];
  /** Milliseconds since 1970. An all-day item runs from midnight to midnight of its start zone. */
  readonly start: number;
  readonly end: number;
  readonly startZone: Zone;
  readonly endZone: Zone;
  readonly allDay: boolean;
  readonly busyStatus: BusyStatus;
  readonly location: string;
  readonly reminderSet: boolean;
  readonly reminderMinutes: number;
  readonly organizer: Recipient;
  readonly required: readonly Attendee[];
  readonly optional: readonly Attendee[];
  readonly resources: readonly Attendee[];
  /** The mailbox owner's own answer. */
  readonly response: ResponseType;
  readonly respondedAt?: number;
  readonly responseRequested: boolean;
  readonly newTimeProposalAllowed: boolean;
  readonly requestSent: boolean;
  readonly cancelled: boolean;
  readonly meetingSequence: number;
  readonly isOnline: boolean;
  readonly workspaceUrl: string;
  readonly netShowUrl: string;
  readonly uid: string;
  readonly culture: string;
  /** The message that an item answers; empty texts are not stored. */
  readonly inReplyTo?: string;
  /** What a client says in words of the time. */
  readonly when?: string;
  readonly extended: ExtendedProperties;
  /** Set on a single item that is one day of a series of which its owner was told nothing else. */
  readonly instanceDay?: Day;
  /** Set when the item is a message about a meeting rather than the meeting itself. */
  readonly message?: MeetingMessage;
}
