import { afterAll, beforeAll, describe } from 'vitest';
import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import { type EwsVersion, traitsOf } from '../../src/sides/ews/versions.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { describeSide, type SideHarness, type SideTraits } from './side-contract.ts';
import { sample } from './side-samples.ts';

/** The contract on a server of one version. */
function describeVersion(
  name: string,
  server: string,
  version: EwsVersion,
  traits: Partial<SideTraits> = {},
): void {
  describe(name, () => {
    let exchange: TestExchange;
    beforeAll(async () => {
      exchange = await TestExchange.start();
      await exchange.control('POST', '/sandbox/server', { version: server });
    });
    afterAll(() => exchange.close());
    // Exchange takes a create as often as it is sent; the mark tells whether it was, so callers look before repeating.
    describeSide('EWS', () => harness(exchange, version), {
      traits: { repeatedCreate: 'foundByKeys', meetings: 'sendsMail', ...traits },
    });
  });
}

/** A fresh mailbox, reached by the delegate through EWS, with its owner as the other client. */
async function harness(exchange: TestExchange, version: EwsVersion): Promise<SideHarness> {
  const { address, outlook } = await exchange.newMailbox(traitsOf(version).schema);
  const connection = exchange.connect({ version });
  const side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
  let seen = 0;
  const made: SideHarness = {
    side,
    otherClient: {
      create: (entry) => outlook.create(entry),
      update: (id, patch) => outlook.update(id, patch),
      delete: (id) => outlook.delete(id),
      list: () => listed(outlook),
    },
    loseCursor: () =>
      exchange.fault({
        operation: 'SyncFolderItems',
        mailbox: address,
        count: 1,
        fault: { kind: 'invalidSyncState' },
      }),
    close: () => connection.close(),
    meetings: {
      organiser: 'pat@else.example',
      invited: (entry) => invited(entry),
      mails,
    },
  };

  /** Pat, who has no mailbox here, asks the owner of this one to come. */
  async function invited({ subject, time }: CalendarEntry): Promise<string> {
    const organizer = { name: 'Pat', address: 'pat@else.example' };
    const body = { uid: crypto.randomUUID(), organizer, subject, start: time.start, end: time.end };
    await exchange.control('POST', `/sandbox/mailboxes/${address}/invitations`, body);
    return (await outlook.list()).at(-1)?.id ?? '';
  }

  async function mails(): Promise<number> {
    const all = (await exchange.control('GET', '/sandbox/mails')) as { from: { address: string } }[];
    const mine = all.filter((mail) => mail.from.address === address).length;
    const before = seen;
    seen = mine;
    return mine - before;
  }

  /** The suite looks at ids and subjects; the owner's list tells no more. */
  async function listed(owner: Outlook) {
    return (await owner.list()).map(({ id, subject }) => ({ id, entry: sample(made, { subject }) }));
  }
  return made;
}

const BEFORE_2013 = { busyWords: ['free', 'tentative', 'busy', 'outOfOffice'] } as const;

describeVersion('Exchange Subscription Edition', 'SE', 'subscription-edition');
describeVersion('Exchange 2010', '2010', '2010', BEFORE_2013);
describeVersion('Exchange 2007 SP1', '2007_SP1', '2007-sp1', { ...BEFORE_2013, weeks: 'fromSunday' });
