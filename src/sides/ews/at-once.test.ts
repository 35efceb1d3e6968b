import { expect, it } from 'vitest';
import { atOnce } from './at-once.ts';

/** A promise and the way to settle it. */
function gate() {
  return Promise.withResolvers<void>();
}

it('does so many at once and gives the results in order', async () => {
  const gates = [gate(), gate(), gate()];
  const begun: number[] = [];
  const all = atOnce([0, 1, 2], 2, async (index) => {
    begun.push(index);
    await gates[index]?.promise;
    return index * 10;
  });
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve();
  await gates[1]?.promise;
  gates[2]?.resolve();
  gates[0]?.resolve();
  expect(await all).toEqual([0, 10, 20]);
});

it('begins nothing more after a failure, and throws it once the others have ended', async () => {
  const slow = gate();
  const begun: number[] = [];
  const ended: number[] = [];
  const all = atOnce([0, 1, 2], 2, async (index) => {
    begun.push(index);
    if (index === 0) throw new Error('first');
    await slow.promise;
    ended.push(index);
  });
  slow.resolve();
  await expect(all).rejects.toThrow('first');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([1]);
});

it('does nothing where there is nothing to do', async () => {
  expect(await atOnce([], 3, async () => 1)).toEqual([]);
});
