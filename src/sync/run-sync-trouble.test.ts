import { beforeEach, describe, expect, it } from 'vitest';
import { Died } from '../../test/fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox, TEST_POLICY } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
});

const REFUSED = { kind: 'entry', code: 'ErrorCalendarDurationIsTooLong', words: 'Too long.' } as const;

function subjectsOnce(side: 'activities' | 'mailbox'): void {
  const subjects = one.subjects(side);
  expect(subjects).toEqual([...new Set(subjects)]);
}

describe('a run that breaks off', () => {
  it('doubles nothing when the process dies between the create and its record', async () => {
    for (let n = 0; n < 7; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    for (let n = 0; n < 7; n++) one.mailbox.calendar.create(anEntry(`M${n}`, n + 10));
    let deaths = 0;
    for (let isDone = false; !isDone; ) {
      const diesAtSecond = (seen: number) => () => ++seen === 2;
      isDone = await one.run({}, diesAtSecond(0)).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(Died);
          deaths++;
          return false;
        },
      );
    }
    expect(deaths).toBeGreaterThan(2);
    await one.run();
    expect(one.subjects('activities')).toHaveLength(14);
    expect(one.subjects('mailbox')).toHaveLength(14);
    subjectsOnce('activities');
    subjectsOnce('mailbox');
    expect(one.state.links.size).toBe(14);
    expect(one.state.intentions.size).toBe(0);
  });

  it('finds what was made although the answer never came', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    one.mailbox.faults.arm({ operation: 'create', when: 'after', nth: 2 });
    const broken = await one.run();
    expect(broken.outcome).toMatchObject({ state: 'failed', error: { kind: 'retry' } });
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A0', 'A1', 'A2', 'A3', 'A4']);
    expect(one.storyKinds()).toContain('recovered');
  });

  it('keeps an edit that was made to the copy before the crash was recovered', async () => {
    one.activities.calendar.create(anEntry('A'));
    await expect(one.run({}, (records) => (records.links?.length ?? 0) > 0)).rejects.toThrow(Died);
    one.mailbox.calendar.update(one.mailbox.calendar.list()[0]?.id as string, { location: 'Room 9' });
    await one.run();
    expect(one.activities.calendar.list()[0]?.entry.location).toBe('Room 9');
    expect(one.subjects('mailbox')).toEqual(['A']);
  });

  it('keeps an edit that was made to the source before the crash was recovered', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await expect(one.run({}, (records) => (records.links?.length ?? 0) > 0)).rejects.toThrow(Died);
    one.activities.calendar.update(id, { subject: 'A moved' });
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A moved']);
  });

  it('knows the source again that moved, with its whole mailbox, before the crash was recovered', async () => {
    one.mailbox.calendar.create(anEntry('M'));
    await expect(one.run({}, (records) => (records.links?.length ?? 0) > 0)).rejects.toThrow(Died);
    one.mailbox.calendar.move();
    one.activities.calendar.update(one.activities.calendar.list()[0]?.id as string, { location: 'Room 9' });
    await one.run();
    expect([one.subjects('activities'), one.subjects('mailbox')]).toEqual([['M'], ['M']]);
    expect(one.mailbox.calendar.list()[0]?.entry.location).toBe('Room 9');
  });

  it('does not take what the target side had no room for as an edit, and shortens nothing', async () => {
    const location = 'A very long way to the meeting room. '.repeat(40).trim();
    one.mailbox.calendar.create({ ...anEntry('M'), location });
    await expect(one.run({}, (records) => (records.links?.length ?? 0) > 0)).rejects.toThrow(Died);
    await one.run();
    expect(one.mailbox.calendar.list()[0]?.entry.location).toBe(location);
    expect(one.subjects('activities')).toEqual(['M']);
  });

  it('recovers a deletion whose record was lost', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    one.activities.calendar.delete(id);
    await expect(one.run({}, (records) => (records.unlinked?.length ?? 0) > 0)).rejects.toThrow(Died);
    await one.run();
    expect(one.state.links.size).toBe(0);
    expect(one.subjects('mailbox')).toEqual([]);
  });

  it('loses no later edit of what it had half written, whoever wins conflicts', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    const itemId = one.mailbox.calendar.list()[0]?.id as string;
    one.mailbox.calendar.update(itemId, { text: 'First words' });
    one.activities.calendar.update(id, { location: 'Room 9' });
    one.mailbox.faults.arm({ operation: 'update', when: 'before', error: { kind: 'retry' } });
    const policy = { ...TEST_POLICY, conflicts: 'activities' } as const;
    expect((await one.run({ policy })).outcome.state).toBe('failed');
    expect(one.activities.calendar.get(id)?.entry.text).toBe('First words');
    one.mailbox.calendar.update(itemId, { text: 'Second words' });
    await one.run({ policy });
    for (const side of [one.activities, one.mailbox])
      expect(side.calendar.list()[0]?.entry).toMatchObject({ text: 'Second words', location: 'Room 9' });
    expect(one.state.stories.filter(({ kind }) => kind === 'conflict')).toEqual([]);
  });

  it('waits exactly as long as the server asked', async () => {
    one.mailbox.faults.throttle(1, 4321);
    const { outcome } = await one.run();
    expect(outcome).toMatchObject({ state: 'failed', nextRunAt: one.now + 4321 });
  });

  it('stops without a record when another run took over', async () => {
    one.activities.calendar.create(anEntry('A'));
    const { outcome } = await one.run({}, () => {
      one.state.currentRun = {};
      return false;
    });
    expect(outcome.state).toBe('superseded');
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A']);
  });

  it('says that it was abandoned when it is stopped from outside', async () => {
    const stop = new AbortController();
    stop.abort();
    const { outcome } = await one.run({ signal: stop.signal });
    expect(outcome.state).toBe('abandoned');
    expect(one.state.failure).toBeNull();
  });
});

