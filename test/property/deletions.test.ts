import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SideName } from '../../src/model/link.ts';
import { Loop } from './loop.ts';
import { anEdit, entryOf, other, SIDES, twoSides } from './samples.ts';
import { settings } from './settings.ts';

const LIMIT = 3;

/** A synchronized calendar, some of whose entries are then deleted on one side. */
const aLoss = fc.record({
  entries: fc.integer({ min: 1, max: 10 }),
  on: fc.constantFrom<SideName>(...SIDES),
  deleted: fc.integer({ min: 0, max: 10 }),
  cursorLost: fc.boolean(),
});

async function lose({
  entries,
  on,
  deleted,
  cursorLost,
}: {
  entries: number;
  on: SideName;
  deleted: number;
  cursorLost: boolean;
}) {
  const sides = twoSides();
  const loop = new Loop(sides.activities, sides.mailbox, { deletionLimit: LIMIT });
  for (let n = 0; n < entries; n += 1) sides.mailbox.calendar.create(entryOf(`Thing ${n}`, {}));
  await loop.settle();
  const doomed = sides[on].calendar.list().slice(0, deleted);
  for (const { id } of doomed) sides[on].calendar.delete(id);
  if (cursorLost) sides[on].calendar.loseCursors();
  const count = Math.min(entries, deleted);
  const isEmptied = cursorLost && count === entries;
  return { sides, loop, on, kept: other(on), count, halts: count > LIMIT || isEmptied };
}

describe('deletions', () => {
  it('are carried out up to the limit, and wait for a person beyond it', async () => {
    await fc.assert(
      fc.asyncProperty(aLoss, async (loss) => {
        const { sides, loop, kept, count, halts } = await lose(loss);
        const before = sides[kept].calendar.size;
        const plan = await loop.run();
        expect(plan.halt !== null).toBe(halts);
        expect(plan.held).toHaveLength(halts ? count : 0);
        expect(sides[kept].calendar.size).toBe(halts ? before : before - count);
      }),
      settings(300),
    );
  });

  it('go on waiting in later runs, while everything else proceeds', async () => {
    await fc.assert(
      fc.asyncProperty(aLoss, async (loss) => {
        const { sides, loop, on, kept, halts, count } = await lose(loss);
        const before = sides[kept].calendar.size;
        await loop.run();
        sides[kept].calendar.create(entryOf('New meanwhile', {}));
        const plan = await loop.run();
        expect(sides[on].calendar.list().some((one) => one.entry.subject === 'New meanwhile')).toBe(true);
        // What is held is counted again each time; by now the emptied side tells only what is new.
        if (halts && count > LIMIT) expect(plan.held).toHaveLength(count);
        if (halts && count > LIMIT) expect(sides[kept].calendar.size).toBe(before + 1);
      }),
      settings(300),
    );
  });

  it('are carried out when a person approves them', async () => {
    await fc.assert(
      fc.asyncProperty(aLoss, async (loss) => {
        const { sides, loop, on, kept } = await lose(loss);
        await loop.run();
        loop.isApproving = true;
        await loop.settle();
        expect(sides[kept].calendar.size).toBe(sides[on].calendar.size);
        expect(loop.store.links.size).toBe(sides[on].calendar.size);
      }),
      settings(300),
    );
  });

  it('are beaten by an edit of the other side, also when they waited', async () => {
    await fc.assert(
      fc.asyncProperty(aLoss, anEdit, async (loss, patch) => {
        const { sides, loop, on, kept } = await lose(loss);
        await loop.run();
        const survivors = sides[kept].calendar.list();
        for (const { id } of survivors) sides[kept].calendar.update(id, { ...patch, subject: 'Edited' });
        loop.isApproving = true;
        await loop.settle();
        const subjects = (side: SideName) => sides[side].calendar.list().map((one) => one.entry.subject);
        expect(subjects(kept)).toEqual(survivors.map(() => 'Edited'));
        expect(subjects(on)).toEqual(subjects(kept));
      }),
      settings(300),
    );
  });
});
