import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { mergeMatched } from './merge-match.ts';
import { activity, item, rules } from './sample-run.ts';

const merged = (
  one: Partial<CalendarEntry>,
  other: Partial<CalendarEntry>,
  policy: Partial<SyncPolicy> = {},
) => mergeMatched(activity(one), item(other), rules(policy));

describe('the first merge of a match', () => {
  it('writes nothing where both say the same', () => {
    expect(merged({}, {})).toEqual({ activityPatch: null, mailboxPatch: null, conflicts: [] });
  });

  it('fills what is empty on one side from the other', () => {
    const { activityPatch, mailboxPatch, conflicts } = merged({ location: '', text: 'Notes' }, { text: ' ' });
    expect(activityPatch).toEqual({ location: 'Room 4' });
    expect(mailboxPatch).toEqual({ text: 'Notes' });
    expect(conflicts).toEqual([]);
  });

  it('lets the policy decide where both are full and different, and keeps both', () => {
    const { activityPatch, mailboxPatch, conflicts } = merged(
      { location: 'Here' },
      { location: 'There' },
      { conflicts: 'mailbox' },
    );
    expect([activityPatch, mailboxPatch]).toEqual([{ location: 'There' }, null]);
    expect(conflicts).toEqual([
      { field: 'location', activity: 'Here', mailbox: 'There', winner: 'mailbox', because: 'mailbox' },
    ]);
  });

  it('lets the organiser decide what the meeting is, whose activity was an attendee’s until now', () => {
    const attendees = { ...activity({ location: 'Before' }), standing: 'guest' as const };
    const organisers = { ...item({ location: 'After' }), organiser: 'onni.virtanen@esimerkki.example' };
    const rule = rules({ conflicts: 'activities' });
    const { activityPatch, mailboxPatch, conflicts } = mergeMatched(attendees, organisers, rule);
    expect([activityPatch, mailboxPatch]).toEqual([{ location: 'After' }, null]);
    expect(conflicts).toMatchObject([{ field: 'location', winner: 'mailbox', because: 'authority' }]);
  });

  it('never publishes what somebody made private', () => {
    expect(merged({}, { isPrivate: true }, { conflicts: 'activities' }).activityPatch).toEqual({
      isPrivate: true,
      activityType: 'type-personal',
    });
    expect(merged({ isPrivate: true }, {}, { conflicts: 'mailbox' }).mailboxPatch).toEqual({
      isPrivate: true,
    });
  });

  it('takes a chosen busy status over the usual one', () => {
    expect(merged({}, { busy: 'tentative' }).activityPatch).toEqual({ busy: 'tentative' });
    expect(merged({ busy: 'outOfOffice' }, {}).mailboxPatch).toEqual({ busy: 'outOfOffice' });
  });

  it('does not shorten what one side had no room for', () => {
    const long = 'L'.repeat(1500);
    expect(merged({ location: long.slice(0, 1000) }, { location: long }).mailboxPatch).toBeNull();
    expect(merged({ location: long.slice(0, 1000) }, { location: long }).activityPatch).toBeNull();
  });

  it('takes a short beginning of another value as another value', () => {
    expect(merged({ location: 'Room' }, { location: 'Room 4' }).conflicts).toHaveLength(1);
  });
});
