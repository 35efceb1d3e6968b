import { tag, textTag } from './xml-writer.ts';

/** The property set of everything that Tahti writes into a mailbox. Never changes: it finds our entries. */
export const TAHTI_PROPERTY_SET = '6b1f0c52-0f0e-4d0b-9a7e-5b8a3d2c41e7';
export const MARK_PROPERTY = 'TahtiMark';

/** Keys of probe entries (connection test) begin with this; the synchronizer looks past such entries. */
export const PROBE_KEY = 'probe-';

const VERSION = '1';

/**
 * Our mark in an entry: `1;key;uid`. It travels with the entry through moves and migrations. The uid is the
 * entry's own UID when the mark was written: an entry whose UID differs from it is somebody's copy.
 */
export interface Mark {
  readonly key: string;
  readonly uid: string;
}

export function writeMark({ key, uid }: Mark): string {
  return `${VERSION};${key};${uid}`;
}

/** The mark, or null for text that is not one of ours (a later version is read by its first three parts). */
export function readMark(text: string | null): Mark | null {
  const [version, key, ...uid] = (text ?? '').split(';');
  return version === VERSION && key ? { key, uid: uid.join(';') } : null;
}

/** What every mark with this key begins with: the uid need not be known to find it. */
export function markPrefix(key: string): string {
  return `${VERSION};${key}`;
}

/** The path to the mark, as requests name it. */
export function markUri(): string {
  return tag('t:ExtendedFieldURI', {
    PropertySetId: TAHTI_PROPERTY_SET,
    PropertyName: MARK_PROPERTY,
    PropertyType: 'String',
  });
}

/** The mark as a property of an item. */
export function markProperty(mark: Mark): string {
  return tag('t:ExtendedProperty', {}, markUri(), textTag('t:Value', writeMark(mark)));
}

/**
 * The iCalendar UID that an entry of ours gets: a global object id ([MS-OXOCAL] 2.2.1.27) around the key, the
 * form in which Exchange makes its own, so that no server has to rewrite it. UID can be set on creating since
 * Exchange 2007 SP1.
 */
export function uidFor(key: string): string {
  const id = Buffer.from(UUID.test(key) ? key.replaceAll('-', '') : Buffer.from(key).toString('hex'), 'hex');
  const size = Buffer.alloc(4);
  size.writeUInt32LE(id.length);
  return Buffer.concat([GLOBAL_ID_CLASS, Buffer.alloc(20), size, id])
    .toString('hex')
    .toUpperCase();
}

/** First 16 bytes of every global object id; instance date (4), creation time (8) and reserved (8) stay zero. */
const GLOBAL_ID_CLASS = Buffer.from('040000008200e00074c5b7101a82e008', 'hex');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
