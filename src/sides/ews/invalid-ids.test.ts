import { describe, expect, test } from 'vitest';
import { connectTo, signal } from './testing/connect.ts';
import { type Answer, failure, fault, item, sendSoap, soap, success } from './testing/hostile-server.ts';

/** A server that knows only the ids of its own mailbox; `refuse` says how it takes others. */
function movedMailbox(refuse: 'one' | 'all'): Answer {
  return ({ body }, response) => {
    const ids = [...body.matchAll(/<t:ItemId Id="([^"]+)"/g)].map((match) => match[1] ?? '');
    const isOld = (id: string) => id.startsWith('old');
    if (refuse === 'all' && ids.some(isOld))
      return sendSoap(response, fault('ErrorInvalidMailboxItemId'), 500);
    const one = (id: string) =>
      isOld(id)
        ? failure('GetItem', 'ErrorInvalidIdMalformed')
        : success('GetItem', `<m:Items>${item(id, `Entry ${id}`)}</m:Items>`);
    sendSoap(response, soap('GetItem', ids.map(one).join('')));
  };
}

describe('ids of a server from which the mailbox was moved', () => {
  test.each(['one', 'all'] as const)(
    'are gone when read, and keep no others from it (refused: %s)',
    async (how) => {
      const { connection } = await connectTo(movedMailbox(how));
      const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
      const asked = ['a', 'old-1', 'b', 'old-2', 'c'];
      expect([...(await side.read(asked, signal())).keys()].sort()).toEqual(['a', 'b', 'c']);
      expect([...((await side.unreadableAmong?.(['old-1', 'old-2'], signal())) ?? [])]).toEqual([]);
    },
  );

  test('end a write as lost, so that the mailbox is read anew', async () => {
    const { connection } = await connectTo(({ body }, response) => {
      const operation = /<m:(UpdateItem|GetItem)\b/.exec(body)?.[1] ?? '';
      sendSoap(response, soap(operation, failure(operation, 'ErrorInvalidId')));
    });
    const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
    const [outcome] = await side.update([{ id: 'old-1', version: 'k', patch: { location: 'A' } }], signal());
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'resync' } });
  });
});
