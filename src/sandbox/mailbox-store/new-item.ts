import { randomBytes } from 'node:crypto';
import { utc, type Zone } from '../zones/zone.ts';
import { newUid } from './global-object-id.ts';
import type { ItemContent } from './item.ts';
import type { MailboxRecord } from './mailbox-record.ts';

const halfHour = 30 * 60_000;

/**
 * An item before anybody has said anything of it, with the defaults of Exchange: the next half hour, busy, a
 * reminder 15 minutes before.
 * @param now milliseconds since 1970
 * @param by display name of who makes it
 */
export function defaultItem(mailbox: MailboxRecord, by: string, now: number, zone: Zone = utc): ItemContent {
  const start = Math.ceil(now / halfHour) * halfHour;
  return {
    modifiedBy: by,
    itemClass: 'IPM.Appointment',
    subject: '',
    body: null,
    sensitivity: 'Normal',
    importance: 'Normal',
    categories: [],
    start,
    end: start + halfHour,
    startZone: zone,
    endZone: zone,
    allDay: false,
    busyStatus: 'Busy',
    location: '',
    reminderSet: true,
    reminderMinutes: 15,
    organizer: { name: mailbox.displayName, address: mailbox.primaryAddress },
    required: [],
    optional: [],
    resources: [],
    response: 'Organizer',
    responseRequested: true,
    newTimeProposalAllowed: true,
    requestSent: false,
    cancelled: false,
    meetingSequence: 0,
    isOnline: false,
    workspaceUrl: '',
    netShowUrl: '',
    uid: newUid(now, randomBytes(16)),
    culture: 'en-US',
    extended: {},
  };
}
