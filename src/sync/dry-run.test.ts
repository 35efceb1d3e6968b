import { describe, expect, it } from 'vitest';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

describe('a dry run', () => {
  it('says what a run would do, and writes nothing', async () => {
    const one = new MemoryMailbox();
    one.activities.calendar.create(anEntry('Out'));
    one.mailbox.calendar.create(anEntry('In', 3, { isPrivate: true }));
    one.activities.calendar.create(anEntry('Both', 5));
    one.mailbox.calendar.create(anEntry('Both', 5));
    const before = [one.activities.calendar.latest, one.mailbox.calendar.latest];
    const { counts, examples } = await one.dryRun();
    expect(counts).toMatchObject({ createdActivities: 1, createdInMailbox: 1, matched: 1 });
    expect(examples.map(({ kind, subject, isPrivate }) => [kind, subject, isPrivate]).sort()).toEqual([
      ['createActivity', 'In', true],
      ['createInMailbox', 'Out', false],
      ['match', 'Both', false],
    ]);
    expect([one.activities.calendar.latest, one.mailbox.calendar.latest]).toEqual(before);
    expect(one.state.writes).toBe(0);
  });

  it('says just what the run then does', async () => {
    const one = new MemoryMailbox();
    for (let n = 0; n < 9; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    for (let n = 5; n < 12; n++) one.mailbox.calendar.create(anEntry(`A${n}`, n));
    const { counts } = await one.dryRun();
    expect((await one.run()).counts).toEqual(counts);
  });

  it('shows five examples of a kind at most', async () => {
    const one = new MemoryMailbox();
    for (let n = 0; n < 9; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    expect((await one.dryRun()).examples).toHaveLength(5);
  });
});
