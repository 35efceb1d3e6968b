import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { ReconcileInput } from '../model/plan.ts';
import { noRecognition } from '../model/recognition.ts';
import { recognise } from './recognition.ts';
import { reconcile } from './reconcile.ts';
import { activity, input, item, link, observed, timed } from './sample-run.ts';

const WATCH = { approved: new Set<string>(), waiting: new Set<string>(), recent: 0, isOtherMailbox: true };

/** The old ids are gone from a mailbox that stands elsewhere; its activities stand as they were. */
function elsewhere(links: readonly Link[], items: readonly SideEntry[]): ReconcileInput {
  const activities = links.map(({ activity: { id, version, base } }) => activity(base, { id, version }));
  return input({
    links,
    activities: observed(activities, { complete: true }),
    mailbox: observed(items, { complete: true, deleted: links.map(({ mailbox }) => mailbox.id) }),
    watch: WATCH,
  });
}

const lookAt = (told: ReconcileInput) => recognise(told, reconcile(told));
const counted = (some: Partial<ReturnType<typeof noRecognition>>) => ({ ...noRecognition(), ...some });

describe('a mailbox that stands elsewhere is recognised', () => {
  it('by the ids that it kept', () => {
    const told = input({
      links: [link()],
      activities: observed([activity({}, { version: 'v1' })], { complete: true }),
      mailbox: observed([item()], { complete: true }),
      watch: WATCH,
    });
    expect(lookAt(told).counts).toEqual(counted({ byId: 1 }));
  });

  it('by our mark before the UID, and by the UID before the looks', () => {
    const marked = link({ key: 'key-1' });
    const key = item({ subject: 'Renamed since' }, { id: 'new', key: 'key-1', uid: 'another' });
    expect(lookAt(elsewhere([marked], [key])).counts).toEqual(counted({ byMark: 1, changed: 1 }));
    expect(lookAt(elsewhere([marked], [item({}, { id: 'new' })])).counts).toEqual(counted({ byUid: 1 }));
    const stranger = item({}, { id: 'new', uid: 'another' });
    expect(lookAt(elsewhere([marked], [stranger])).counts).toEqual(counted({ byLikeness: 1 }));
  });

  it('by the looks of its activity where the entry itself looked otherwise', () => {
    const renamed = link({ activity: { ...link().activity, base: activity({ subject: 'Budget' }).entry } });
    const told = elsewhere([renamed], [item({ subject: 'Budget' }, { id: 'new', uid: 'another' })]);
    expect(lookAt(told).counts).toEqual(counted({ byLikeness: 1 }));
  });

  it('not at all where it has nothing of the pair: that one is named, and hidden where either half is private', () => {
    const secret = link({
      mailbox: { ...link().mailbox, base: item({ isPrivate: true }).entry },
    });
    const { counts, unsure } = lookAt(elsewhere([secret], []));
    expect(counts).toEqual(counted({ gone: 1 }));
    expect(unsure).toEqual([
      expect.objectContaining({ kind: 'gone', subject: 'Budget review', isPrivate: true }),
    ]);
  });

  it('with what nobody can pair left alone and named, on both sides', () => {
    const activities = ['a1', 'a2'].map((id) => activity({}, { id, version: 'v1' }));
    const items = ['x1', 'x2', 'x3'].map((id) => item({ text: id }, { id, uid: id }));
    const told = input({
      activities: observed(activities, { complete: true }),
      mailbox: observed(items, { complete: true }),
      watch: WATCH,
    });
    const { counts, unsure } = lookAt(told);
    expect(counts).toEqual(counted({ undecided: 5 }));
    expect(unsure.map(({ kind, side }) => `${kind} ${side}`).sort()).toEqual([
      'undecided activities',
      'undecided activities',
      'undecided mailbox',
      'undecided mailbox',
      'undecided mailbox',
    ]);
  });
});

describe('what is new is told apart', () => {
  it('on either side', () => {
    const later = timed('2026-12-03T08:00', '2026-12-03T09:00');
    const told = input({
      activities: observed([activity({ subject: 'Ours' })], { complete: true }),
      mailbox: observed([item({ subject: 'Theirs', time: later })], { complete: true }),
      watch: WATCH,
    });
    expect(lookAt(told).counts).toEqual(counted({ newActivities: 1, newInMailbox: 1 }));
  });

  it('from pairs that are not looked at because they lie beyond the window', () => {
    const told = input({ links: [link()], mailbox: observed([], { complete: true }), watch: WATCH });
    expect(lookAt(told).counts).toEqual(counted({ outside: 1 }));
  });
});
