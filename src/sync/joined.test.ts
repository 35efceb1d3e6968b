import { describe, expect, it } from 'vitest';
import { Joined } from './joined.ts';

/** Work whose turns the test ends; each value is the item doubled. */
function open(most: number) {
  const turns: { items: readonly number[]; end(error?: Error): Promise<void> }[] = [];
  const joined = new Joined<number, number>(most, (items) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    const end = async (error?: Error) => {
      if (error) reject(error);
      else resolve(items.map((item) => 2 * item));
      await new Promise((done) => setImmediate(done));
    };
    turns.push({ items, end });
    return promise;
  });
  return { joined, turns, items: () => turns.map((turn) => turn.items) };
}

describe('joined work', () => {
  it('begins at once when nothing is under way', () => {
    const { joined, items } = open(9);
    void joined.do(1);
    expect(items()).toEqual([[1]]);
  });

  it('takes what came during a turn into the next one, and answers each its own', async () => {
    const { joined, turns, items } = open(9);
    const answers = [1, 2, 3].map((item) => joined.do(item));
    await turns[0]?.end();
    expect(items()).toEqual([[1], [2, 3]]);
    await turns[1]?.end();
    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
  });

  it('takes no more into a turn than it may', async () => {
    const { joined, turns, items } = open(2);
    for (const item of [1, 2, 3, 4]) void joined.do(item);
    await turns[0]?.end();
    await turns[1]?.end();
    expect(items()).toEqual([[1], [2, 3], [4]]);
  });

  it('fails for all who took part in the turn, and for nobody else', async () => {
    const { joined, turns } = open(9);
    const answers = [1, 2, 3].map((item) => joined.do(item));
    const ends = Promise.allSettled(answers);
    await turns[0]?.end();
    await turns[1]?.end(new Error('lost'));
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const next = joined.do(4);
    await turns[2]?.end();
    expect(await next).toBe(8);
  });
});
