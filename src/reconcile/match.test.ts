import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, only, timed } from './sample-run.ts';

const kinds = (activities: SideEntry[], items: SideEntry[], links = [] as ReturnType<typeof link>[]) =>
  reconcile(input({ links, activities: observed(activities), mailbox: observed(items) })).steps;

const pairsOf = (activities: SideEntry[], items: SideEntry[]) =>
  kinds(activities, items).flatMap((step) =>
    step.kind === 'match' ? [`${step.activity.id}-${step.item.id} by ${step.by}`] : [],
  );

const leftAlone = (activities: SideEntry[], items: SideEntry[]) =>
  kinds(activities, items).flatMap((step) =>
    step.kind === 'leaveAlone' ? step.entries.map((one) => `${one.id}: ${step.reason}`) : [],
  );

const LATER = { time: timed('2026-12-09T08:00', '2026-12-09T09:00') };

describe('matching by identity', () => {
  it('recognises our key first, whatever else the two say', () => {
    const one = activity({ ...LATER }, { key: 'k', uid: 'u2' });
    const items = [item({ subject: 'Other' }, { id: 'm1', key: 'k' }), item({}, { id: 'm2', uid: 'u2' })];
    expect(pairsOf([one], items)).toEqual(['a1-m1 by key']);
  });

  it('recognises the uid before any likeness', () => {
    const one = activity({ ...LATER }, { uid: 'u2' });
    expect(pairsOf([one], [item({ ...LATER }, { id: 'm1' }), item({}, { id: 'm2', uid: 'u2' })])).toEqual([
      'a1-m2 by uid',
    ]);
  });

  it('does not trust a uid that stands on several entries of one side', () => {
    const one = activity({ ...LATER }, { uid: 'u' });
    const items = [
      item({ subject: 'One' }, { id: 'm1', uid: 'u' }),
      item({ subject: 'Two' }, { id: 'm2', uid: 'u' }),
    ];
    expect(pairsOf([one], items)).toEqual([]);
  });

  it('ignores the key of a copy, whose mark names another entry', () => {
    const one = activity({ ...LATER }, { key: 'k' });
    const copy = item({ subject: 'Copied' }, { uid: 'u-copy', key: 'k', markedUid: 'u-original' });
    expect(pairsOf([one], [copy])).toEqual([]);
  });

  it('makes a copy of a linked entry an entry of its own', () => {
    const known = link({ key: 'k' });
    const copy = item({ ...LATER }, { id: 'm2', uid: 'u-copy', key: 'k', markedUid: 'uid-m1' });
    const unmarked = item({ ...LATER, subject: 'Unmarked' }, { id: 'm3', uid: 'uid-m1', key: 'k' });
    const steps = kinds([], [copy, unmarked], [known]);
    expect(steps.map((step) => step.kind)).toEqual(['createActivity', 'createActivity']);
  });

  it('follows a linked entry that moved to a new id, and deletes nothing', () => {
    for (const told of [item({}, { id: 'm9', uid: 'uid-m1' }), item({}, { id: 'm9', uid: null, key: 'k' })]) {
      const mailbox = observed([told], { deleted: ['m1'], complete: true });
      const { steps } = reconcile(input({ links: [link({ key: 'k' })], mailbox }));
      const step = only(steps, 'record');
      expect([step.item?.id, step.link.mailbox.id]).toEqual(['m9', 'm9']);
    }
  });

  it('follows an entry that was deleted and made again just as it looked, with nothing of its identity', () => {
    const again = item({}, { id: 'm9', uid: 'u-new' });
    const { steps } = reconcile(
      input({ links: [link({ key: 'k' })], mailbox: observed([again], { deleted: ['m1'] }) }),
    );
    expect(steps).toHaveLength(1);
    expect(only(steps, 'record').item?.id).toBe('m9');
  });

  it('does not take an entry that looks otherwise for one that is gone', () => {
    const other = item({ subject: 'Something else' }, { id: 'm9', uid: 'u-new' });
    const { steps } = reconcile(
      input({ links: [link({ key: 'k' })], mailbox: observed([other], { deleted: ['m1'] }) }),
    );
    expect(steps.map((step) => step.kind)).toEqual(['createActivity', 'deleteActivity']);
  });

  it('follows identity before looks, and one entry for each that is gone', () => {
    const one = link({ key: 'k1' });
    const other = link({
      id: 'l2',
      key: 'k2',
      uid: 'uid-m2',
      mailbox: { ...one.mailbox, id: 'm2' },
      activity: { ...one.activity, id: 'a2' },
    });
    const arrived = [
      item({}, { id: 'm7', uid: 'u-new' }),
      item({}, { id: 'm8', uid: 'uid-m1' }),
      item({}, { id: 'm9', uid: 'u-newer' }),
    ];
    const { steps } = reconcile(
      input({ links: [one, other], mailbox: observed(arrived, { deleted: ['m1', 'm2'] }) }),
    );
    const followed = steps.flatMap((step) => (step.kind === 'record' ? [[step.link.id, step.item?.id]] : []));
    expect(followed).toEqual([
      [one.id, 'm8'],
      ['l2', 'm7'],
    ]);
    expect(only(steps, 'createActivity').item.id).toBe('m9');
  });

  it('follows the original of a moved mailbox and makes its copy an entry of its own', () => {
    const original = item({}, { id: 'm8', uid: 'uid-m1', key: 'k', markedUid: 'uid-m1' });
    const copy = item({ ...LATER }, { id: 'm9', uid: 'u-copy', key: 'k', markedUid: 'uid-m1' });
    const mailbox = observed([copy, original], { deleted: ['m1'], complete: true });
    const { steps } = reconcile(input({ links: [link({ key: 'k' })], mailbox }));
    expect(only(steps, 'record').item?.id).toBe('m8');
    expect(only(steps, 'createActivity').item.id).toBe('m9');
  });

  it('deletes a moved entry under its new id', () => {
    const mailbox = observed([item({}, { id: 'm9', uid: 'uid-m1' })], { deleted: ['m1'] });
    const activities = observed([], { deleted: ['a1'] });
    const step = only(reconcile(input({ links: [link()], activities, mailbox })).steps, 'deleteFromMailbox');
    expect([step.link.mailbox.id, step.version]).toEqual(['m9', 'v2']);
  });
});

