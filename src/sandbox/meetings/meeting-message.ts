import type { BusyStatus, Recipient, ResponseType } from '../mailbox-store/item-values.ts';
import type { Day } from '../series/day.ts';

/** What a message about a meeting is for. */
export type MeetingMessageKind = 'request' | 'response' | 'cancellation' | 'forwardNotification';

/**
 * What is new in a request: the meeting itself, its time, or only what is said of it (EWS reference,
 * MeetingRequestType). That one is outdated is not kept: it shows when a newer version is in the calendar.
 */
export type MeetingRequestType = 'NewMeetingRequest' | 'FullUpdate' | 'InformationalUpdate';

/** The answers that an attendee can give. */
export type Answer = Extract<ResponseType, 'Accept' | 'Tentative' | 'Decline'>;

/** What makes an item a message about a meeting; the meeting's own fields are those of the item. */
export interface MeetingMessage {
  readonly kind: MeetingMessageKind;
  /** Who sent it. */
  readonly sender: Recipient;
  /** For whom it was sent: the organizer, also when an attendee forwards a request. */
  readonly from: Recipient;
  readonly to: readonly Recipient[];
  /** Only on requests. */
  readonly requestType?: MeetingRequestType;
  /** Only on responses. */
  readonly answer?: Answer;
  /** Only on responses: the times that the attendee would like better, milliseconds since 1970. */
  readonly proposal?: { readonly start: number; readonly end: number };
  /** How the organizer wants the time to show once the meeting is accepted. */
  readonly intendedBusyStatus: BusyStatus;
  /** Set when it is about one occurrence of a series: the day on which the rule has it. */
  readonly day?: Day;
  /** When the rule has that occurrence, milliseconds since 1970. */
  readonly originalStart?: number;
  readonly isRead: boolean;
  /** True when it was written but not sent. */
  readonly isDraft: boolean;
}

const answerClasses: Record<Answer, string> = { Accept: 'Pos', Tentative: 'Tent', Decline: 'Neg' };

/** The item class of a message ([MS-OXOCAL] 2.2.6 to 2.2.9). */
export function messageClass({ kind, answer = 'Accept' }: Pick<MeetingMessage, 'kind' | 'answer'>): string {
  switch (kind) {
    case 'request':
      return 'IPM.Schedule.Meeting.Request';
    case 'response':
      return `IPM.Schedule.Meeting.Resp.${answerClasses[answer]}`;
    case 'cancellation':
      return 'IPM.Schedule.Meeting.Canceled';
    case 'forwardNotification':
      return 'IPM.Schedule.Meeting.Notification.Forward';
  }
}
