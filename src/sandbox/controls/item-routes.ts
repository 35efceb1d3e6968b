import { z } from 'zod';
import { changeKey, itemId } from '../ews/ids.ts';
import type { Item, ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { ianaZone, windowsZone } from '../zones/windows-zones.ts';
import { mailboxOf } from './mailbox-routes.ts';
import { ControlError, type ControlRoute } from './route.ts';
import { seriesFields, withSeries } from './series-body.ts';
import { showSeries } from './series-show.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const newItem = z.strictObject({
  subject: z.string().default(''),
  start: instant,
  end: instant,
  allDay: z.boolean().default(false),
  zone: z.string().optional(),
  location: z.string().default(''),
  body: z
    .strictObject({ type: z.enum(['Text', 'HTML']), content: z.string() })
    .nullable()
    .default(null),
  sensitivity: z.enum(['Normal', 'Personal', 'Private', 'Confidential']).default('Normal'),
  busyStatus: z.enum(['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere', 'NoData']).default('Busy'),
  categories: z.array(z.string()).default([]),
  reminderSet: z.boolean().default(true),
  reminderMinutes: z.number().int().min(0).default(15),
  uid: z.string().min(1).optional(),
  ...seriesFields,
});

/** An item as tests look at it. */
function show(item: Item, mailbox: Mailbox): object {
  const { start, end, created, modified, startZone, endZone, extended, folder, ...others } = item;
  const { touched: _, series: __, ...rest } = others;
  const time = (at: number): string => new Date(at).toISOString();
  return {
    ...rest,
    id: itemId(mailbox.record, item),
    changeKey: changeKey(mailbox.record, 'calendarItem', item.sequence),
    folder: mailbox.folder(folder)?.distinguished ?? String(folder),
    start: time(start),
    end: time(end),
    created: time(created),
    modified: time(modified),
    startZone: startZone.id,
    endZone: endZone.id,
    extendedProperties: Object.values(extended),
    ...showSeries(item, mailbox),
  };
}

/** Controls of the items in a mailbox. */
export const itemRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/sandbox/mailboxes/:address/items',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const wanted = call.query.get('folder');
      const folders = mailbox.folders.filter((folder) => wanted === null || folder.distinguished === wanted);
      return folders.flatMap((folder) =>
        [...mailbox.itemsOf(folder.number)].map((item) => show(item, mailbox)),
      );
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/items',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const wanted = z.array(newItem).parse(Array.isArray(call.body) ? call.body : [call.body]);
      const calendar = mailbox.distinguishedFolder('calendar');
      if (!calendar) throw new ControlError(409, 'The mailbox has no calendar');
      const now = call.services.clock.now();
      const contents = wanted.map((item) => contentOf(item, mailbox, now));
      return mailbox.create(calendar.number, contents).map((item) => show(item, mailbox));
    },
  },
];

function contentOf(item: z.infer<typeof newItem>, mailbox: Mailbox, now: number): ItemContent {
  const { zone: wanted, uid, recurrence, exceptions, deletions, ...fields } = item;
  const id = wanted === undefined ? mailbox.record.zone : (windowsZone(wanted) ?? wanted);
  if (ianaZone(id) === undefined) throw new ControlError(400, `zone: ${id} is not known`);
  const base = defaultItem(mailbox.record, mailbox.record.displayName, now, { id });
  const content = { ...base, ...fields, uid: uid ?? base.uid };
  return withSeries(content, { recurrence, exceptions, deletions }, now);
}
