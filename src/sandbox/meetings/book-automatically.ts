import { contentOf, type Item, type ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import {
  isMaster,
  livingDays,
  occurrenceItem,
  occurrencesBetween,
  overlaps,
  type Times,
  timesOf,
} from '../series/occurrences.ts';
import { answerMeeting, entryOfRequest } from './answer-meeting.ts';
import { discard, replaceEntry } from './entry.ts';
import type { Office } from './office.ts';

/**
 * A room or another resource answers by itself: it accepts when the time is free and declines when it is taken
 * (Set-CalendarProcessing, AutomateProcessing AutoAccept). What it accepts shows the organizer's name in place
 * of the subject, and no body (AddOrganizerToSubject, DeleteSubject, DeleteComments, all on by default).
 * @returns the answers to be sent: one, or none when the update asked for none
 */
export function bookAutomatically(office: Office, mailbox: Mailbox, request: Item): ItemContent[] {
  const entry = entryOfRequest(mailbox, request);
  if (!entry) return [];
  const isAnswered = entry.item.response !== 'NoResponseReceived';
  if (isAnswered) discard(mailbox, request);
  const answer = !isAnswered && isTaken(mailbox, entry.item) ? 'Decline' : 'Accept';
  const messages = isAnswered ? [] : [answerMeeting(office, entry, request, { answer }).message];
  const booked = answer === 'Accept' ? entryOfRequest(mailbox, request) : null;
  if (booked) {
    const shown = { ...contentOf(booked.item), subject: request.organizer.name, body: null };
    replaceEntry(booked, shown, ['item:Subject', 'item:Body'], office.now);
  }
  return messages;
}

/** How far ahead a resource looks for conflicts (BookingWindowInDays). */
const bookingWindow = 180 * 86_400_000;

function isTaken(mailbox: Mailbox, wanted: Item): boolean {
  const times = [...timesWithin(wanted, wanted.start + bookingWindow)];
  const others = [...mailbox.itemsOf(wanted.folder)].filter((item) => item.number !== wanted.number);
  return others.some((item) => times.some((time) => blocks(item, time)));
}

function* timesWithin(item: Item, until: number): Generator<Times> {
  if (!isMaster(item)) {
    yield item;
    return;
  }
  for (const day of livingDays(item.series)) {
    const times = timesOf(item, day);
    if (times.start > until) return;
    yield times;
  }
}

function blocks(item: Item, { start, end }: Times): boolean {
  const places = isMaster(item)
    ? occurrencesBetween(item, start, end).map(({ day }) => occurrenceItem(item, day))
    : [item];
  return places.some((one) => !one.cancelled && one.busyStatus !== 'Free' && overlaps(one, start, end));
}
