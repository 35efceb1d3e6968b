import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, only, POLICY, timed } from './sample-run.ts';

type Fields = Partial<CalendarEntry>;

/** The update of the one linked pair, whose halves now have these fields. */
function updated(activityFields: Fields | null, itemFields: Fields | null, given: Given = {}) {
  const pair = given.link ?? link();
  const told = given.activity ?? {};
  const activities = activityFields && observed([activity(activityFields, told)]);
  const mailbox = itemFields && observed([item(itemFields, given.item ?? {})]);
  return reconcile(
    input({
      links: [pair],
      ...(activities ? { activities } : {}),
      ...(mailbox ? { mailbox } : {}),
      policy: { ...POLICY, ...given.policy },
    }),
  ).steps;
}

interface Given {
  readonly link?: ReturnType<typeof link>;
  readonly activity?: Parameters<typeof activity>[1];
  readonly item?: Parameters<typeof item>[1];
  readonly policy?: Partial<SyncPolicy>;
}

const EARLIER = { modified: '2026-11-24T09:00:00.000Z' };
const LATER = { modified: '2026-11-24T11:00:00.000Z' };

describe('the merge of a linked pair', () => {
  it('writes a changed field to the other side, and only that field', () => {
    const step = only(updated({ subject: 'New' }, null), 'update');
    expect(step.mailboxPatch).toEqual({ subject: 'New' });
    expect(step.activityPatch).toBeNull();
    expect(step.conflicts).toEqual([]);
  });

  it('writes changes of different fields in both directions at once', () => {
    const step = only(updated({ subject: 'New' }, { location: 'Room 7' }), 'update');
    expect(step.mailboxPatch).toEqual({ subject: 'New' });
    expect(step.activityPatch).toEqual({ location: 'Room 7' });
    expect(step.conflicts).toEqual([]);
  });

  it('writes nothing where both sides changed a field to the same value', () => {
    const step = only(updated({ subject: 'New' }, { subject: 'New' }), 'record');
    expect([step.activity?.id, step.item?.id]).toEqual(['a1', 'm1']);
  });

  it('lets the newest win a conflict, keeping both values', () => {
    const step = only(
      updated({ subject: 'A' }, { subject: 'M' }, { activity: EARLIER, item: LATER }),
      'update',
    );
    expect(step.activityPatch).toEqual({ subject: 'M' });
    expect(step.mailboxPatch).toBeNull();
    const conflict = { field: 'subject', activity: 'A', mailbox: 'M', winner: 'mailbox', because: 'newest' };
    expect(step.conflicts).toEqual([conflict]);
  });

  it('allows for a wrong clock when it looks for the newest', () => {
    const policy = { clockOffset: { activities: 0, mailbox: 2 * 3600_000 } };
    const given = { activity: { modified: '2026-11-24T10:00:00.000Z' }, item: LATER, policy };
    expect(only(updated({ subject: 'A' }, { subject: 'M' }, given), 'update').mailboxPatch).toEqual({
      subject: 'A',
    });
  });

  it('gives ties and unknown times to the activities', () => {
    for (const modified of [EARLIER.modified, null]) {
      const given = { activity: EARLIER, item: { modified } };
      expect(only(updated({ subject: 'A' }, { subject: 'M' }, given), 'update').mailboxPatch).toEqual({
        subject: 'A',
      });
    }
  });

  it('lets the chosen side win whatever is newer', () => {
    const steps = updated(
      { subject: 'A' },
      { subject: 'M' },
      { item: LATER, policy: { conflicts: 'activities' } },
    );
    expect(only(steps, 'update').conflicts[0]).toMatchObject({ winner: 'activities', because: 'activities' });
    const others = updated(
      { subject: 'A' },
      { subject: 'M' },
      { activity: LATER, policy: { conflicts: 'mailbox' } },
    );
    expect(only(others, 'update').conflicts[0]).toMatchObject({ winner: 'mailbox', because: 'mailbox' });
  });

  it('compares each side with its own base, so that what a side cut is never taken for a change', () => {
    const long = 'L'.repeat(1500);
    const pair = link({
      activity: {
        id: 'a1',
        version: 'v1',
        base: entry({ activityType: 'type-meeting', location: long.slice(0, 1000) }),
      },
      mailbox: { id: 'm1', version: 'v1', base: entry({ location: long }) },
    });
    const steps = updated(
      { location: long.slice(0, 1000), subject: 'New' },
      { location: long },
      { link: pair },
    );
    expect(only(steps, 'update').mailboxPatch).toEqual({ subject: 'New' });
    expect(only(steps, 'update').activityPatch).toBeNull();
  });

  it('only remembers what one side alone can hold', () => {
    const html = '<p>Bring the <b>figures</b>.</p>';
    expect(
      only(updated(null, { html, reminder: 5, categories: ['Red'] }), 'record').item?.entry.reminder,
    ).toBe(5);
    expect(only(updated({ activityType: 'type-visit' }, null), 'record').item).toBeNull();
  });

  it('does not cross what a side of this run cannot keep', () => {
    const changed = observed([item({ busy: 'free', subject: 'New' })]);
    const cannotHold = { activities: new Set(['busy'] as const) };
    const { steps } = reconcile(input({ links: [link()], mailbox: changed, cannotHold }));
    expect(only(steps, 'update').activityPatch).toEqual({ subject: 'New' });
  });
});

