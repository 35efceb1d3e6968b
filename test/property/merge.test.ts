import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEntry, EntryPatch } from '../../src/model/calendar-entry.ts';
import { SHARED_FIELDS, sameValue } from '../../src/model/fields.ts';
import type { SideName } from '../../src/model/link.ts';
import type { FieldConflict } from '../../src/model/plan.ts';
import type { ConflictPolicy } from '../../src/model/policy.ts';
import { Loop } from './loop.ts';
import { anEdit, entryOf, fields, SIDES, twoSides } from './samples.ts';
import { settings } from './settings.ts';

/** People are merged one by one (below); every other field as a whole. */
const WHOLE_FIELDS = SHARED_FIELDS.filter(({ name }) => name !== 'participants');

const aPolicy = fc.constantFrom<ConflictPolicy>('newest', 'activities', 'mailbox');

/** Servers' clocks minus ours, from a minute slow to a minute fast. */
const aClock = fc.integer({ min: -60_000, max: 60_000 });

/** One synchronized pair, then an edit on either side, then one run. */
const aMeeting = fc.record({
  policy: aPolicy,
  start: fields,
  activityEdit: fc.option(anEdit),
  itemEdit: fc.option(anEdit),
  last: fc.constantFrom(...SIDES),
  clocks: fc.record({ activities: aClock, mailbox: aClock }),
  standing: fc.constant<'owner' | 'guest'>('owner'),
});

async function play(story: typeof aMeeting extends fc.Arbitrary<infer S> ? S : never) {
  const { activities, mailbox } = twoSides(false, story.clocks);
  const loop = new Loop(activities, mailbox, { conflicts: story.policy, clockOffset: story.clocks });
  const made = mailbox.calendar.create(entryOf('Review', story.start), { standing: story.standing });
  await loop.settle();
  const [link] = [...loop.store.links.values()];
  if (!link) throw new Error('nothing was linked');
  const before = { activity: link.activity.base, item: link.mailbox.base };
  const edits: Record<SideName, () => unknown> = {
    activities: () => story.activityEdit && activities.calendar.update(link.activity.id, story.activityEdit),
    mailbox: () => story.itemEdit && mailbox.calendar.update(made.id, story.itemEdit),
  };
  const order =
    story.last === 'mailbox' ? (['activities', 'mailbox'] as const) : (['mailbox', 'activities'] as const);
  for (const side of order) edits[side]();
  const edited = {
    activity: activities.calendar.get(link.activity.id)?.entry as CalendarEntry,
    item: mailbox.calendar.get(made.id)?.entry as CalendarEntry,
  };
  const plan = await loop.run();
  const after = {
    activity: activities.calendar.get(link.activity.id)?.entry as CalendarEntry,
    item: mailbox.calendar.get(made.id)?.entry as CalendarEntry,
  };
  const conflicts = plan.steps.flatMap((step) => (step.kind === 'update' ? step.conflicts : []));
  return { before, edited, after, conflicts, loop };
}

function winnerBy(policy: ConflictPolicy, last: SideName): SideName {
  return policy === 'newest' ? last : policy;
}

