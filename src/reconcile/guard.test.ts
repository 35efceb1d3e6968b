import { describe, expect, it } from 'vitest';
import type { DeletionWatch, ReconcileInput } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import type { EntryTime } from '../model/time.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, POLICY, timed } from './sample-run.ts';

/** Links `a1`-`m1` and on, so many. */
function links(count: number) {
  return Array.from({ length: count }, (_, n) =>
    link({
      id: `link-${n}`,
      uid: null,
      activity: { id: `a${n}`, version: 'v1', base: entry({ activityType: 'type-meeting' }) },
      mailbox: { id: `m${n}`, version: 'v1', base: entry() },
    }),
  );
}

function half(id: string, time: EntryTime) {
  return { id, version: 'v1', base: entry({ time }) };
}

function planned(count: number, given: Partial<ReconcileInput>, policy: Partial<SyncPolicy> = {}) {
  return reconcile(
    input({ links: links(count), ...given, policy: { ...POLICY, deletionLimit: 2, ...policy } }),
  );
}

function watching(watch: Partial<DeletionWatch>): { watch: DeletionWatch } {
  const nothing = {
    approved: new Set<string>(),
    waiting: new Set<string>(),
    recent: 0,
    isOtherMailbox: false,
  };
  return { watch: { ...nothing, ...watch } };
}

const gone = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

describe('the guard against mass deletion', () => {
  it('lets deletions up to the limit pass, after everything else', () => {
    const mailbox = observed([item({ subject: 'New' }, { id: 'm9' })], { deleted: gone('m', 2) });
    const { steps, held, halt } = planned(3, { mailbox });
    expect(steps.map((step) => step.kind)).toEqual(['createActivity', 'deleteActivity', 'deleteActivity']);
    expect([held, halt]).toEqual([[], null]);
  });

  it('holds deletions beyond the limit, of both sides together, and lets everything else proceed', () => {
    const mailbox = observed([item({ subject: 'New' }, { id: 'm9' })], { deleted: gone('m', 2) });
    const { steps, held, halt } = planned(4, { mailbox, activities: observed([], { deleted: ['a3'] }) });
    expect(steps.map((step) => step.kind)).toEqual(['createActivity']);
    expect(held).toHaveLength(3);
    expect(halt).toBe('tooManyDeletions');
  });

  it('does not count pairs that are gone on both sides', () => {
    const mailbox = observed([], { deleted: gone('m', 4) });
    const { halt, steps } = planned(4, { mailbox, activities: observed([], { deleted: gone('a', 4) }) });
    expect(halt).toBeNull();
    expect(steps.every((step) => step.kind === 'unlink')).toBe(true);
  });

  it('holds even one deletion where a side that told everything had nothing', () => {
    const empty = (deleted: string[]) => observed([], { deleted, complete: true });
    expect(planned(1, { mailbox: empty(['m0']) }).halt).toBe('mailboxSuddenlyEmpty');
    expect(planned(1, { activities: empty(['a0']) }).halt).toBe('activitiesSuddenlyEmpty');
  });

  it('suspects nothing of an empty side that deleted nothing, or of a change list that is short', () => {
    expect(planned(3, { mailbox: observed([], { complete: true }) })).toEqual({
      steps: [],
      held: [],
      halt: null,
    });
    expect(planned(1, { mailbox: observed([], { deleted: ['m0'] }) }).halt).toBeNull();
  });

  it('lets pass what a person approved, and goes on guarding everything else', () => {
    const mailbox = observed([], { deleted: gone('m', 7), complete: true });
    const approved = new Set(['link-0', 'link-1', 'link-2', 'link-3']);
    const { steps, held, halt } = planned(7, { mailbox, ...watching({ approved }) });
    expect(steps).toMatchObject([...approved].map((id) => ({ kind: 'deleteActivity', link: { id } })));
    expect([held.length, halt]).toEqual([3, 'mailboxSuddenlyEmpty']);
  });

  it('does not count what a person approved', () => {
    const mailbox = observed([], { deleted: gone('m', 4) });
    const approved = new Set(['link-0', 'link-1']);
    const { steps, halt } = planned(9, { mailbox, ...watching({ approved }) });
    expect([steps.length, halt]).toEqual([4, null]);
  });

  it('counts what was deleted within the hour before, so that a flood in parts is a flood', () => {
    const mailbox = observed([], { deleted: gone('m', 1) });
    expect(planned(9, { mailbox, ...watching({ recent: 1 }) }).halt).toBeNull();
    expect(planned(9, { mailbox, ...watching({ recent: 2 }) }).halt).toBe('tooManyDeletions');
  });

  it('holds deletions of every linked entry although the side told them as changes, one by one', () => {
    const emptied = { mailbox: observed([], { deleted: gone('m', 6) }) };
    expect(planned(6, emptied, { deletionLimit: 50 }).halt).toBe('mailboxSuddenlyEmpty');
    const ours = { activities: observed([], { deleted: gone('a', 6) }) };
    expect(planned(6, ours, { deletionLimit: 50 }).halt).toBe('activitiesSuddenlyEmpty');
  });

  it('sees an emptied side also where the rest waits already, is gone on both sides, or is long past', () => {
    const mailbox = observed([], { deleted: gone('m', 7) });
    const activities = observed([], { deleted: ['a6'] });
    const past = timed('2020-01-01T08:00', '2020-01-01T09:00');
    const old = link({ id: 'old', activity: half('a-old', past), mailbox: half('m-old', past) });
    const waiting = new Set(['link-7']);
    const told = { links: [...links(8), old], mailbox, activities, ...watching({ waiting }) };
    expect(planned(0, told, { deletionLimit: 50 }).halt).toBe('mailboxSuddenlyEmpty');
  });

  it('lets a calendar of a few entries be emptied by hand, and most of a large one', () => {
    const few = { mailbox: observed([], { deleted: gone('m', 5) }) };
    expect(planned(5, few, { deletionLimit: 50 }).halt).toBeNull();
    const most = { mailbox: observed([], { deleted: gone('m', 29) }) };
    expect(planned(30, most, { deletionLimit: 50 }).halt).toBeNull();
  });

  it('holds every deletion, of either side, where the mailbox stands elsewhere than its links', () => {
    const mailbox = observed([item({}, { id: 'm2' })], { deleted: ['m0'], complete: true });
    const activities = observed([], { deleted: ['a1'] });
    const elsewhere = { mailbox, activities, ...watching({ isOtherMailbox: true }) };
    const { held, halt, steps } = planned(3, elsewhere, { deletionLimit: 50 });
    expect([held.length, halt]).toEqual([2, 'mailboxChanged']);
    expect(steps.map((step) => step.kind)).toEqual(['record']);
  });

  it("holds every deletion while our clock and the server's are days apart", () => {
    const mailbox = observed([], { deleted: ['m0'] });
    const clockOffset = { activities: 0, mailbox: -400 * 24 * 3600_000 };
    expect(planned(9, { mailbox }, { clockOffset }).halt).toBe('clockJumped');
    expect(planned(9, { mailbox }, { clockOffset: { activities: 0, mailbox: 3600_000 } }).halt).toBeNull();
  });
});

