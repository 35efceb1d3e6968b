import { beforeEach, describe, expect, it } from 'vitest';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
});

const ALL = ['A0', 'A1', 'A2', 'A3', 'A4'];

describe('a mailbox that stands elsewhere', () => {
  /** Another server knows nothing of the entries, and has one of its own. */
  function connectElsewhere(): void {
    for (const { id } of one.mailbox.calendar.list()) one.mailbox.calendar.delete(id);
    one.mailbox.calendar.create(anEntry('Somebody else', 20));
    one.mailbox.calendar.loseCursors();
  }

  it('deletes nothing without asking, however few entries were linked', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run();
    connectElsewhere();
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect(one.subjects('activities')).toEqual([...ALL, 'Somebody else']);
    expect([one.state.held.size, one.state.halt]).toEqual([5, 'mailboxChanged']);
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect([one.state.held.size, one.state.halt]).toEqual([5, 'mailboxChanged']);
    one.decide('approve');
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect(one.subjects('activities')).toEqual(['Somebody else']);
  });

  it('has its entries made again in it when a person wants that', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run();
    connectElsewhere();
    await one.run({ place: 'place-2', scope: 'scope-2' });
    one.decide('restore');
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect(one.subjects('mailbox')).toEqual([...ALL, 'Somebody else']);
    expect([one.state.held.size, one.state.links.size, one.state.halt]).toEqual([0, 6, null]);
  });

  it('asks also about what lies beyond the window: later it would be missing one by one', async () => {
    const farAhead = 400 * 24;
    one.activities.calendar.create(anEntry('Far ahead', farAhead));
    const wide = { from: '2026-11-01T00:00:00.000Z', to: '2029-01-01T00:00:00.000Z' };
    await one.run({ window: wide });
    connectElsewhere();
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect([...one.state.held.values()].map(({ subject }) => subject)).toEqual(['Far ahead']);
  });

  it('matches the same entries there by their likeness, and makes none twice', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run();
    connectElsewhere();
    for (let n = 0; n < 3; n++) one.mailbox.calendar.create(anEntry(`A${n}`, n));
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect(one.subjects('activities')).toEqual([...ALL, 'Somebody else']);
    expect(one.subjects('mailbox')).toEqual(['A0', 'A1', 'A2', 'Somebody else']);
    expect([...one.state.held.values()].map(({ subject }) => subject)).toEqual(['A3', 'A4']);
    expect(one.state.links.size).toBe(6);
  });

  it('holds nothing where the entries are recognised under their new ids', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    await one.run();
    one.mailbox.calendar.move();
    await one.run({ place: 'place-2', scope: 'scope-2' });
    expect([one.state.held.size, one.state.halt]).toEqual([0, null]);
    expect([one.subjects('mailbox'), one.subjects('activities')]).toEqual([ALL, ALL]);
  });
});
