import type { ItemPlace } from '../mailbox-store/event-table.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Selection, ToldEvent } from '../notifications/event-selection.ts';
import type { Subscription } from '../notifications/subscription.ts';
import { writeWatermark } from '../notifications/watermark.ts';
import { folderId, itemId } from './ids.ts';
import { branch, leaf, nothing, type Xml } from './xml-write.ts';

/** The change keys of notifications name no version, only the kind of object. */
const changeKeys = { item: 'DwAAAA==', folder: 'AQAAAA==', calendarFolder: 'AgAAAA==' };

/**
 * A Notification element, for the messages namespace: with watermarks for those who pull, without for streams.
 * Without events it holds a StatusEvent.
 */
export function writeNotification(
  subscription: Subscription,
  { events, moreEvents, position }: Selection,
): Xml {
  const { kind, mailbox } = subscription.terms;
  const table = mailbox.events.id;
  const watermark = (at: number): Xml =>
    kind === 'pull' ? leaf('t:Watermark', writeWatermark({ table, position: at })) : nothing;
  const previous = leaf('t:PreviousWatermark', writeWatermark({ table, position: subscription.position }));
  const last = events.at(-1);
  const told = events.map((event) => {
    // The last one carries the place where the selection ends, so that what was passed over is not read again.
    const at = event === last && !moreEvents ? position : event.event.position;
    return writeEvent(event, mailbox, watermark(at));
  });
  return branch('m:Notification', [
    leaf('t:SubscriptionId', subscription.id),
    ...(kind === 'pull' ? [previous, leaf('t:MoreEvents', moreEvents)] : []),
    ...(told.length > 0 ? told : [branch('t:StatusEvent', [watermark(position)])]),
  ]);
}

function writeEvent(told: ToldEvent, mailbox: Mailbox, watermark: Xml): Xml {
  const { event, about } = told;
  const time = leaf('t:TimeStamp', `${new Date(event.at).toISOString().slice(0, 19)}Z`);
  const content = about === 'folder' ? folderParts(told.folder, mailbox) : itemParts(told, mailbox);
  return branch(`t:${told.type}`, [watermark, time, ...content]);
}

function itemParts({ type, event }: ToldEvent, mailbox: Mailbox): Xml[] {
  const { place, origin } = event;
  if (type === 'DeletedEvent') return placeParts('', origin ?? place, mailbox);
  const isRelocation = type === 'MovedEvent' || type === 'CopiedEvent';
  const old = isRelocation && origin ? placeParts('Old', origin, mailbox) : [];
  return [...placeParts('', place, mailbox), ...old];
}

function placeParts(prefix: '' | 'Old', { folder, item }: ItemPlace, mailbox: Mailbox): Xml[] {
  const id = itemId(mailbox.record, { folder, number: item });
  return [
    leaf(`t:${prefix}ItemId`, '', { Id: id, ChangeKey: changeKeys.item }),
    writeFolderId(`t:${prefix}ParentFolderId`, folder, mailbox),
  ];
}

function folderParts(folder: number, mailbox: Mailbox): Xml[] {
  const record = mailbox.folder(folder);
  const parent = record?.parent ?? folder;
  return [
    writeFolderId('t:FolderId', folder, mailbox),
    writeFolderId('t:ParentFolderId', parent, mailbox),
    record?.kind === 'mail' ? leaf('t:UnreadCount', 0) : nothing,
  ];
}

function writeFolderId(name: string, folder: number, mailbox: Mailbox): Xml {
  const isCalendar = mailbox.folder(folder)?.kind === 'calendar';
  const ChangeKey = isCalendar ? changeKeys.calendarFolder : changeKeys.folder;
  return leaf(name, '', { Id: folderId(mailbox.record, folder), ChangeKey });
}