describe('what counts as a deletion', () => {
  it('is only what a side says is gone, never what it did not tell', () => {
    const mailbox = observed([], { complete: true });
    const activities = observed([], { complete: true });
    expect(planned(5, { mailbox, activities }).steps).toEqual([]);
  });

  it('is not an entry that a side told and called gone at once', () => {
    const mailbox = observed([item({}, { id: 'm0' })], { deleted: ['m0'] });
    expect(planned(1, { mailbox }).steps.map((step) => step.kind)).toEqual(['record']);
  });

  it('is a linked meeting that was cancelled, even where its activity was edited', () => {
    const mailbox = observed([item({}, { id: 'm0', isCancelled: true })]);
    const activities = observed([activity({ subject: 'Edited' }, { id: 'a0' })]);
    expect(planned(1, { mailbox, activities }).steps).toMatchObject([
      { kind: 'deleteActivity', version: 'v2' },
    ]);
  });

  it('is followed for a linked entry that lies outside the window', () => {
    const long = { from: '2030-01-01T00:00:00.000Z', to: '2031-01-01T00:00:00.000Z' };
    const told = { mailbox: observed([], { deleted: ['m0'] }), window: long };
    expect(planned(1, told).steps.map((step) => step.kind)).toEqual(['deleteActivity']);
    const changed = { mailbox: observed([item({ subject: 'New' }, { id: 'm0' })]), window: long };
    expect(planned(1, changed).steps.map((step) => step.kind)).toEqual(['update']);
  });
});
