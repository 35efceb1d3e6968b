import { beforeEach, describe, expect, it } from 'vitest';
import { Died } from '../../test/fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
  one.activities.calendar.create(anEntry('Made in the activities'));
  one.mailbox.calendar.create(anEntry('Made in the mailbox', 3));
  one.activities.calendar.create(anEntry('Stood on both sides', 5));
  one.mailbox.calendar.create(anEntry('Stood on both sides', 5));
});

describe('taking back', () => {
  it('removes what Tahti made, and nothing else', async () => {
    await one.run();
    const { counts } = await one.takeBack();
    expect(one.subjects('activities')).toEqual(['Made in the activities', 'Stood on both sides']);
    expect(one.subjects('mailbox')).toEqual(['Made in the mailbox', 'Stood on both sides']);
    expect(counts).toMatchObject({ deletedActivities: 1, deletedFromMailbox: 1 });
    expect(one.state.links.size).toBe(0);
    expect(one.storyKinds().filter((kind) => kind === 'takenBack')).toHaveLength(2);
  });

  it('removes copies that were edited since, too', async () => {
    await one.run();
    for (const { id, key } of one.mailbox.calendar.list())
      if (key) one.mailbox.calendar.update(id, { location: 'Edited' });
    await one.takeBack();
    expect(one.subjects('mailbox')).toEqual(['Made in the mailbox', 'Stood on both sides']);
  });

  it('finds copies whose making was never recorded', async () => {
    const dies = () => one.mailbox.calendar.list().some(({ key }) => key !== null);
    await expect(one.run({}, dies)).rejects.toThrow(Died);
    await one.takeBack();
    expect(one.subjects('mailbox')).toEqual(['Made in the mailbox', 'Stood on both sides']);
  });

  it('goes on after a crash', async () => {
    await one.run();
    await expect(one.takeBack(() => true)).rejects.toThrow(Died);
    await one.takeBack();
    expect(one.subjects('activities')).toEqual(['Made in the activities', 'Stood on both sides']);
    expect(one.subjects('mailbox')).toEqual(['Made in the mailbox', 'Stood on both sides']);
    expect(one.state.links.size).toBe(0);
  });

  it('lets a later switching on make every copy once', async () => {
    await one.run();
    await one.takeBack();
    await one.run();
    expect(one.subjects('activities')).toHaveLength(3);
    expect(one.subjects('mailbox')).toHaveLength(3);
  });

  it('goes on until the last of it is gone where the server refused something', async () => {
    await one.run();
    const error = { kind: 'entry', code: 'ErrorCannotDeleteObject', words: 'Not now.' } as const;
    one.mailbox.faults.arm({ operation: 'delete', when: 'before', scope: 'item', error });
    const { outcome } = await one.takeBack();
    expect(outcome).toMatchObject({ state: 'failed', error: { code: error.code, words: error.words } });
    expect(one.state.failure?.nextRunAt).toBeGreaterThan(one.now);
    expect([one.state.links.size, one.state.problems.size]).toEqual([1, 1]);
    expect((await one.takeBack()).outcome.state).toBe('succeeded');
    expect(one.subjects('mailbox')).toEqual(['Made in the mailbox', 'Stood on both sides']);
    expect([one.state.links.size, one.state.problems.size, one.state.failure]).toEqual([0, 0, null]);
  });
});
