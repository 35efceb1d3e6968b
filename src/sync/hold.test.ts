import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryLedger } from '../../test/fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';
import type { Side } from '../sides/side.ts';
import type { Intention } from './records.ts';

let one: MemoryMailbox;
beforeEach(() => {
  one = new MemoryMailbox();
});

/** The mailbox, at whose last page somebody pauses or switches off. */
function stoppedWhileReading(): Side {
  const side = one.mailbox;
  return new Proxy(side, {
    get(target, name) {
      if (name === 'changes')
        return async function* (...asked: Parameters<Side['changes']>) {
          yield* target.changes(...asked);
          one.state.stop();
        };
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Another worker takes the mailbox over right after the creates were announced. */
class OvertakenLedger extends MemoryLedger {
  override async intend(intentions: readonly Intention[]): Promise<readonly string[]> {
    const keys = await super.intend(intentions);
    one.state.currentRun = {};
    return keys;
  }
}

const versions = () =>
  [one.activities, one.mailbox].map((side) =>
    side.calendar.list().map(({ id, version }) => `${id} ${version}`),
  );

describe('a run that loses its mailbox', () => {
  it.each([
    ['creates', () => void one.activities.calendar.create(anEntry('New', 5))],
    ['changes', () => void one.activities.calendar.update(idOf('Plan'), { location: 'Room 5' })],
    ['deletions', () => void one.activities.calendar.delete(idOf('Plan'))],
  ])('by a pause while it was reading sends no %s any more', async (_what, deed) => {
    one.activities.calendar.create(anEntry('Plan'));
    await one.run();
    deed();
    const before = versions();
    const result = await one.run({ mailbox: stoppedWhileReading() });
    expect(result.outcome.state).toBe('superseded');
    expect(versions()).toEqual(before);
    expect(one.state.intentions.size).toBe(0);
  });

  it('to another worker between announcing and sending does not send', async () => {
    one.activities.calendar.create(anEntry('New'));
    const result = await one.run({ ledger: new OvertakenLedger(one.state) });
    expect(result.outcome.state).toBe('superseded');
    expect(one.subjects('mailbox')).toEqual([]);
    await one.run();
    expect(one.subjects('mailbox')).toEqual(['New']);
    expect(one.state.links.size).toBe(1);
  });
});

function idOf(subject: string): string {
  return one.activities.calendar.list().find(({ entry }) => entry.subject === subject)?.id as string;
}
