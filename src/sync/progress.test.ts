import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';

function watched() {
  const shown: [number, number, string][] = [];
  let now = 0;
  const progress = new Progress(
    {
      show: async (done, total, phase) => {
        shown.push([done, total, phase]);
      },
    },
    () => now,
  );
  return { progress, shown, wait: (millis: number) => (now += millis) };
}

describe('Progress', () => {
  it('writes a few times a second, however many steps are done', async () => {
    const { progress, shown, wait } = watched();
    await progress.begin('writing', 1000);
    for (let step = 0; step < 999; step++) {
      wait(1);
      await progress.advance(1);
    }
    expect(shown.length).toBeLessThanOrEqual(4);
  });

  it('always writes the last step', async () => {
    const { progress, shown } = watched();
    await progress.begin('writing', 3);
    await progress.advance(1);
    await progress.advance(2);
    expect(shown.at(-1)).toEqual([3, 3, 'writing']);
  });

  it('never shows more done than there is', async () => {
    const { progress, shown } = watched();
    await progress.begin('writing', 1);
    await progress.advance(1);
    await progress.begin('writing', 2);
    await progress.advance(2);
    for (const [done, total] of shown) expect(done).toBeLessThanOrEqual(total);
    expect(shown.at(-1)).toEqual([3, 3, 'writing']);
  });
});