describe('a pair edited on both sides', () => {
  it('gets each field from the side that changed it, and from the winner where both did', async () => {
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const { before, edited, after } = await play(story);
        for (const field of WHOLE_FIELDS) {
          const activityChanged = !sameValue(field, before.activity[field.name], edited.activity[field.name]);
          const itemChanged = !sameValue(field, before.item[field.name], edited.item[field.name]);
          const winner = activityChanged && itemChanged ? winnerBy(story.policy, story.last) : null;
          const fromActivity = winner === 'activities' || (activityChanged && !itemChanged);
          const fromItem = winner === 'mailbox' || (itemChanged && !activityChanged);
          // The side that a value came from keeps it as it was; what the other makes of it may be cut.
          if (fromActivity) expect(after.activity[field.name]).toEqual(edited.activity[field.name]);
          if (fromItem) expect(after.item[field.name]).toEqual(edited.item[field.name]);
          if (fromActivity || fromItem) expectSameWhereKept(field.name, after.activity, after.item);
        }
      }),
      settings(1500),
    );
  });

  it('has everybody who was added on either side, and nobody who was removed on either', async () => {
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const { before, edited, after } = await play(story);
        const was = addresses(before.activity);
        const now = [addresses(edited.activity), addresses(edited.item)] as const;
        const everybody = new Set([...now[0], ...now[1]]);
        const expected = [...everybody].filter(
          (one) => !was.includes(one) || now.every((list) => list.includes(one)),
        );
        expect(addresses(after.activity)).toEqual(expected.toSorted());
        expect(addresses(after.item)).toEqual(expected.toSorted());
      }),
      settings(1000),
    );
  });

  it('keeps both values of every conflict, and reports no other', async () => {
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const { before, edited, conflicts } = await play(story);
        const expected = WHOLE_FIELDS.filter(
          (field) =>
            !sameValue(field, before.activity[field.name], edited.activity[field.name]) &&
            !sameValue(field, before.item[field.name], edited.item[field.name]) &&
            !sameValue(field, edited.activity[field.name], edited.item[field.name]),
        ).map(
          ({ name }): FieldConflict => ({
            field: name,
            activity: edited.activity[name],
            mailbox: edited.item[name],
            winner: winnerBy(story.policy, story.last),
            because: story.policy,
          }),
        );
        expect(conflicts).toEqual(expected);
      }),
      settings(1500),
    );
  });

  it('is written to only where a field differs: what nobody changed is in no patch', async () => {
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const { before, edited, after } = await play(story);
        for (const field of SHARED_FIELDS) {
          const isTouched =
            !sameValue(field, before.activity[field.name], edited.activity[field.name]) ||
            !sameValue(field, before.item[field.name], edited.item[field.name]);
          if (isTouched) continue;
          expect(after.activity[field.name]).toEqual(before.activity[field.name]);
          expect(after.item[field.name]).toEqual(before.item[field.name]);
        }
      }),
      settings(500),
    );
  });

  it('never has rewritten in the mailbox what another organiser decides, and converges all the same', async () => {
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const { edited, after, loop } = await play({ ...story, standing: 'guest' });
        for (const name of ['subject', 'time', 'location', 'text', 'participants', 'recurrence'] as const)
          expect(after.item[name]).toEqual(edited.item[name]);
        for (const name of ['subject', 'recurrence'] as const)
          expect(after.activity[name]).toEqual(after.item[name]);
        expectSameWhereKept('time', after.activity, after.item);
        expectSameWhereKept('location', after.activity, after.item);
        await loop.run();
        expect((await loop.run()).steps).toEqual([]);
      }),
      settings(1000),
    );
  });

  it('keeps what only the mailbox holds, whatever the activity side writes', async () => {
    const carried: EntryPatch = { html: '<p>Rich</p>', categories: ['Blue category'], reminder: 15 };
    await fc.assert(
      fc.asyncProperty(aMeeting, async (story) => {
        const start = { ...story.start, ...carried };
        const { edited, after } = await play({ ...story, start });
        expect([after.item.categories, after.item.reminder]).toEqual([['Blue category'], 15]);
        if (after.item.text === edited.item.text) expect(after.item.html).toBe(edited.item.html);
      }),
      settings(500),
    );
  });
});

function addresses({ participants }: CalendarEntry): string[] {
  return participants.map(({ address }) => address);
}

/** Equal on both sides; a long location is cut by the activities, and a zone may be each side's own. */
function expectSameWhereKept(name: string, activity: CalendarEntry, item: CalendarEntry): void {
  if (name === 'location') expect(item.location.startsWith(activity.location)).toBe(true);
  else if (name === 'time')
    expect([activity.time.start, activity.time.end]).toEqual([item.time.start, item.time.end]);
  else if (name !== 'isPrivate' || activity.isPrivate !== item.isPrivate)
    expect(activity[name as keyof CalendarEntry]).toEqual(item[name as keyof CalendarEntry]);
}
