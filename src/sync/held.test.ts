import { beforeEach, describe, expect, it } from 'vitest';
import { Died } from '../../test/fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox, TEST_POLICY } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
});

const REFUSED = { kind: 'entry', code: 'ErrorCalendarDurationIsTooLong', words: 'Too long.' } as const;

const ALL = ['A0', 'A1', 'A2', 'A3', 'A4'];

describe('deletions beyond the limit', () => {
  const policy = { ...TEST_POLICY, deletionLimit: 2 };

  async function deleteFour() {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run({ policy });
    for (const { id } of one.mailbox.calendar.list().slice(0, 4)) one.mailbox.calendar.delete(id);
    await one.run({ policy });
  }

  it('wait for a person, and the rest goes on', async () => {
    await deleteFour();
    expect(one.state.halt).toBe('tooManyDeletions');
    expect([...one.state.held.values()].map(({ side }) => side)).toEqual(Array(4).fill('activities'));
    expect(one.subjects('activities')).toHaveLength(5);
    one.activities.calendar.create(anEntry('New', 9));
    const next = await one.run({ policy });
    expect(next.counts.createdInMailbox).toBe(1);
    expect([one.state.held.size, one.state.halt]).toEqual([4, 'tooManyDeletions']);
    expect(one.subjects('activities')).toHaveLength(6);
  });

  it('are done once they are approved', async () => {
    await deleteFour();
    one.decide('approve');
    await one.run({ policy });
    expect(one.subjects('activities')).toHaveLength(1);
    expect([one.state.held.size, one.state.links.size]).toEqual([0, 1]);
    expect(one.state.halt).toBeNull();
  });

  it('are undone when a person wants the entries back', async () => {
    await deleteFour();
    one.decide('restore');
    await one.run({ policy });
    expect(one.subjects('mailbox')).toEqual(['A0', 'A1', 'A2', 'A3', 'A4']);
    expect([one.state.held.size, one.state.links.size]).toEqual([0, 5]);
    await one.run({ policy });
    expect(one.subjects('mailbox')).toHaveLength(5);
    expect(one.subjects('activities')).toHaveLength(5);
  });

  it('go on waiting one by one when the others were undone by edits', async () => {
    await deleteFour();
    for (const { id } of one.activities.calendar.list().slice(0, 3))
      one.activities.calendar.update(id, { location: 'Still wanted' });
    await one.run({ policy });
    expect(one.state.held.size).toBe(1);
    expect(one.subjects('mailbox')).toHaveLength(4);
    await one.run({ policy });
    expect(one.subjects('activities')).toHaveLength(5);
  });

  it('wait when the mailbox is suddenly empty', async () => {
    one.activities.calendar.create(anEntry('A'));
    await one.run();
    for (const { id } of one.mailbox.calendar.list()) one.mailbox.calendar.delete(id);
    one.mailbox.calendar.loseCursors();
    await one.run();
    expect(one.state.halt).toBe('mailboxSuddenlyEmpty');
    expect(one.subjects('activities')).toEqual(['A']);
  });

  it('double nothing when the process dies after an entry was made again', async () => {
    for (let dieAt = 1; dieAt <= 4; dieAt++) {
      one = new MemoryMailbox();
      await deleteFour();
      one.decide('restore');
      let left = dieAt;
      await one.run({ policy }, () => --left === 0).catch((error) => expect(error).toBeInstanceOf(Died));
      await one.run({ policy });
      expect(one.subjects('mailbox')).toEqual(ALL);
      expect(one.subjects('activities')).toEqual(ALL);
      expect([one.state.held.size, one.state.links.size, one.state.intentions.size]).toEqual([0, 5, 0]);
    }
  });

  it('double nothing when the answer about an entry that was made again never comes', async () => {
    await deleteFour();
    one.decide('restore');
    one.mailbox.faults.arm({ operation: 'create', when: 'after', nth: 2 });
    expect((await one.run({ policy })).outcome.state).toBe('failed');
    await one.run({ policy });
    expect([one.subjects('mailbox'), one.subjects('activities')]).toEqual([ALL, ALL]);
  });

  it('are all done after the process died in the middle of what was approved', async () => {
    await deleteFour();
    one.decide('approve');
    const dies = one.run({ policy }, (records) => (records.unlinked?.length ?? 0) > 0);
    await expect(dies).rejects.toThrow(Died);
    await one.run({ policy });
    expect([one.subjects('activities'), one.subjects('mailbox')]).toEqual([['A4'], ['A4']]);
    expect([one.state.held.size, one.state.links.size, one.state.halt]).toEqual([0, 1, null]);
  });

  it('keep what was edited just before the entry was made again', async () => {
    await deleteFour();
    const [survivor] = one.activities.calendar.list();
    one.activities.calendar.update(survivor?.id as string, { location: 'Room 9' });
    one.decide('restore');
    await one.run({ policy });
    const subject = survivor?.entry.subject;
    const copy = one.mailbox.calendar.list().find(({ entry }) => entry.subject === subject);
    expect(copy?.entry.location).toBe('Room 9');
  });

  it('are covered by a yes only as far as they were held when it was said', async () => {
    await deleteFour();
    one.decide('approve');
    for (let n = 0; n < 3; n++) one.activities.calendar.create(anEntry(`B${n}`, n + 9));
    await one.run({ policy });
    for (const { id } of one.mailbox.calendar.list().slice(0, 3)) one.mailbox.calendar.delete(id);
    await one.run({ policy });
    expect(one.subjects('activities')).toHaveLength(4);
    expect([one.state.held.size, one.state.halt]).toEqual([3, 'tooManyDeletions']);
  });

  it('are done where the entries stand by then when the mailbox moved while they came to wait', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run({ policy });
    for (const { id } of one.activities.calendar.list().slice(0, 4)) one.activities.calendar.delete(id);
    one.mailbox.calendar.move();
    await one.run({ policy });
    expect(one.state.held.size).toBe(4);
    one.decide('approve');
    await one.run({ policy });
    expect([one.subjects('activities'), one.subjects('mailbox')]).toEqual([['A4'], ['A4']]);
  });

  it('leave the guard as it was when the server refuses what was approved', async () => {
    await deleteFour();
    one.decide('approve');
    one.activities.faults.arm({ operation: 'delete', when: 'before', scope: 'item', error: REFUSED });
    await one.run({ policy });
    expect([one.state.held.size, one.state.problems.size]).toEqual([1, 1]);
    for (let n = 0; n < 3; n++) one.mailbox.calendar.create(anEntry(`B${n}`, n + 9));
    await one.run({ policy });
    for (const { id } of one.mailbox.calendar.list().slice(1)) one.mailbox.calendar.delete(id);
    await one.run({ policy });
    // What was approved has been done by now, at its second try; of the others none was.
    expect([one.state.held.size, one.state.halt]).toEqual([3, 'tooManyDeletions']);
    expect([one.subjects('activities').length, one.state.problems.size]).toEqual([4, 0]);
  });

  it('that the server refuses to make again are tried with growing pauses, not at every sweep', async () => {
    await deleteFour();
    one.decide('restore');
    const refuse = () => {
      for (let n = 0; n < 4; n++)
        one.mailbox.faults.arm({ operation: 'create', when: 'before', scope: 'item', error: REFUSED });
    };
    refuse();
    await one.run({ policy });
    const attempts = () => [...one.state.problems.values()].map((problem) => problem.attempts);
    expect(attempts()).toEqual([1, 1, 1, 1]);
    refuse();
    one.now -= 59_000;
    await one.run({ policy });
    expect(one.subjects('mailbox')).toEqual(['A4']);
    one.now += 5 * 60_000;
    await one.run({ policy });
    expect(attempts()).toEqual([2, 2, 2, 2]);
    one.mailbox.faults.clear();
    one.now += 3600_000;
    await one.run({ policy });
    expect(one.subjects('mailbox')).toEqual(ALL);
    expect([one.state.held.size, one.state.problems.size]).toEqual([0, 0]);
  });
});

