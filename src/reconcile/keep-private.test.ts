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
