import { expect, it } from 'vitest';
import type { SideEntry } from '../../../model/calendar-entry.ts';
import { EXCHANGE_HABITS } from '../habits.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import type { SyncPage } from '../operations/sync-folder-items.ts';
import { readChanges } from './read-changes.ts';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2027-11-01T00:00:00.000Z' };
const FOREVER = new AbortController().signal;

/** A mailbox whose pages and entries are told when the test says so. */
function mailbox() {
  const asked: PromiseWithResolvers<SyncPage>[] = [];
  const read: (readonly string[])[] = [];
  const entries = Promise.withResolvers<void>();
  const access = {
    client: {
      callOne: () => {
        const page = Promise.withResolvers<SyncPage>();
        asked.push(page);
        return page.promise;
      },
    },
    reader: {
      read: async (ids: readonly string[]) => {
        read.push(ids);
        await entries.promise;
        return { entries: new Map(ids.map((id) => [id, { id } as SideEntry])), unreadable: [] };
      },
    },
    habits: EXCHANGE_HABITS,
  } as unknown as MailboxAccess;
  return { access, asked, read, entries };
}

function page(number: number, last: boolean): SyncPage {
  const changes = [{ id: `item ${number}`, isNew: true, end: null }];
  return { changes, deleted: [], syncState: `state ${number}`, last };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it('asks for the next page while the entries of this one are read, and for none after the last', async () => {
  const { access, asked, read, entries } = mailbox();
  const pages = readChanges(access, null, WINDOW, FOREVER)[Symbol.asyncIterator]();
  const first = pages.next();
  asked[0]?.resolve(page(1, false));
  await settled();
  expect(read).toEqual([['item 1']]);
  expect(asked).toHaveLength(2);
  entries.resolve();
  expect((await first).value).toMatchObject({ entries: [{ id: 'item 1' }], last: false });
  asked[1]?.resolve(page(2, true));
  expect((await pages.next()).value).toMatchObject({ entries: [{ id: 'item 2' }], last: true });
  expect(await pages.next()).toEqual({ done: true, value: undefined });
  expect(asked).toHaveLength(2);
});

it('tells what came before a page that could not be had, and then the failure', async () => {
  const { access, asked, entries } = mailbox();
  entries.resolve();
  const pages = readChanges(access, null, WINDOW, FOREVER)[Symbol.asyncIterator]();
  const first = pages.next();
  asked[0]?.resolve(page(1, false));
  await settled();
  asked[1]?.reject(new Error('lost'));
  expect((await first).value).toMatchObject({ entries: [{ id: 'item 1' }] });
  await expect(pages.next()).rejects.toThrow('lost');
});

it('leaves no request running when nobody listens any more', async () => {
  const { access, asked, entries } = mailbox();
  entries.resolve();
  const pages = readChanges(access, null, WINDOW, FOREVER)[Symbol.asyncIterator]();
  const first = pages.next();
  asked[0]?.resolve(page(1, false));
  await first;
  let hasEnded = false;
  const end = pages.return?.().then(() => {
    hasEnded = true;
  });
  await settled();
  expect(hasEnded).toBe(false);
  asked[1]?.resolve(page(2, true));
  await end;
  expect(hasEnded).toBe(true);
});
