import { describe, expect, it } from 'vitest';
import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, only, POLICY } from './sample-run.ts';

const SECRET = { isPrivate: true, subject: 'Oncologist', text: 'Ward 4', location: 'Clinic' } as const;

/** The activity's patch when the mailbox entry changed like this. */
function patchFor(
  change: Partial<CalendarEntry>,
  given: { link?: Link; policy?: Partial<SyncPolicy>; activity?: SideEntry } = {},
) {
  const plan = reconcile(
    input({
      links: [given.link ?? link()],
      activities: observed(given.activity ? [given.activity] : []),
      mailbox: observed([item(change)]),
      policy: { ...POLICY, ...given.policy },
    }),
  );
  return plan.steps.some((step) => step.kind === 'update') ? only(plan.steps, 'update').activityPatch : null;
}

/** A pair whose entry is private while its activity stayed public, because its side would not turn it. */
const parted = link({ mailbox: { id: 'm1', version: 'v1', base: entry({ isPrivate: true }) } });

describe('a private entry', () => {
  it('takes its words along when its activity turns private with it', () => {
    expect(patchFor(SECRET)).toEqual({ ...SECRET, activityType: 'type-personal' });
  });

  it('tells an activity that stayed public nothing of what it says', () => {
    expect(patchFor(SECRET, { link: parted })).toBeNull();
  });

  it('still tells such an activity when it is', () => {
    const time = { kind: 'allDay', start: '2026-12-02', end: '2026-12-03' } as const;
    expect(patchFor({ ...SECRET, time }, { link: parted })).toEqual({ time });
  });

  it('in a guest’s mailbox says nothing to the activity, which only its owner can turn private', () => {
    const guest = activity({}, { standing: 'guest', version: 'v1' });
    expect(patchFor(SECRET, { activity: guest })).not.toHaveProperty('subject');
  });

  it('is an ordinary entry where the company has no type Personal', () => {
    expect(patchFor(SECRET, { policy: { personalType: null } })).toMatchObject({ subject: 'Oncologist' });
  });
});

/** Parted, and reworded in the mailbox since: the activity still says what both said before. */
const withheld = link({ mailbox: { id: 'm1', version: 'v1', base: entry(SECRET) } });

describe('what a private entry kept to itself', () => {
  const { isPrivate: _, ...words } = SECRET;

  it('crosses when the entry is made public again', () => {
    expect(patchFor({ ...words, isPrivate: false }, { link: withheld })).toEqual(words);
  });

  it('crosses when the activity becomes private as well, though the entry has not been touched', () => {
    const turned = activity({ isPrivate: true }, { category: 'Personal' });
    const plan = reconcile(input({ links: [withheld], activities: observed([turned]) }));
    expect(only(plan.steps, 'update')).toMatchObject({ activityPatch: words, mailboxPatch: null });
  });

  it('is kept among the conflicts when the activity is reworded meanwhile', () => {
    const plan = reconcile(
      input({ links: [withheld], activities: observed([activity({ subject: 'Walk' })]) }),
    );
    const { activityPatch, mailboxPatch, conflicts } = only(plan.steps, 'update');
    expect([activityPatch, mailboxPatch]).toEqual([null, { subject: 'Walk' }]);
    expect(conflicts).toMatchObject([{ field: 'subject', mailbox: 'Oncologist', winner: 'activities' }]);
  });

  it('does not bring back an activity that was deleted', () => {
    const plan = reconcile(input({ links: [withheld], activities: observed([], { deleted: ['a1'] }) }));
    expect(only(plan.steps, 'deleteFromMailbox')).toMatchObject({ version: 'v1' });
  });

  it('is nothing where a side only cut off what was too long for it', () => {
    const subject = 'A long way to the meeting room. '.repeat(12);
    const cut = link({
      activity: { id: 'a1', version: 'v1', base: entry({ subject, activityType: 'type-meeting' }) },
      mailbox: { id: 'm1', version: 'v1', base: entry({ subject: subject.slice(0, 255), isPrivate: true }) },
    });
    expect(patchFor({ subject: subject.slice(0, 255), isPrivate: false }, { link: cut })).toBeNull();
  });
});
