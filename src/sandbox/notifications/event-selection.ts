import type { MailboxEvent } from '../mailbox-store/event-table.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Subscription } from './subscription.ts';

/** One event as a subscriber is told it: of an item, or of the folder that an item's change has changed. */
export interface ToldEvent {
  /** The element's name: a value of NotificationEventTypeType. */
  readonly type: string;
  readonly about: 'item' | 'folder';
  readonly event: MailboxEvent;
  /** For `folder` its number. */
  readonly folder: number;
}

/** How many events one notification carries at the most (GetEvents and GetStreamingEvents, remarks, step 3). */
const mostEvents = 50;

export interface Selection {
  readonly events: readonly ToldEvent[];
  /** Where the subscription stands when these have been told. */
  readonly position: number;
  readonly moreEvents: boolean;
}

/**
 * The next events for a subscription, whatever becomes of them.
 * @param server a name of `serverVersions`: versions differ in what a deletion looks like
 */
export function nextEvents(subscription: Subscription, server: string): Selection {
  const events: ToldEvent[] = [];
  let { position } = subscription;
  for (const event of subscription.untold()) {
    const told = subscription.terms.silent ? [] : toldOf(event, subscription, server);
    if (events.length > 0 && events.length + told.length > mostEvents) {
      return { events, position, moreEvents: true };
    }
    events.push(...told);
    position = event.position;
  }
  return { events, position, moreEvents: false };
}

function toldOf(event: MailboxEvent, subscription: Subscription, server: string): ToldEvent[] {
  const { folders, eventTypes, mailbox } = subscription.terms;
  const isHeard = (folder: number | undefined): boolean =>
    folder !== undefined && (folders ? folders.has(folder) : isInMailTree(folder, mailbox));
  // A copy leaves the folder that it was made from as it was.
  const left = event.kind === 'copied' ? undefined : event.origin?.folder;
  const touched = new Set([left, event.place.folder].filter(isHeard));
  if (touched.size === 0) return [];
  const told: ToldEvent[] = itemTypes(event, subscription, server).map((type) => ({
    type,
    about: 'item',
    event,
    folder: event.place.folder,
  }));
  for (const folder of touched) {
    if (folder !== undefined) told.push({ type: 'ModifiedEvent', about: 'folder', event, folder });
  }
  return told.filter(({ type }) => eventTypes.has(type));
}

const types = {
  created: 'CreatedEvent',
  modified: 'ModifiedEvent',
  deleted: 'DeletedEvent',
  moved: 'MovedEvent',
  copied: 'CopiedEvent',
};

function itemTypes(event: MailboxEvent, subscription: Subscription, server: string): string[] {
  const { mailbox, folders } = subscription.terms;
  const all = [event.place.folder, event.origin?.folder ?? event.place.folder];
  const isCalendar = all.some((folder) => mailbox.folder(folder)?.kind === 'calendar');
  const isNewMail = event.kind === 'created' && mailbox.folder(event.place.folder)?.distinguished === 'inbox';
  const type = isSoftDeletion(event, mailbox, folders === null, server) ? 'DeletedEvent' : types[event.kind];
  return [type, ...(isNewMail ? ['NewMailEvent'] : []), ...(isCalendar ? ['FreeBusyChangedEvent'] : [])];
}

/**
 * An item that goes to the recoverable items counts as deleted in Exchange 2007 and 2010, and in later versions
 * for those who subscribed to all folders; otherwise as moved.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/pull-notifications-for-ews-deletion-related-mailbox-events-in-exchange
 */
function isSoftDeletion(event: MailboxEvent, mailbox: Mailbox, allFolders: boolean, server: string): boolean {
  if (event.kind !== 'moved' || isInMailTree(event.place.folder, mailbox)) return false;
  return allFolders || ['2007_SP1', '2010'].includes(server);
}

/** Whether a folder is among those that people see, and not of the recoverable items. */
function isInMailTree(folder: number | undefined, mailbox: Mailbox): boolean {
  for (let at = folder; at !== undefined && at !== null; at = mailbox.folder(at)?.parent ?? undefined) {
    if (mailbox.folder(at)?.distinguished === 'msgfolderroot') return true;
  }
  return false;
}
