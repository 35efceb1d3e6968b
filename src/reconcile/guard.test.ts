import { describe, expect, it } from 'vitest';
import type { ReconcileInput } from '../model/plan.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, POLICY } from './sample-run.ts';

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

function planned(count: number, given: Partial<ReconcileInput>, deletionsApproved = false) {
  const policy = { ...POLICY, deletionLimit: 2, deletionsApproved };
  return reconcile(input({ links: links(count), ...given, policy }));
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

  it('is lifted for a run that a person approved', () => {
    const mailbox = observed([], { deleted: gone('m', 4), complete: true });
    const { steps, held, halt } = planned(4, { mailbox }, true);
    expect([steps.length, held.length, halt]).toEqual([4, 0, null]);
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
