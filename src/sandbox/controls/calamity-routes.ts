import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newUid } from '../mailbox-store/global-object-id.ts';
import { contentOf, type Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { mailboxOf } from './mailbox-routes.ts';
import { ControlError, type ControlRoute } from './route.ts';

/** Backups of this process's mailboxes, the latest of each. */
const backups = new WeakMap<Mailbox, readonly Item[]>();

const replacement = z.strictObject({ items: z.enum(['moved', 'copied', 'recreated', 'left']) });

/** Controls of what befalls whole mailboxes: backups that come back, a calendar folder that is another one. */
export const calamityRoutes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/backup',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const items = mailbox.backup();
      backups.set(mailbox, items);
      return { items: items.length };
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/restore',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const items = backups.get(mailbox);
      if (!items) throw new ControlError(409, 'There is no backup of this mailbox');
      mailbox.restoreBackup(items);
      return { items: items.length };
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/calendar',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const { items: how } = replacement.parse(call.body);
      const items = [...mailbox.itemsOf(mailbox.distinguishedFolder('calendar')?.number ?? 0)];
      const { number } = mailbox.replaceFolder('calendar');
      for (const item of items) carryOver(mailbox, item, number, how, call.services.clock.now());
      return { folder: number, items: mailbox.countOf(number) };
    },
  },
];

/** A tool that recreates keeps what people see: the identity, our mark and whatever else is not seen are lost. */
function carryOver(
  mailbox: Mailbox,
  item: Item,
  folder: number,
  how: z.infer<typeof replacement>['items'],
  now: number,
): void {
  if (how === 'moved') mailbox.move(item, folder);
  if (how === 'copied') mailbox.copy(item, folder);
  if (how !== 'recreated') return;
  mailbox.remove(item);
  mailbox.create(folder, [{ ...contentOf(item), uid: newUid(now, randomBytes(16)), extended: {} }]);
}
