import { contentOf, type Item, type ItemContent, type Recipient } from '../mailbox-store/item.ts';
import { isMaster } from '../series/occurrences.ts';
import type { Series } from '../series/recurrence.ts';
import { mapAttendees, unanswered } from './attendees.ts';
import { type MeetingMessage, messageClass } from './meeting-message.ts';

/** What a message says besides the meeting itself. */
export type MessageParts = Pick<MeetingMessage, 'kind' | 'to'> &
  Partial<Pick<MeetingMessage, 'sender' | 'from' | 'requestType' | 'answer' | 'proposal'>>;

/**
 * A message about a meeting: a copy of what everybody may see of it. Categories and extended properties stay with
 * the one who sends it, and so do the rooms and the time in words ([MS-OXWSMTGS] 2.2.4.5, Resources and When: not
 * populated to the attendee's mailbox).
 */
export function compose(meeting: Item, parts: MessageParts): ItemContent {
  const { organizer, busyStatus, message: forwarded } = meeting;
  const { respondedAt: _, instanceDay: __, when: ___, ...content } = contentOf(meeting);
  const { required, optional } = mapAttendees(meeting, unanswered);
  const message: MeetingMessage = {
    sender: organizer,
    from: organizer,
    intendedBusyStatus: forwarded?.intendedBusyStatus ?? busyStatus,
    isRead: false,
    isDraft: false,
    ...dayOf(meeting),
    ...parts,
  };
  return {
    ...content,
    itemClass: messageClass(message),
    subject: prefixedSubject(meeting.subject, message),
    required,
    optional,
    resources: [],
    categories: [],
    extended: {},
    reminderSet: meeting.reminderSet,
    requestSent: true,
    series: isMaster(meeting) && !meeting.occurrence ? publicSeries(meeting.series) : null,
    message,
  };
}

/** Which day of its series it is, when it is one. */
function dayOf({ occurrence, instanceDay, message }: Item): Pick<MeetingMessage, 'day' | 'originalStart'> {
  if (occurrence) return { day: occurrence.day, originalStart: occurrence.originalStart };
  if (message?.day !== undefined) return { day: message.day, originalStart: message.originalStart };
  return instanceDay === undefined ? {} : { day: instanceDay };
}

const answerPrefixes = { Accept: 'Accepted: ', Tentative: 'Tentative: ', Decline: 'Declined: ' };
const cancelledPrefix = 'Canceled: ';

/** Subjects as Exchange writes them in English ([MS-OXOCAL] 3.1.4.8.4 and 3.1.4.9, PidTagSubjectPrefix). */
function prefixedSubject(subject: string, { kind, answer = 'Accept' }: MeetingMessage): string {
  if (kind === 'response') return answerPrefixes[answer] + subject;
  if (kind === 'forwardNotification') return `Meeting Forward Notification: ${subject}`;
  return kind === 'cancellation' ? cancelledSubject(subject) : subject;
}

export function cancelledSubject(subject: string): string {
  return subject.startsWith(cancelledPrefix) ? subject : cancelledPrefix + subject;
}

const privateFields = new Set<string>([
  'modifiedBy',
  'categories',
  'extended',
  'reminderSet',
  'reminderMinutes',
  'response',
  'respondedAt',
  'busyStatus',
  'resources',
  'requestSent',
]);

/** A series without what its owner has for themselves in the exceptions. */
function publicSeries(series: Series): Series {
  const exceptions = series.exceptions.map((exception) => {
    const { start, end, ...others } = exception.overrides;
    const shown = Object.entries(others).filter(([field]) => !privateFields.has(field));
    return { ...exception, touched: {}, overrides: { ...Object.fromEntries(shown), start, end } };
  });
  return { ...series, exceptions };
}

/** How somebody who is invited shows up in an address line. */
export function recipient({ name, address }: Recipient): Recipient {
  return { name, address };
}
