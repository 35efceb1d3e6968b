import type { Item, Recipient } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { findEntry } from '../../meetings/entry.ts';
import type { MeetingMessage } from '../../meetings/meeting-message.ts';
import { isMaster } from '../../series/occurrences.ts';
import { writeDateTime } from '../date-time.ts';
import { changeKey, itemId } from '../ids.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';
import type { PropertyDefinition, View } from './property.ts';
import { isTrue } from './scalar.ts';
import { calendarItemType } from './series.ts';

/** The calendar's entry that a message is about: the organizer's own, or that of one who is invited. */
function associated(item: Item, mailbox: Mailbox): Item | null {
  const ownership = item.response === 'Organizer' ? 'organizer' : 'attendee';
  return findEntry(mailbox, item.uid, ownership, item.message?.day)?.item ?? null;
}

/** Whether the calendar has a newer version of the meeting than the message speaks of. */
function isOutOfDate(item: Item, mailbox: Mailbox): boolean {
  const entry = associated(item, mailbox);
  return entry !== null && !item.message?.isDraft && entry.meetingSequence > item.meetingSequence;
}

function requestType(item: Item, mailbox: Mailbox): string | undefined {
  const { requestType: sent } = item.message ?? {};
  return sent && isOutOfDate(item, mailbox) ? 'Outdated' : sent;
}

/** What only messages about meetings have, or have in another way than calendar items. */
export const messageProperties: readonly PropertyDefinition[] = [
  mailboxOf('message:Sender', 'all', (message) => message.sender),
  mailboxOf('message:From', 'default', (message) => message.from),
  {
    field: 'message:ToRecipients',
    shape: 'all',
    notInFind: true,
    write: (item) => {
      const to = item.message?.to ?? [];
      return to.length === 0 ? nothing : branch('t:ToRecipients', to.map(writeMailbox));
    },
  },
  {
    field: 'item:DisplayTo',
    shape: 'all',
    write: (item) => leaf('t:DisplayTo', (item.message?.to ?? []).map(({ name }) => name).join('; ')),
  },
  {
    field: 'message:IsRead',
    shape: 'default',
    write: (item) => leaf('t:IsRead', item.message?.isRead ?? false),
    value: (item) => item.message?.isRead,
    set: (draft, element) => {
      if (draft.message) draft.message = { ...draft.message, isRead: isTrue(element) };
    },
  },
  computedWith('item:IsDraft', 'all', (item) => item.message?.isDraft ?? false),
  computedWith('message:IsResponseRequested', 'default', (item) => item.responseRequested),
  {
    field: 'meeting:AssociatedCalendarItemId',
    shape: 'all',
    notInFind: true,
    write: (item, { mailbox }) => {
      const entry = associated(item, mailbox);
      if (!entry) return nothing;
      return leaf('t:AssociatedCalendarItemId', '', {
        Id: itemId(mailbox.record, entry),
        ChangeKey: changeKey(mailbox.record, 'calendarItem', entry.sequence),
      });
    },
  },
  computedWith('meeting:IsDelegated', 'all', () => false),
  computedWith('meeting:IsOutOfDate', 'all', isOutOfDate),
  computedWith('meeting:HasBeenProcessed', 'default', (item) => !item.message?.isDraft),
  computedWith('meeting:ResponseType', 'default', (item) => item.message?.answer ?? item.response),
  computedWith('meetingRequest:MeetingRequestType', 'all', requestType),
  computedWith('meetingRequest:IntendedFreeBusyStatus', 'all', (item) => item.message?.intendedBusyStatus),
  {
    field: 'calendar:CalendarItemType',
    shape: 'default',
    write: (item) => leaf('t:CalendarItemType', isOfOneDay(item) ? 'Exception' : calendarItemType(item)),
  },
  computedWith('calendar:IsRecurring', 'all', (item) => isOfOneDay(item) || isMaster(item)),
  instant('calendar:OriginalStart', (message) => message.originalStart),
  instant('calendar:RecurrenceId', (message) => message.originalStart),
  instant('meeting:ProposedStart', (message) => message.proposal?.start),
  instant('meeting:ProposedEnd', (message) => message.proposal?.end),
];

/** Whether the message is about one occurrence of a series. */
function isOfOneDay({ message }: Item): boolean {
  return message?.day !== undefined;
}

function writeMailbox({ name, address }: Recipient): Xml {
  return branch('t:Mailbox', [
    leaf('t:Name', name),
    leaf('t:EmailAddress', address),
    leaf('t:RoutingType', 'SMTP'),
  ]);
}

function mailboxOf(
  field: string,
  shape: PropertyDefinition['shape'],
  person: (message: MeetingMessage) => Recipient,
): PropertyDefinition {
  const name = `t:${field.slice(field.indexOf(':') + 1)}`;
  return {
    field,
    shape,
    write: ({ message }, { brief }) => {
      if (!message) return nothing;
      const who = person(message);
      const shown = brief ? branch('t:Mailbox', [leaf('t:Name', who.name)]) : writeMailbox(who);
      return branch(name, [shown]);
    },
    value: ({ message }) => message && person(message).name,
  };
}

function computedWith(
  field: string,
  shape: PropertyDefinition['shape'],
  value: (item: Item, mailbox: Mailbox) => string | boolean | undefined,
): PropertyDefinition {
  const name = `t:${field.slice(field.indexOf(':') + 1)}`;
  const write = (item: Item, { mailbox }: View): Xml => {
    const shown = value(item, mailbox);
    return shown === undefined ? nothing : leaf(name, shown);
  };
  return { field, shape, write, value: (item, mailbox) => (item.message ? value(item, mailbox) : undefined) };
}

function instant(field: string, at: (message: MeetingMessage) => number | undefined): PropertyDefinition {
  const name = `t:${field.slice(field.indexOf(':') + 1)}`;
  return {
    field,
    shape: 'all',
    write: ({ message }, { context }) => {
      const time = message && at(message);
      return time === undefined ? nothing : leaf(name, writeDateTime(time, context));
    },
  };
}