describe('deletions that arrive in parts', () => {
  const policy = { ...TEST_POLICY, deletionLimit: 4 };

  it('are held as soon as those of an hour are more than the limit', async () => {
    for (let n = 0; n < 12; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run({ policy });
    for (let part = 0; part < 3; part++) {
      for (const { id } of one.mailbox.calendar.list().slice(0, 3)) one.mailbox.calendar.delete(id);
      await one.run({ policy });
    }
    expect(one.subjects('activities')).toHaveLength(9);
    expect([one.state.held.size, one.state.halt]).toEqual([6, 'tooManyDeletions']);
    one.decide('approve');
    await one.run({ policy });
    expect(one.subjects('activities')).toHaveLength(3);
    expect(one.state.recentDeletions).toBe(3);
  });

  it('are counted over all looks of a run', async () => {
    for (let n = 0; n < 9; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run({ policy });
    const before = one.state.recentDeletions;
    for (const { id } of one.mailbox.calendar.list().slice(0, 4)) one.mailbox.calendar.delete(id);
    one.activities.faults.arm({
      operation: 'delete',
      when: 'before',
      scope: 'item',
      error: { kind: 'stale' },
    });
    await one.run({ policy });
    expect(one.state.recentDeletions - before).toBe(4);
    for (const { id } of one.mailbox.calendar.list().slice(0, 1)) one.mailbox.calendar.delete(id);
    await one.run({ policy });
    expect([one.state.held.size, one.subjects('activities').length]).toEqual([1, 5]);
  });
});

describe('a calendar that empties by itself', () => {
  it('is suspicious although the cursor tells of each deletion', async () => {
    for (let n = 0; n < 8; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run();
    for (const { id } of one.mailbox.calendar.list()) one.mailbox.calendar.delete(id);
    await one.run();
    expect(one.subjects('activities')).toHaveLength(8);
    expect([one.state.held.size, one.state.halt]).toEqual([8, 'mailboxSuddenlyEmpty']);
  });
});
