import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryPatch } from '../../src/model/calendar-entry.ts';
import type { SideName } from '../../src/model/link.ts';
import { Loop } from './loop.ts';
import { common, entryOf, SIDES, twoSides } from './samples.ts';
import { settings } from './settings.ts';

/** Few values, so that entries look alike all the time. */
const aTwin = fc.record({
  on: fc.constantFrom(...SIDES),
  subject: fc.constantFrom('Lunch', 'Daily'),
  patch: fc.record({ location: fc.constantFrom('', 'Room 4'), text: fc.constantFrom('', 'Figures') }),
});

interface Twin {
  readonly on: SideName;
  readonly subject: string;
  readonly patch: EntryPatch;
}

async function synchronize(twins: readonly Twin[]) {
  const sides = twoSides();
  const loop = new Loop(sides.activities, sides.mailbox);
  for (const { on, subject, patch } of twins) sides[on].calendar.create(entryOf(subject, patch));
  const [first] = await loop.settle();
  return { sides, loop, first };
}

describe('entries that look alike', () => {
  it('are linked at most once each, and equal when they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aTwin, { maxLength: 8 }), async (twins) => {
        const { sides, loop } = await synchronize(twins);
        const links = [...loop.store.links.values()];
        expect(new Set(links.map((link) => link.activity.id)).size).toBe(links.length);
        expect(new Set(links.map((link) => link.mailbox.id)).size).toBe(links.length);
        for (const link of links) {
          const activity = sides.activities.calendar.get(link.activity.id);
          const item = sides.mailbox.calendar.get(link.mailbox.id);
          expect(activity && common(activity.entry)).toEqual(item && common(item.entry));
        }
      }),
      settings(600),
    );
  });

  it('are each linked, or left alone and reported', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aTwin, { maxLength: 8 }), async (twins) => {
        const { sides, loop, first } = await synchronize(twins);
        const links = [...loop.store.links.values()];
        const known = new Set(links.flatMap((link) => [link.activity.id, link.mailbox.id]));
        for (const step of first?.steps ?? [])
          if (step.kind === 'leaveAlone') for (const one of step.entries) known.add(one.id);
        for (const side of SIDES)
          for (const one of sides[side].calendar.list()) expect(known).toContain(one.id);
      }),
      settings(600),
    );
  });

  it('are found again without doubles when the synchronization goes off and on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aTwin, { maxLength: 8 }), async (twins) => {
        const { sides, loop } = await synchronize(twins);
        const sizes = () => SIDES.map((side) => sides[side].calendar.size);
        const [before, links] = [sizes(), loop.store.links.size];
        loop.offAndOn();
        const plan = await loop.run();
        for (const step of plan.steps) {
          expect(['match', 'leaveAlone']).toContain(step.kind);
          if (step.kind === 'match') expect([step.activityPatch, step.mailboxPatch]).toEqual([null, null]);
        }
        await loop.settle();
        expect(sizes()).toEqual(before);
        expect(loop.store.links.size).toBe(links);
      }),
      settings(600),
    );
  });

  it('become entries of their own when somebody copies what was synchronized', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aTwin, { minLength: 1, maxLength: 5 }), fc.nat(9), async (twins, which) => {
        const { sides, loop } = await synchronize(twins);
        const linked = [...loop.store.links.values()].map((link) => link.mailbox.id);
        const original = linked[which % Math.max(1, linked.length)];
        if (!original) return;
        const sizes = () => SIDES.map((side) => sides[side].calendar.size);
        const before = sizes();
        const copy = sides.mailbox.calendar.copy(original);
        sides.mailbox.calendar.update(copy?.id ?? '', {
          time: { kind: 'allDay', start: '2027-01-04', end: '2027-01-05' },
        });
        await loop.settle();
        expect(sizes()).toEqual(before.map((size) => size + 1));
      }),
      settings(600),
    );
  });
});
