import { afterAll, beforeAll } from 'vitest';
import { TestExchange } from '../fixtures/exchange.ts';
import type { Outlook } from '../fixtures/outlook.ts';
import { describeSide, type SideHarness } from './side-contract.ts';
import { sample } from './side-samples.ts';

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());

/** A fresh mailbox, reached by the delegate through EWS, with its owner as the other client. */
async function harness(): Promise<SideHarness> {
  const { address, outlook } = await exchange.newMailbox();
  const connection = exchange.connect();
  const side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
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
  };

  /** The suite looks at ids and subjects; the owner's list tells no more. */
  async function listed(owner: Outlook) {
    return (await owner.list()).map(({ id, subject }) => ({ id, entry: sample(made, { subject }) }));
  }
  return made;
}

// Exchange takes a create as often as it is sent; the mark tells whether it was, so callers look before repeating.
describeSide('EWS', harness, { traits: { repeatedCreate: 'foundByKeys' } });
