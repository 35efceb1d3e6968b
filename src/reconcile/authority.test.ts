import { describe, expect, it } from 'vitest';
import { FIELDS } from '../model/fields.ts';
import { guestAuthority } from './authority.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, only, timed } from './sample-run.ts';

const GUEST = { standing: 'guest' } as const;
const TIME = timed('2026-12-03T08:00', '2026-12-03T09:00');

describe('a meeting that somebody else organised', () => {
  it('is the organiser’s in what the meeting is, the owner’s in the notes, and both’s in the rest', () => {
    const organisers = FIELDS.filter(({ name }) => guestAuthority(name) === 'organiser').map(
      ({ name }) => name,
    );
    expect(organisers).toEqual(['subject', 'time', 'location', 'participants', 'recurrence']);
    expect(guestAuthority('text')).toBe('owner');
    expect(guestAuthority('busy')).toBe('either');
  });

  it('is put back in the activity where somebody changed what the organiser decides, and both values are kept', () => {
    const activities = observed([activity({ subject: 'Mine', time: TIME })]);
    const { steps } = reconcile(input({ links: [link()], activities, mailbox: observed([item({}, GUEST)]) }));
    const step = only(steps, 'update');
    expect(step.mailboxPatch).toBeNull();
    expect(step.activityPatch).toEqual({ subject: 'Budget review', time: entry().time });
    expect(step.conflicts.map(({ field, winner, because }) => [field, winner, because])).toEqual([
      ['subject', 'mailbox', 'authority'],
      ['time', 'mailbox', 'authority'],
    ]);
  });

  it('is not rewritten either where only the activity was told and the link remembers the guest', () => {
    const remembered = link({ mailbox: { id: 'm1', version: 'v1', base: entry(), ...GUEST } });
    const activities = observed([activity({ location: 'Mine' })]);
    const step = only(reconcile(input({ links: [remembered], activities })).steps, 'update');
    expect([step.mailboxPatch, step.activityPatch]).toEqual([null, { location: 'Room 4' }]);
  });

  it('beats the policy in what the organiser decides', () => {
    const activities = observed([activity({ subject: 'Mine' }, { modified: '2027-01-01T00:00:00.000Z' })]);
    const mailbox = observed([item({ subject: 'Theirs' }, GUEST)]);
    const step = only(reconcile(input({ links: [link()], activities, mailbox })).steps, 'update');
    expect(step.activityPatch).toEqual({ subject: 'Theirs' });
    expect(step.conflicts[0]).toMatchObject({ activity: 'Mine', mailbox: 'Theirs', because: 'authority' });
  });

  it('brings the organiser’s changes to the activity, notes too while they are the same', () => {
    const mailbox = observed([item({ subject: 'Theirs', text: 'New agenda' }, GUEST)]);
    const step = only(reconcile(input({ links: [link()], mailbox })).steps, 'update');
    expect(step.activityPatch).toEqual({ subject: 'Theirs', text: 'New agenda' });
    expect(step.conflicts).toEqual([]);
  });

  it('leaves the notes of the activity free, and never writes them to the meeting', () => {
    const activities = observed([activity({ text: 'My own notes' })]);
    const { steps } = reconcile(input({ links: [link()], activities, mailbox: observed([item({}, GUEST)]) }));
    const step = only(steps, 'record');
    expect(step.activity?.entry.text).toBe('My own notes');
  });

  it('keeps own notes when the organiser changes the agenda, and tells of the one that was not taken', () => {
    const own = {
      id: 'a1',
      version: 'v1',
      base: entry({ activityType: 'type-meeting', text: 'My own notes' }),
    };
    const mailbox = observed([item({ text: 'New agenda' }, GUEST)]);
    const step = only(reconcile(input({ links: [link({ activity: own })], mailbox })).steps, 'update');
    expect([step.activityPatch, step.mailboxPatch]).toEqual([null, null]);
    expect(step.conflicts).toEqual([
      {
        field: 'text',
        activity: 'My own notes',
        mailbox: 'New agenda',
        winner: 'activities',
        because: 'authority',
      },
    ]);
  });

  it('takes the attendee’s own busy status and privacy from either side', () => {
    const activities = observed([activity({ busy: 'tentative', isPrivate: true })]);
    const { steps } = reconcile(input({ links: [link()], activities, mailbox: observed([item({}, GUEST)]) }));
    expect(only(steps, 'update').mailboxPatch).toEqual({ isPrivate: true, busy: 'tentative' });
  });

  it('is evened out at the first match from the attendee’s copy', () => {
    const activities = observed([activity({ location: '', text: 'My own notes' }, { uid: 'same' })]);
    const mailbox = observed([item({ subject: 'Theirs' }, { uid: 'same', ...GUEST })]);
    const step = only(reconcile(input({ activities, mailbox })).steps, 'match');
    expect(step.mailboxPatch).toBeNull();
    expect(step.activityPatch).toEqual({ subject: 'Theirs', location: 'Room 4' });
    expect(step.conflicts.map(({ field, because }) => [field, because])).toEqual([['subject', 'authority']]);
  });

  it('plans the deletion of a participant’s activity all the same: its side knows how to leave it', () => {
    const activities = observed([activity({}, GUEST)]);
    const mailbox = observed([], { deleted: ['m1'] });
    const step = only(reconcile(input({ links: [link()], activities, mailbox })).steps, 'deleteActivity');
    expect(step.version).toBe('v2');
  });
});