describe('matching by likeness', () => {
  it('takes the same start, end and subject as the same, letter case and white space aside', () => {
    expect(pairsOf([activity({ subject: 'Budget  review ' })], [item({ subject: 'BUDGET REVIEW' })])).toEqual(
      ['a1-m1 by likeness'],
    );
  });

  it('does not take another time, another subject, or a series for the same', () => {
    const recurrence = {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'endless' },
      start: '2026-12-01',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
    } as const;
    for (const different of [LATER, { subject: 'Other' }, { recurrence }])
      expect(pairsOf([activity()], [item(different)])).toEqual([]);
  });

  it('does not mind seconds, or the zone in which an entry was planned', () => {
    const time = {
      ...timed('2026-12-01T08:00', '2026-12-01T09:00', 'UTC'),
      start: '2026-12-01T08:00:31.000Z',
    };
    const step = only(kinds([activity()], [item({ time })]), 'match');
    expect([step.activityPatch, step.mailboxPatch]).toEqual([null, null]);
  });

  it('matches an activity of a type that may not cross, since nothing is created', () => {
    expect(pairsOf([activity({}, { mayCross: false })], [item()])).toEqual(['a1-m1 by likeness']);
  });

  it('never matches a project task or a cancelled meeting', () => {
    expect(pairsOf([activity({}, { category: 'Task' })], [item()])).toEqual([]);
    expect(pairsOf([activity()], [item({}, { isCancelled: true })])).toEqual([]);
  });
});