describe('an entry in trouble', () => {
  it('is set aside, the others go on, and it is written when it is due', async () => {
    for (let n = 0; n < 5; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    one.mailbox.faults.arm({ operation: 'create', when: 'before', nth: 2, scope: 'item', error: REFUSED });
    const first = await one.run();
    expect(first.outcome.state).toBe('succeeded');
    expect(one.subjects('mailbox')).toEqual(['A0', 'A2', 'A3', 'A4']);
    expect([...one.state.problems.values()]).toMatchObject([
      { side: 'activities', subject: 'A1', attempts: 1, details: { code: REFUSED.code } },
    ]);
    one.now -= 59_000;
    await one.run();
    expect([one.subjects('mailbox').length, one.state.problems.size]).toEqual([4, 1]);
    one.now += 10 * 60_000;
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A0', 'A1', 'A2', 'A3', 'A4']);
    expect(one.state.problems.size).toBe(0);
    expect(one.storyKinds().filter((kind) => kind === 'setAside' || kind === 'recovered')).toEqual([
      'setAside',
      'recovered',
    ]);
  });

  it('is found in a batch that the server refuses as a whole', async () => {
    for (let n = 0; n < 3; n++) one.activities.calendar.create(anEntry(`A${n}`, n));
    // Refused whole, then as the first of two halves, then alone.
    for (let n = 0; n < 3; n++)
      one.mailbox.faults.arm({ operation: 'create', when: 'before', scope: 'call', error: REFUSED });
    await one.run();
    expect(one.state.problems.size).toBe(1);
    expect(one.subjects('mailbox')).toHaveLength(2);
  });

  it('keeps a change of the other half that could not be written', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'A renamed' });
    one.mailbox.faults.arm({ operation: 'update', when: 'before', scope: 'item', error: REFUSED });
    await one.run();
    expect(one.state.problems.size).toBe(1);
    // The mailbox's copy is edited before the entry is due: the rename must not be forgotten.
    one.mailbox.calendar.update(one.mailbox.calendar.list()[0]?.id as string, { location: 'Room 2' });
    await one.run();
    for (const side of [one.activities, one.mailbox])
      expect(side.calendar.list()[0]?.entry).toMatchObject({ subject: 'A renamed', location: 'Room 2' });
    expect(one.state.problems.size).toBe(0);
  });

  it('that changed since it was read is read again in the same run', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'A renamed' });
    one.mailbox.faults.arm({ operation: 'update', when: 'before', scope: 'item', error: { kind: 'stale' } });
    const { outcome } = await one.run();
    expect(outcome.state).toBe('succeeded');
    expect(one.subjects('mailbox')).toEqual(['A renamed']);
  });

  it('that keeps changing waits for the next run', async () => {
    const { id } = one.activities.calendar.create(anEntry('A'));
    await one.run();
    one.activities.calendar.update(id, { subject: 'A renamed' });
    for (let n = 0; n < 3; n++)
      one.mailbox.faults.arm({
        operation: 'update',
        when: 'before',
        scope: 'item',
        error: { kind: 'stale' },
      });
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A']);
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['A renamed']);
    expect(one.state.problems.size).toBe(0);
  });
});
