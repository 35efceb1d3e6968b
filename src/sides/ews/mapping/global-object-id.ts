import type { PlainDate } from '../../../model/time.ts';
import { wordOf, type XmlElement } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import { extendedProperty } from './extended-property.ts';

/** PidLidGlobalObjectId ([MS-OXOCAL] 2.2.1.27): the id that all copies of a meeting share. */
const PROPERTY_ID = '3';

/** The path to an item's global object id, as requests name it. */
export function globalIdUri(): string {
  return tag('t:ExtendedFieldURI', {
    DistinguishedPropertySetId: 'Meeting',
    PropertyId: PROPERTY_ID,
    PropertyType: 'Binary',
  });
}

/** An item's global object id in base 64, or null where the server does not tell it. */
export function globalIdOf(item: XmlElement): string | null {
  const property = extendedProperty(item, ({ PropertyId, PropertyName }) => {
    return PropertyName === undefined && PropertyId === PROPERTY_ID;
  });
  return wordOf(property, 'Value');
}

/**
 * The day of a series to which alone the item belongs, or null. Somebody who was invited to one occurrence has it as
 * a single item; its global object id is that of the series with the day in it ([MS-OXOCAL] 2.2.1.27: YH, YL, M and
 * D are zero for what is no occurrence).
 */
function instanceDay(item: XmlElement): PlainDate | null {
  const id = Buffer.from(globalIdOf(item) ?? '', 'base64');
  if (id.length < DAY_AT + 4) return null;
  const [year, month, day] = [id.readUInt16BE(DAY_AT), id[DAY_AT + 2] ?? 0, id[DAY_AT + 3] ?? 0];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const digits = (number: number, length: number) => String(number).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Behind the 16 bytes by which every global object id begins. */
const DAY_AT = 16;

/**
 * An item's UID. A single item that is one day of a series has the series' UID from Exchange 2007 SP2 on (it is made
 * of the id without the day), before that one with the day in it (*UID not always the same for orphaned instances
 * of the same meeting*, Exchange developers' blog). Here it is always the series' UID with the day behind it, so that
 * it is never taken for the series. Masters and their occurrences keep the plain UID.
 */
export function uidOf(item: XmlElement): string | null {
  const uid = wordOf(item, 'UID');
  const isSingle = (wordOf(item, 'CalendarItemType') ?? 'Single') === 'Single';
  const day = isSingle ? instanceDay(item) : null;
  return uid === null || day === null ? uid : `${withoutDay(uid)}/${day}`;
}

/** UIDs that Exchange made are global object ids in hexadecimal digits. */
function withoutDay(uid: string): string {
  return GLOBAL_ID.test(uid) ? `${uid.slice(0, 32)}00000000${uid.slice(40)}` : uid;
}

const GLOBAL_ID = /^040000008200e00074c5b7101a82e008[0-9a-f]{24,}$/i;
