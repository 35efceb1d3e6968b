import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { EwsError } from '../ews-error.ts';
import { answerEach } from '../response-message.ts';
import { textOf } from '../xml-read.ts';
import { branch, leaf, type Xml } from '../xml-write.ts';
import type { Operation } from './operation.ts';

/** ResolveNames: the mailboxes whose name or address begins with the entry. Contact data is not offered. */
export const resolveNames: Operation = (request, context) =>
  answerEach(context, {
    operation: 'ResolveNames',
    inputs: [(textOf(request, 'UnresolvedEntry') ?? '').trim().replace(/^smtp:/i, '')],
    work: (entry) => {
      const found = context.organization.directory.mailboxes.filter((mailbox) =>
        fits(mailbox, entry.toLowerCase()),
      );
      if (found.length === 0) throw new EwsError('ErrorNameResolutionNoResults', 'No results were found.');
      const paging = { TotalItemsInView: found.length, IncludesLastItemInRange: true };
      return [branch('m:ResolutionSet', found.slice(0, 100).map(writeResolution), paging)];
    },
  });

function fits({ record }: Mailbox, entry: string): boolean {
  const names = [record.primaryAddress, ...record.secondaryAddresses, record.displayName];
  const words = record.displayName.split(' ');
  return [...names, ...words].some((name) => name.toLowerCase().startsWith(entry));
}

function writeResolution({ record }: Mailbox): Xml {
  const mailbox = [
    leaf('t:Name', record.displayName),
    leaf('t:EmailAddress', record.primaryAddress),
    leaf('t:RoutingType', 'SMTP'),
    leaf('t:MailboxType', 'Mailbox'),
  ];
  return branch('t:Resolution', [branch('t:Mailbox', mailbox)]);
}