describe('the merge of texts and times', () => {
  const html = '<p>Bring the <b>figures</b>.</p>';
  const rich = link({ mailbox: { id: 'm1', version: 'v1', base: entry({ html }) } });

  it('leaves an HTML body alone where the text changed in white space only', () => {
    const steps = updated({ text: 'Bring  the\nfigures.' }, null, { link: rich });
    expect(only(steps, 'record').activity?.id).toBe('a1');
  });

  it('writes the text beside an HTML body where its words changed, and never names the HTML', () => {
    const step = only(updated({ text: 'Bring coffee.' }, null, { link: rich }), 'update');
    expect(step.mailboxPatch).toEqual({ text: 'Bring coffee.' });
  });

  it('keeps the zone in which the other side planned a moved entry', () => {
    const there = timed('2026-12-01T08:00', '2026-12-01T09:00', 'America/New_York');
    const pair = link({ mailbox: { id: 'm1', version: 'v1', base: entry({ time: there }) } });
    const moved = { time: timed('2026-12-01T10:00', '2026-12-01T11:00') };
    const step = only(updated(moved, null, { link: pair }), 'update');
    expect(step.mailboxPatch?.time).toEqual(
      timed('2026-12-01T10:00', '2026-12-01T11:00', 'America/New_York'),
    );
  });

  it('moves the zone along where it was changed', () => {
    const moved = { time: timed('2026-12-01T10:00', '2026-12-01T11:00', 'Europe/Stockholm') };
    expect(only(updated(null, moved), 'update').activityPatch).toEqual(moved);
  });

  it('plans a changed recurrence like any other field', () => {
    const recurrence = {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'count', occurrences: 5 },
      start: '2026-12-01',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
    } as const;
    expect(only(updated(null, { recurrence }), 'update').activityPatch).toEqual({ recurrence });
    expect(only(updated({ recurrence }, null), 'update').mailboxPatch).toEqual({ recurrence });
  });
});

describe('the merge of privacy and absence', () => {
  it('makes the activity personal when its entry becomes private', () => {
    const patch = { isPrivate: true, activityType: 'type-personal' };
    expect(only(updated(null, { isPrivate: true }), 'update').activityPatch).toEqual(patch);
  });

  it('gives a personal activity the default type when its entry becomes public', () => {
    const pair = link({
      activity: { id: 'a1', version: 'v1', base: entry({ isPrivate: true, activityType: 'type-personal' }) },
      mailbox: { id: 'm1', version: 'v1', base: entry({ isPrivate: true }) },
    });
    const step = only(updated(null, { isPrivate: false }, { link: pair }), 'update');
    expect(step.activityPatch).toEqual({ isPrivate: false, activityType: 'type-meeting' });
  });

  it('keeps the chosen type where the company has no type Personal', () => {
    const step = only(updated(null, { isPrivate: true }, { policy: { personalType: null } }), 'update');
    expect(step.activityPatch).toEqual({ isPrivate: true });
  });

  it('does not ask again once an activity refused to change its category', () => {
    const refused = link({ mailbox: { id: 'm1', version: 'v1', base: entry({ isPrivate: true }) } });
    const steps = updated({}, { isPrivate: true, busy: 'tentative' }, { link: refused });
    expect(only(steps, 'update').activityPatch).toEqual({ busy: 'tentative' });
    expect(only(steps, 'update').mailboxPatch).toBeNull();
  });

  it('shows what is personal as private and what is absence as out of office', () => {
    const { steps } = reconcile(
      input({
        activities: observed([
          activity({}, { id: 'a1', category: 'Personal' }),
          activity({ subject: 'Holiday' }, { id: 'a2', category: 'Absences' }),
        ]),
      }),
    );
    const made = steps.flatMap((step) => (step.kind === 'createInMailbox' ? [step.entry] : []));
    expect(made.map(({ isPrivate, busy }) => [isPrivate, busy])).toEqual([
      [true, 'busy'],
      [false, 'outOfOffice'],
    ]);
  });
});
