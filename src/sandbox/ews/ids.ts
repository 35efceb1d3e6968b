import type { Item } from '../mailbox-store/item.ts';
import type { MailboxRecord } from '../mailbox-store/mailbox-record.ts';
import { type Day, dayOf, partsOf } from '../series/day.ts';

/**
 * Item and folder ids as Exchange writes them since 2007 SP1: base64 of the mailbox's guid in letters and the
 * MAPI entry id, in which the replica's guid and a six-byte counter say which object is meant.
 */
const prefix = Buffer.from([0, 3, 36, 0]);
const folderEntryLength = 46;
const itemEntryLength = 70;
/** An occurrence has no object of its own: its id is that of the master with the day in the rule after it. */
const occurrenceEntryLength = itemEntryLength + 4;

export type ObjectId =
  | { readonly kind: 'folder'; readonly mailbox: string; readonly replica: string; readonly folder: number }
  | {
      readonly kind: 'item';
      readonly mailbox: string;
      readonly replica: string;
      readonly folder: number;
      readonly item: number;
    }
  | {
      readonly kind: 'occurrence';
      readonly mailbox: string;
      readonly replica: string;
      readonly folder: number;
      /** The number of the master. */
      readonly item: number;
      readonly day: Day;
    };

type Identified = Pick<Item, 'folder' | 'number' | 'occurrence'>;

export function folderId(mailbox: MailboxRecord, folder: number): string {
  return encode(mailbox.guid, folderEntry(mailbox, folder));
}

export function itemId(mailbox: MailboxRecord, item: Identified): string {
  return encode(mailbox.guid, itemEntry(mailbox, item));
}

/** The MAPI entry id of an item, which extended properties (PR_ENTRYID) and StoreEntryId show. */
export function itemEntry(mailbox: MailboxRecord, item: Identified): Buffer {
  const parts = [
    entryHead(mailbox),
    Buffer.from([7, 0]),
    counter(mailbox, item.folder),
    counter(mailbox, item.number),
    item.occurrence ? dayBytes(item.occurrence.day) : Buffer.alloc(0),
  ];
  return Buffer.concat(parts);
}

function folderEntry(mailbox: MailboxRecord, folder: number): Buffer {
  return Buffer.concat([entryHead(mailbox), Buffer.from([1, 0]), counter(mailbox, folder)]);
}

function entryHead(mailbox: MailboxRecord): Buffer {
  return Buffer.concat([Buffer.alloc(4), guidBytes(mailbox.guid)]);
}

/** The database's guid, the object's counter, and two bytes of padding. */
function counter(mailbox: MailboxRecord, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUIntBE(value, 0, 6);
  return Buffer.concat([guidBytes(mailbox.replica), bytes]);
}

/** The last byte says how to take the entry: 1 for an occurrence ([MS-OXWSITEMID] 2.2.4.5). */
function encode(mailboxGuid: string, entry: Buffer): string {
  const length = Buffer.from([entry.length, 0]);
  const instruction = Buffer.from([entry.length === occurrenceEntryLength ? 1 : 0]);
  return Buffer.concat([prefix, Buffer.from(mailboxGuid), length, entry, instruction]).toString('base64');
}

/** A day as [MS-OXOCAL] 2.2.1.27 writes it into the id of an exception: year, month, day. */
export function dayBytes(day: Day): Buffer {
  const { year, month, date } = partsOf(day);
  return Buffer.from([year >> 8, year & 0xff, month, date]);
}

/** The entry id inside a well-formed id. */
export function entryOf(id: string): Buffer {
  return Buffer.from(id, 'base64').subarray(42, -1);
}

/** The id for an entry id of a mailbox, or null when it is none of this mailbox. */
export function idFromEntry(mailbox: MailboxRecord, entry: Buffer): string | null {
  const id = encode(mailbox.guid, entry);
  return parseId(id)?.replica === mailbox.replica ? id : null;
}

/** @returns what the id names, or null when it is malformed */
export function parseId(text: string): ObjectId | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text || !bytes.subarray(0, 4).equals(prefix)) return null;
  const mailbox = bytes.subarray(4, 40).toString('latin1');
  const length = bytes[40];
  if (length === undefined || bytes.length !== 43 + length) return null;
  return parseEntry(mailbox, bytes.subarray(42, 42 + length));
}

function parseEntry(mailbox: string, entry: Buffer): ObjectId | null {
  if (![folderEntryLength, itemEntryLength, occurrenceEntryLength].includes(entry.length)) return null;
  const replica = guidText(entry.subarray(22, 38));
  const folder = entry.readUIntBE(38, 6);
  if (entry.length === folderEntryLength) return { kind: 'folder', mailbox, replica, folder };
  const item = entry.readUIntBE(62, 6);
  if (entry.length === itemEntryLength) return { kind: 'item', mailbox, replica, folder, item };
  const day = dayOf(entry.readUInt16BE(70), entry.readUInt8(72), entry.readUInt8(73));
  return { kind: 'occurrence', mailbox, replica, folder, item, day };
}

const changeKeyTypes = { calendarItem: 15, folder: 1, calendarFolder: 2 } as const;

/** The change key of a version of an object: its kind, then the replica's guid with the sequence number. */
export function changeKey(
  mailbox: MailboxRecord,
  kind: keyof typeof changeKeyTypes,
  sequence: number,
): string {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(changeKeyTypes[kind], 0);
  head.writeUInt32LE(22, 4);
  const version = Buffer.alloc(6);
  version.writeUIntBE(sequence, 0, 6);
  return Buffer.concat([head, guidBytes(mailbox.replica), version]).toString('base64');
}

/** @returns the sequence number in a change key, or null when it is malformed */
export function parseChangeKey(text: string): number | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 30 || bytes.toString('base64') !== text || bytes.readUInt32LE(4) !== 22) return null;
  return bytes.readUIntBE(24, 6);
}

function guidBytes(guid: string): Buffer {
  return Buffer.from(guid.replaceAll('-', ''), 'hex');
}

function guidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
