import type { MeetingMessage } from '../meetings/meeting-message.ts';
import type { OccurrenceMark, Series } from '../series/recurrence.ts';
import type { Zone } from '../zones/zone.ts';
import type { ExtendedProperties } from './extended-property.ts';
import type { BusyStatus, Recipient, ResponseType } from './item-values.ts';

export type { BusyStatus, Recipient, ResponseType } from './item-values.ts';

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

/**
 * One calendar item as the store keeps it, free of any wire format. Never changed in place: a change is a new
 * value with the same `number`.
 */
export interface Item {
  /** Identity within the mailbox, never used again; a moved item gets a new one. */
  readonly number: number;
  readonly folder: number;
  /** The mailbox's change sequence number of the last change; the change key is made of it. */
  readonly sequence: number;
  readonly created: number;
  readonly modified: number;
  readonly modifiedBy: string;
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
  /** Set on the master of a series. */
  readonly series?: Series | null;
  /** Set when the item is a message about a meeting rather than the meeting itself. */
  readonly message?: MeetingMessage;
  /** Set when the item is a view of one occurrence; never stored. */
  readonly occurrence?: OccurrenceMark;
  /** The sequence number at which a field was last changed, for conflict resolution field by field. */
  readonly touched: Readonly<Record<string, number>>;
}

/** What a caller decides about an item; the store adds number, sequence and times. */
export type ItemContent = Omit<
  Item,
  'number' | 'folder' | 'sequence' | 'created' | 'modified' | 'touched' | 'occurrence'
>;

/** The content of an item, without what the store adds. */
export function contentOf(item: Item): ItemContent {
  const {
    number: _number,
    folder: _folder,
    sequence: _sequence,
    created: _created,
    modified: _modified,
    touched: _touched,
    occurrence: _occurrence,
    ...content
  } = item;
  return content;
}

/** A meeting is an item with attendees, or one that was received from another organizer. */
export function isMeeting(item: ItemContent): boolean {
  const people = item.required.length + item.optional.length + item.resources.length;
  return people > 0 || (item.response !== 'Organizer' && item.response !== 'Unknown');
}
