import type { Body, Item, Recipient } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { invited, personKey, unanswered } from './attendees.ts';
import { compose, recipient } from './compose.ts';
import { type Disposition, dispose } from './dispose.ts';
import { ownershipOf } from './entry.ts';
import type { Office } from './office.ts';
import { send } from './send.ts';

/**
 * Forwards a meeting: the new people get the organizer's request, sent by the one who forwards it. When that is an
 * attendee, the organizer is notified and has the new people in their own copy (Microsoft Graph, event: forward).
 * @param meeting the calendar entry or the request
 * @returns the message in Drafts when it was only saved
 */
export function forward(
  office: Office,
  mailbox: Mailbox,
  meeting: Item,
  to: readonly Recipient[],
  disposition: Disposition,
  note?: Body,
): Item | null {
  const { displayName: name, primaryAddress: address } = mailbox.record;
  const sender = { name, address };
  const said = note ? { ...meeting, body: note } : meeting;
  const parts = { kind: 'request', sender, to: to.map(recipient), requestType: 'NewMeetingRequest' } as const;
  const draft = dispose(office, mailbox, compose(said, parts), disposition);
  if (disposition !== 'SaveOnly' && ownershipOf(meeting) === 'attendee') notify(office, meeting, sender, to);
  return draft;
}

function notify(office: Office, meeting: Item, sender: Recipient, to: readonly Recipient[]): void {
  const { directory } = office.organization;
  const known = new Set(invited(directory, meeting).map((one) => personKey(directory, one.address)));
  const joined = to.filter(({ address }) => !known.has(personKey(directory, address))).map(unanswered);
  const content = compose(meeting, { kind: 'forwardNotification', sender, to: [meeting.organizer] });
  send(office, { ...content, body: null, required: [], optional: joined });
}
