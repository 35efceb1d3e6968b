import { z } from 'zod';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Services } from '../services.ts';
import { ianaZone, windowsZone } from '../zones/windows-zones.ts';
import { type ControlCall, ControlError, type ControlRoute } from './route.ts';

const address = z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address');

const zone = z
  .string()
  .transform((name) => windowsZone(name) ?? name)
  .refine((id) => ianaZone(id) !== undefined, 'must be a Windows zone id or an IANA zone name');

const newMailbox = z.strictObject({
  primaryAddress: address,
  secondaryAddresses: z.array(address).default([]),
  displayName: z.string().optional(),
  password: z.string().default('tahti-demo'),
  principalName: address.optional(),
  zone: zone.default('FLE Standard Time'),
  automaticBooking: z.boolean().default(false),
});

const changes = z.strictObject({
  automaticBooking: z.boolean().optional(),
  primaryAddress: address.optional(),
  secondaryAddresses: z.array(address).optional(),
  principalName: address.optional(),
});

/** The mailbox that a control's path names, by any of its addresses. */
export function mailboxOf({ parameters, services }: ControlCall): Mailbox {
  const mailbox = services.organization.directory.mailboxByAddress(parameters.address ?? '');
  if (!mailbox) throw new ControlError(404, `There is no mailbox ${parameters.address}`);
  return mailbox;
}

/** Every address is one mailbox's; `own` may keep what it has. */
function refuseTaken(
  addresses: readonly (string | undefined)[],
  own: Mailbox | null,
  { services }: Pick<ControlCall, 'services'>,
): void {
  const { directory } = services.organization;
  const isTaken = (each: string) => ![undefined, own].includes(directory.mailboxByAddress(each));
  const taken = addresses.find((each) => each !== undefined && isTaken(each));
  if (taken) throw new ControlError(409, `${taken} is taken`);
}

function show(mailbox: Mailbox, { organization }: Services): object {
  const account = organization.directory.accountOfMailbox(mailbox.record.guid);
  const { guid, primaryAddress, secondaryAddresses, displayName, zone: zoneId } = mailbox.record;
  const { principalName, sid } = account ?? {};
  const items = mailbox.folders.reduce((sum, folder) => sum + mailbox.countOf(folder.number), 0);
  const { automaticBooking = false } = mailbox.record;
  const shown = { guid, primaryAddress, secondaryAddresses, displayName, zone: zoneId, automaticBooking };
  return { ...shown, principalName, sid, items };
}

/** Controls of the mailboxes themselves. */
export const mailboxRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/sandbox/mailboxes',
    handle: ({ services }) => services.organization.directory.mailboxes.map((each) => show(each, services)),
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes',
    handle: ({ body, services }) => {
      const wanted = newMailbox.parse(body);
      refuseTaken([wanted.primaryAddress, ...wanted.secondaryAddresses], null, { services });
      const principalName = wanted.principalName ?? wanted.primaryAddress;
      const displayName = wanted.displayName ?? wanted.primaryAddress;
      return show(services.organization.addMailbox({ ...wanted, principalName, displayName }), services);
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      const { automaticBooking, primaryAddress, secondaryAddresses, principalName } = changes.parse(
        call.body,
      );
      const { record } = mailbox;
      refuseTaken([primaryAddress, ...(secondaryAddresses ?? [])], mailbox, call);
      call.services.organization.updateMailbox({
        ...record,
        automaticBooking: automaticBooking ?? record.automaticBooking ?? false,
        primaryAddress: primaryAddress ?? record.primaryAddress,
        secondaryAddresses: secondaryAddresses ?? record.secondaryAddresses,
      });
      const account = call.services.organization.directory.accountOfMailbox(record.guid);
      if (account && principalName) call.services.organization.updateAccount({ ...account, principalName });
      return show(mailbox, call.services);
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/move',
    handle: (call) => {
      const mailbox = mailboxOf(call);
      call.services.organization.moveMailbox(mailbox);
      return show(mailbox, call.services);
    },
  },
];
