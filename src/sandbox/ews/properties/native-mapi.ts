import { propertyKey } from '../../mailbox-store/extended-property.ts';
import { globalObjectId } from '../../mailbox-store/global-object-id.ts';
import type { Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { isMaster } from '../../series/occurrences.ts';
import { asHtml } from '../body-conversion.ts';
import { dayBytes, itemEntry } from '../ids.ts';
import { propertySets } from './extended-path.ts';
import { busyNumbers, meetingNumbers } from './native-meeting-mapi.ts';
import { appointmentState } from './status.ts';

type Read = (item: Item, mailbox: Mailbox) => string | undefined;

const tag = (number: number, type: Parameters<typeof propertyKey>[1]): string =>
  propertyKey({ kind: 'tag', tag: number }, type, false);
const numbered = (set: string, id: number, type: Parameters<typeof propertyKey>[1]): string =>
  propertyKey({ kind: 'numbered', set: propertySets[set] ?? '', id }, type, false);

const time = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
const cleanGoid: Read = (item) => globalObjectId(item.uid).toString('base64');
/** The id of an occurrence is that of its series with the day in it (MS-OXOCAL 2.2.1.27). */
const goid: Read = (item) => {
  const id = globalObjectId(item.uid);
  const day = item.occurrence?.day ?? item.message?.day ?? item.instanceDay;
  if (day !== undefined) dayBytes(day).copy(id, 16);
  return id.toString('base64');
};
const sensitivityNumbers = { Normal: 0, Personal: 1, Private: 2, Confidential: 3 };

/**
 * MAPI properties whose value is a field of the item: they can be read and searched as extended properties
 * under their MAPI addresses (MS-OXPROPS), and are not stored twice.
 */
const readers = new Map<string, Read>([
  [numbered('Meeting', 0x3, 'Binary'), goid],
  [numbered('Meeting', 0x23, 'Binary'), cleanGoid],
  [numbered('Meeting', 0x5, 'Boolean'), (item) => String(isMaster(item) || item.occurrence !== undefined)],
  [numbered('Meeting', 0xa, 'Boolean'), (item) => String(item.occurrence?.isException ?? false)],
  [numbered('Appointment', 0x820d, 'SystemTime'), (item) => time(item.start)],
  [numbered('Appointment', 0x820e, 'SystemTime'), (item) => time(item.end)],
  [numbered('Appointment', 0x8205, 'Integer'), (item) => String(busyNumbers[item.busyStatus])],
  [numbered('Appointment', 0x8208, 'String'), (item) => item.location],
  [numbered('Appointment', 0x8215, 'Boolean'), (item) => String(item.allDay)],
  [numbered('Appointment', 0x8223, 'Boolean'), (item) => String(isMaster(item))],
  [
    numbered('Appointment', 0x8228, 'SystemTime'),
    (item) => (item.occurrence?.isException ? time(item.occurrence.originalStart) : undefined),
  ],
  [numbered('Appointment', 0x8217, 'Integer'), (item) => String(appointmentState(item))],
  [numbered('Appointment', 0x8229, 'Boolean'), (item) => String(item.requestSent)],
  [
    numbered('Appointment', 0x8220, 'SystemTime'),
    (item) => (item.respondedAt === undefined ? undefined : time(item.respondedAt)),
  ],
  ...meetingNumbers.map(([id, read]): [string, Read] => [
    numbered('Appointment', id, 'Integer'),
    (item) => read(item)?.toString(),
  ]),
  [numbered('Common', 0x8503, 'Boolean'), (item) => String(item.reminderSet)],
  [numbered('Common', 0x8501, 'Integer'), (item) => String(item.reminderMinutes)],
  [
    numbered('Common', 0x8506, 'Boolean'),
    (item) => String(['Private', 'Confidential'].includes(item.sensitivity)),
  ],
  [tag(0x001a, 'String'), (item) => item.itemClass],
  [tag(0x0036, 'Integer'), (item) => String(sensitivityNumbers[item.sensitivity])],
  [tag(0x0037, 'String'), (item) => item.subject],
  [tag(0x0e1d, 'String'), (item) => item.subject],
  [tag(0x0060, 'SystemTime'), (item) => time(item.start)],
  [tag(0x0061, 'SystemTime'), (item) => time(item.end)],
  [tag(0x0fff, 'Binary'), (item, mailbox) => itemEntry(mailbox.record, item).toString('base64')],
  [
    tag(0x1013, 'Binary'),
    (item) => (item.body ? Buffer.from(asHtml(item.body)).toString('base64') : undefined),
  ],
  [tag(0x300b, 'Binary'), (item) => globalObjectId(item.uid).subarray(-16).toString('base64')],
  [tag(0x3007, 'SystemTime'), (item) => time(item.created)],
  [tag(0x3008, 'SystemTime'), (item) => time(item.modified)],
  [tag(0x3ffa, 'String'), (item) => item.modifiedBy],
]);

/** The value of a MAPI property that is a field of the item; undefined when it is none or empty. */
export function readNativeMapi(key: string, item: Item, mailbox: Mailbox): string | undefined {
  return readers.get(key)?.(item, mailbox);
}

/** Whether a MAPI property is a field of the item, which extended properties can read but not write. */
export function isNativeMapi(key: string): boolean {
  return readers.has(key);
}
