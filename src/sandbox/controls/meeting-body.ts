import { z } from 'zod';
import type { Attendee, Item, ItemContent, Recipient } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { unanswered } from '../meetings/attendees.ts';
import { ianaZone, windowsZone } from '../zones/windows-zones.ts';
import { ControlError } from './route.ts';
import { seriesFields, withSeries } from './series-body.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Somebody with an address; the name is the address unless told. */
export const person = z
  .strictObject({ name: z.string().optional(), address: z.email() })
  .transform(({ name, address }): Recipient => ({ name: name ?? address, address }));

/** What an organizer outside of the server invites to. On an update, what is left out stays as it is. */
export const invitation = z.strictObject({
  organizer: person.optional(),
  uid: z.string().min(1).optional(),
  sequence: z.number().int().min(0).optional(),
  subject: z.string().optional(),
  start: instant.optional(),
  end: instant.optional(),
  allDay: z.boolean().optional(),
  zone: z.string().optional(),
  location: z.string().optional(),
  body: z
    .strictObject({ type: z.enum(['Text', 'HTML']), content: z.string() })
    .nullable()
    .optional(),
  sensitivity: z.enum(['Normal', 'Personal', 'Private', 'Confidential']).optional(),
  busyStatus: z.enum(['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere', 'NoData']).optional(),
  responseRequested: z.boolean().optional(),
  required: z.array(person).optional(),
  optional: z.array(person).optional(),
  cancel: z.boolean().default(false),
  ...seriesFields,
});

type Invitation = z.infer<typeof invitation>;

/**
 * The outside organizer's own meeting, as far as the server can know it.
 * @param known the mailbox's entry of an earlier invitation
 */
export function outsideMeeting(wanted: Invitation, mailbox: Mailbox, known: Item | null, now: number): Item {
  const { organizer, required, optional, zone, uid, sequence, cancel: _, ...others } = wanted;
  const { recurrence, exceptions, deletions, ...fields } = others;
  const host = organizer ?? known?.organizer;
  if (!host) throw new ControlError(400, 'organizer: is needed for the first invitation');
  const base = known ?? freshItem(mailbox, zone, now);
  const lists = {
    required: required ? attendees(required) : known ? base.required : [self(mailbox)],
    optional: optional ? attendees(optional) : base.optional,
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const content: Item = {
    ...base,
    ...given,
    ...lists,
    organizer: host,
    uid: uid ?? base.uid,
    busyStatus: fields.busyStatus ?? 'Busy',
    meetingSequence: sequence ?? (known ? known.meetingSequence + 1 : 0),
    response: 'Organizer',
    cancelled: false,
  };
  if (content.end < content.start) throw new ControlError(400, 'end: is before start');
  if (known && !recurrence) return content;
  return { ...content, ...withSeries(content as ItemContent, { recurrence, exceptions, deletions }, now) };
}

function freshItem(mailbox: Mailbox, wantedZone: string | undefined, now: number): Item {
  const id = windowsZone(wantedZone ?? '') ?? wantedZone ?? mailbox.record.zone;
  if (ianaZone(id) === undefined) throw new ControlError(400, `zone: ${id} is not known`);
  const content = defaultItem(mailbox.record, mailbox.record.displayName, now, { id });
  return { ...content, number: 0, folder: 0, sequence: 0, created: now, modified: now, touched: {} };
}

const attendees = (people: readonly Recipient[]): Attendee[] => people.map(unanswered);

function self({ record }: Mailbox): Attendee {
  return unanswered({ name: record.displayName, address: record.primaryAddress });
}
