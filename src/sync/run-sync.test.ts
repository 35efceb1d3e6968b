import { beforeEach, describe, expect, it } from 'vitest';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
});

/** Running again after any run plans nothing: not one transaction beside the end of the run. */
async function expectSettled() {
  await one.run();
  const before = { versions: versions(), stories: one.state.stories.length };
  await one.run();
  expect({ versions: versions(), stories: one.state.stories.length }).toEqual(before);
}

function versions() {
  return [one.activities, one.mailbox].map((side) =>
    side.calendar.list().map(({ id, version }) => `${id} ${version}`),
  );
}

describe('a run', () => {
  it('copies new entries both ways and then has nothing to do', async () => {
    one.activities.calendar.create(anEntry('From the activities'));
    one.mailbox.calendar.create(anEntry('From the mailbox', 3));
    const result = await one.run();
    expect(result.outcome.state).toBe('succeeded');
    expect(result.counts).toMatchObject({ createdActivities: 1, createdInMailbox: 1 });
    expect(one.subjects('activities')).toEqual(['From the activities', 'From the mailbox']);
    expect(one.subjects('mailbox')).toEqual(['From the activities', 'From the mailbox']);
    await expectSettled();
  });

  it('gives private entries the Personal type and others the default type', async () => {
    one.mailbox.calendar.create(anEntry('Dentist', 1, { isPrivate: true }));
    one.mailbox.calendar.create(anEntry('Meeting', 3));
    await one.run();
    const types = one.activities.calendar.list().map(({ entry }) => [entry.subject, entry.activityType]);
    expect(types.sort()).toEqual([
      ['Dentist', 'type-personal'],
      ['Meeting', 'type-meeting'],
    ]);
  });

  it('never copies what may not cross', async () => {
    one.activities.calendar.create(anEntry('Project task'), { category: 'Task', mayCross: false });
    await one.run();
    expect(one.subjects('mailbox')).toEqual([]);
    await expectSettled();
  });

  it('carries a change over and tells which fields', async () => {
    one.activities.calendar.create(anEntry('Plan'));
    await one.run();
    const [item] = one.mailbox.calendar.list();
    one.mailbox.calendar.update(item?.id as string, { location: 'Room 5' });
    await one.run();
    expect(one.activities.calendar.list()[0]?.entry.location).toBe('Room 5');
    expect(one.state.stories.at(-1)).toMatchObject({
      kind: 'changed',
      side: 'activities',
      fields: ['location'],
    });
    await expectSettled();
  });

  it('merges changes of different fields on both sides', async () => {
    const { id } = one.activities.calendar.create(anEntry('Plan'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'Plan B' });
    one.mailbox.calendar.update(one.mailbox.calendar.list()[0]?.id as string, { location: 'Room 5' });
    await one.run();
    for (const side of [one.activities, one.mailbox])
      expect(side.calendar.list()[0]?.entry).toMatchObject({ subject: 'Plan B', location: 'Room 5' });
    await expectSettled();
  });

  it('lets the newest win a conflict and keeps the loser in the log', async () => {
    const { id } = one.activities.calendar.create(anEntry('Plan'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'Older' });
    one.now += 60_000;
    one.mailbox.calendar.update(one.mailbox.calendar.list()[0]?.id as string, { subject: 'Newer' });
    await one.run();
    expect(one.subjects('activities')).toEqual(['Newer']);
    expect(one.state.stories.find(({ kind }) => kind === 'conflict')).toMatchObject({
      conflict: [{ field: 'subject', activity: 'Older', mailbox: 'Newer', winner: 'mailbox' }],
    });
    await expectSettled();
  });

  it('carries deletions over on both sides', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    const item = one.mailbox.calendar.create(anEntry('B', 3));
    await one.run();
    one.activities.calendar.delete(id);
    one.mailbox.calendar.delete(item.id);
    const result = await one.run();
    expect(result.counts).toMatchObject({ deletedActivities: 1, deletedFromMailbox: 1 });
    expect([...one.subjects('activities'), ...one.subjects('mailbox')]).toEqual([]);
    expect(one.state.links.size).toBe(0);
    await expectSettled();
  });

  it('makes an entry again when the other half was edited meanwhile', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'A edited' });
    one.mailbox.calendar.delete(one.mailbox.calendar.list()[0]?.id as string);
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A edited']);
    expect(one.state.links.size).toBe(1);
    await expectSettled();
  });

  it('links what stands on both sides already, and evens it out', async () => {
    one.activities.calendar.create(anEntry('Board'));
    one.mailbox.calendar.create(anEntry('Board', 1, { location: 'Room 1' }));
    const result = await one.run();
    expect(result.counts).toMatchObject({ matched: 1, createdActivities: 0, createdInMailbox: 0 });
    expect(one.activities.calendar.list()[0]?.entry.location).toBe('Room 1');
    await expectSettled();
  });

  it('names the activities that it wrote', async () => {
    one.mailbox.calendar.create(anEntry('B'));
    const result = await one.run();
    expect(result.touchedActivities).toEqual(one.activities.calendar.list().map(({ id }) => id));
  });

  it('doubles nothing when the cursors are lost', async () => {
    for (let n = 0; n < 10; n++) one.mailbox.calendar.create(anEntry(`Entry ${n}`, n));
    await one.run();
    one.mailbox.calendar.loseCursors();
    one.mailbox.calendar.delete(one.mailbox.calendar.list()[0]?.id as string);
    await one.run();
    expect(one.subjects('activities')).toHaveLength(9);
    expect(one.subjects('mailbox')).toHaveLength(9);
    expect(one.storyKinds()).toContain('resynchronized');
    await expectSettled();
  });

  it('knows every entry again when the mailbox moved to another server', async () => {
    for (let n = 0; n < 10; n++) one.activities.calendar.create(anEntry(`Entry ${n}`, n));
    await one.run();
    one.mailbox.calendar.move();
    await one.run();
    expect(one.subjects('activities')).toHaveLength(10);
    expect(one.subjects('mailbox')).toHaveLength(10);
    expect(one.state.links.size).toBe(10);
    await expectSettled();
  });

  it('reads everything anew when what decides about it has changed', async () => {
    await one.run();
    const { id } = one.activities.calendar.create(anEntry('Of a type not chosen'), { mayCross: false });
    await one.run();
    const [stands] = one.activities.calendar.list();
    one.activities.calendar.update(id, {}, { mayCross: true });
    const cursor = one.state.cursors.activities;
    await one.run();
    expect(stands?.id).toBe(id);
    expect(one.state.cursors.activities).not.toBe(cursor);
    await one.run({ scope: 'scope-2' });
    expect(one.subjects('mailbox')).toEqual(['Of a type not chosen']);
  });
});
