import { describe, expect, it } from 'vitest';
import { MemoryLedger, MemoryMailboxState } from '../../test/fixtures/memory-ledger.ts';
import { SideError } from '../model/problem.ts';
import { MemorySide } from '../sides/memory/memory-side.ts';
import type { Outcome, Side } from '../sides/side.ts';
import { RunSuperseded } from './ledger.ts';
import { Progress } from './progress.ts';
import type { Story } from './records.ts';
import { syncError } from './sync-error.ts';
import { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

const BUSY = syncError('retry', 'ErrorServerBusy', 'busy', 'workspaceUnavailable').details;

/** A batch that the server has and has not answered. */
interface Sent {
  readonly items: readonly string[];
  answer(outcomes: readonly Outcome<null>[]): Promise<void>;
}

const done: Outcome<null> = { ok: true, value: null };

/** A run that writes items, two in a batch, to a side of which each answer is given by the test. */
async function open(batchesAtOnce?: number) {
  const state = new MemoryMailboxState();
  const ledger = new MemoryLedger(state);
  const remembered = await ledger.begin();
  const memory = () => new MemorySide({ name: 'mailbox', now: Date.now });
  const now = Date.now;
  const parts = { userId: 'aino', activities: memory(), mailbox: memory(), ledger, now };
  const signal = new AbortController().signal;
  const run = new SyncRun({ ...parts, progress: new Progress(ledger, now), signal }, remembered);
  const side = { writeBatch: 2, ...(batchesAtOnce && { batchesAtOnce }) } as Side;
  const sent: Sent[] = [];
  const write = (items: readonly string[]) =>
    writeInBatches<string, string, null>(run, items, {
      side,
      prepare: async (batch) => batch,
      send: (batch) =>
        new Promise((resolve) => {
          const answer = async (outcomes: readonly Outcome<null>[]) => {
            resolve(outcomes);
            await settled();
          };
          sent.push({ items: batch, answer });
        }),
      done: (item) => ({ stories: [{ subject: item } as Story] }),
      refused: (item) => ({ stories: [{ subject: `refused ${item}` } as Story] }),
    });
  const recorded = () => state.stories.map(({ subject }) => subject);
  return { state, sent, write, recorded };
}

/** Everything that follows without anybody outside has followed: a turn of the event loop comes after it. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('batches of writes', () => {
  it('go one after the other to a side that says nothing else, each recorded before the next', async () => {
    const { sent, write, recorded } = await open();
    const all = write(['a', 'b', 'c']);
    await settled();
    expect(sent.map(({ items }) => items)).toEqual([['a', 'b']]);
    await sent[0]?.answer([done, done]);
    expect(recorded()).toEqual(['a', 'b']);
    expect(sent.map(({ items }) => items)).toEqual([['a', 'b'], ['c']]);
    await sent[1]?.answer([done]);
    await all;
    expect(recorded()).toEqual(['a', 'b', 'c']);
  });

  it('are under way together as far as the side takes them, and recorded as they come back', async () => {
    const { sent, write, recorded } = await open(2);
    const all = write(['a', 'b', 'c', 'd', 'e']);
    await settled();
    expect(sent.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await sent[1]?.answer([done, done]);
    expect(recorded()).toEqual(['c', 'd']);
    expect(sent.map(({ items }) => items)[2]).toEqual(['e']);
    await sent[0]?.answer([done, done]);
    await sent[2]?.answer([done]);
    await all;
    expect(recorded()).toEqual(['c', 'd', 'a', 'b', 'e']);
  });

  it('lose nothing of one that was done when another fails, and nothing more goes out', async () => {
    const { sent, write, recorded } = await open(2);
    const all = write(['a', 'b', 'c', 'd', 'e']);
    const failure = expect(all).rejects.toThrow(SideError);
    await settled();
    await sent[0]?.answer([done, { ok: false, error: BUSY }]);
    expect(recorded()).toEqual(['a']);
    expect(sent).toHaveLength(2);
    await sent[1]?.answer([done, done]);
    await failure;
    expect(recorded()).toEqual(['a', 'c', 'd']);
    expect(sent).toHaveLength(2);
  });

  it('end with the hold on the mailbox: what is back is not recorded for a run that lost it', async () => {
    const { state, sent, write, recorded } = await open(2);
    const all = write(['a', 'b', 'c', 'd', 'e']);
    const failure = expect(all).rejects.toThrow(RunSuperseded);
    await settled();
    state.stop();
    await sent[0]?.answer([done, done]);
    await sent[1]?.answer([done, done]);
    await failure;
    expect(recorded()).toEqual([]);
    expect(sent).toHaveLength(2);
  });
});