describe('entries that look alike', () => {
  const activities = (...texts: string[]) => texts.map((text, n) => activity({ text }, { id: `a${n}` }));
  const items = (...texts: string[]) => texts.map((text, n) => item({ text }, { id: `m${n}`, uid: `u${n}` }));

  it('are paired in order where as many equal activities stand against as many equal entries', () => {
    expect(pairsOf(activities('x', 'x'), items('x', 'x'))).toEqual([
      'a0-m0 by likeness',
      'a1-m1 by likeness',
    ]);
  });

  it('are paired by their other fields where those tell them apart', () => {
    expect(pairsOf(activities('x', 'y'), items('y', 'x'))).toEqual([
      'a0-m1 by likeness',
      'a1-m0 by likeness',
    ]);
  });

  it('are paired where one on each side remains once the equal ones are paired', () => {
    expect(pairsOf(activities('x', 'y'), items('z', 'x'))).toEqual([
      'a0-m1 by likeness',
      'a1-m0 by likeness',
    ]);
  });

  it('are left alone and reported where one stands against two', () => {
    expect(leftAlone(activities('x', 'x'), items('x'))).toEqual([
      'a0: undecidedLikeness',
      'a1: undecidedLikeness',
      'm0: undecidedLikeness',
    ]);
    expect(pairsOf(activities('x', 'x'), items('x'))).toEqual([]);
  });

  it('are left alone and reported where two stand against two and all differ', () => {
    expect(leftAlone(activities('w', 'x'), items('y', 'z'))).toHaveLength(4);
    expect(kinds(activities('w', 'x'), items('y', 'z')).every((step) => step.kind === 'leaveAlone')).toBe(
      true,
    );
  });

  it('are all copied where the other side has none of them', () => {
    expect(kinds(activities('x', 'x'), []).map((step) => step.kind)).toEqual([
      'createInMailbox',
      'createInMailbox',
    ]);
  });
});

describe('what is new', () => {
  it('is not created outside the window', () => {
    const time = timed('2020-01-01T08:00', '2020-01-01T09:00');
    expect(kinds([activity({ time })], [item({ time, subject: 'Other' })])).toEqual([]);
  });

  it('is created where a series that began long ago reaches into the window', () => {
    const time = timed('2020-01-01T08:00', '2020-01-01T09:00');
    const series = { start: '2020-01-01', zone: 'Europe/Helsinki', deleted: [], exceptions: [] };
    const pattern = { kind: 'weekly', interval: 1, days: ['WE'], firstDayOfWeek: 'MO' } as const;
    const recurring = (range: object) => item({ time, recurrence: { ...series, pattern, range } as never });
    expect(kinds([], [recurring({ kind: 'endless' })])).toHaveLength(1);
    expect(kinds([], [recurring({ kind: 'until', lastDate: '2026-12-01' })])).toHaveLength(1);
    expect(kinds([], [recurring({ kind: 'until', lastDate: '2021-12-01' })])).toEqual([]);
    expect(kinds([], [recurring({ kind: 'count', occurrences: 3 })])).toEqual([]);
  });

  it('is left alone and reported where the rules do not let it cross', () => {
    expect(leftAlone([activity({}, { mayCross: false })], [])).toEqual(['a1: typeNotChosen']);
    expect(leftAlone([activity({}, { category: 'Task' })], [])).toEqual(['a1: projectTask']);
  });

  it('is not created from a cancelled meeting', () => {
    expect(kinds([], [item({}, { isCancelled: true })])).toEqual([]);
  });

  it('becomes a personal activity where it is private, and one of the default type otherwise', () => {
    const types = [true, false].map(
      (isPrivate) => only(kinds([], [item({ isPrivate })]), 'createActivity').entry.activityType,
    );
    expect(types).toEqual(['type-personal', 'type-meeting']);
  });

  it('leaves behind what the other side cannot hold', () => {
    const rich = item({ html: '<p>x</p>', categories: ['Red'], reminder: 5 });
    const made = only(kinds([], [rich]), 'createActivity').entry;
    expect([made.html, made.categories, made.reminder]).toEqual([null, [], null]);
    expect(only(kinds([activity()], []), 'createInMailbox').entry.activityType).toBeNull();
    expect(entry().subject).toBe(made.subject);
  });
});
