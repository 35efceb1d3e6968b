import { describe, expect, it } from 'vitest';
import type { EntryPatch } from '../../model/calendar-entry.ts';
import type { Participant } from '../../model/participant.ts';
import { activity, GUEST, OWNER, participant, todo } from './activity-sample.ts';
import { newActivityOf, updateOf } from './from-entry.ts';
import { sideEntryOf } from './to-entry.ts';

const NOBODY = new Map<string, never>();
const HELMI = 'helmi.korhonen@esimerkki.example';
const USERS = new Map([[HELMI, { userId: GUEST, name: 'Helmi Korhonen' }]]);

function someone(address: string, fields: Partial<Participant> = {}): Participant {
  return { address, name: '', role: 'required', answer: 'none', ...fields };
}

const change = (one: ReturnType<typeof activity>, patch: EntryPatch, userId = OWNER) =>
  updateOf(one, one.sequence, patch, userId, USERS);

describe('an entry that becomes an activity', () => {
  const entry = sideEntryOf(activity(), { userId: OWNER, outgoingTypeIds: new Set() }).entry;

  it('keeps everything that an activity holds, under the key of its create', () => {
    const made = newActivityOf('key-1', entry, 'type-meeting', OWNER, NOBODY);
    expect(made).toMatchObject({
      originKey: 'key-1',
      typeId: 'type-meeting',
      ownerId: OWNER,
      name: 'Budget review',
      time: entry.time,
      location: 'Room 4',
      notes: 'Bring the figures.',
      busy: 'busy',
      hasDuration: true,
    });
  });

  it('is cut where an activity holds no more, never in the middle of a character', () => {
    const long = { ...entry, subject: `${'a'.repeat(999)}🎉`, location: `${'b'.repeat(999)}🎉` };
    const made = newActivityOf('key-1', long, 'type-meeting', OWNER, NOBODY);
    expect([made.name, made.location]).toEqual(['a'.repeat(999), 'b'.repeat(999)]);
  });

  it('has users, rooms and others as participants', () => {
    const participants = [
      someone(HELMI, { answer: 'accepted' }),
      someone('room4@esimerkki.example', { role: 'resource', name: 'Room 4' }),
      someone('visitor@kuusikko.example', { name: 'A Visitor' }),
    ];
    const made = newActivityOf('key-1', { ...entry, participants }, 'type-meeting', OWNER, USERS);
    expect(made.participants).toMatchObject([
      { type: 'User', userId: GUEST, name: 'Helmi Korhonen', status: 'Accepted' },
      { type: 'Resource', userId: null, name: 'Room 4', status: 'Invited' },
      { type: 'Other', userId: null, email: 'visitor@kuusikko.example', status: 'Invited' },
    ]);
  });
});

describe('a patch of an activity', () => {
  it('changes only what it names', () => {
    expect(change(activity(), { subject: 'Moved' })).toEqual({
      id: activity().id,
      version: 42,
      change: { name: 'Moved' },
      guestBusy: undefined,
    });
    expect(change(activity(), { text: '', location: '' }).change).toEqual({ notes: '', location: '' });
    expect(change(activity(), {}).change).toEqual({});
  });

  it('passes over what activities do not hold: privacy, HTML, categories, reminder', () => {
    const patch = { isPrivate: true, html: '<p>x</p>', categories: ['Blue'], reminder: 15 };
    expect(change(activity(), patch).change).toEqual({});
  });

  it('moves a to-do without duration to another date at its time of day', () => {
    const time = { kind: 'allDay', start: '2027-06-01', end: '2027-06-02' } as const;
    const nineInSummer = '2027-06-01T06:00:00.000Z';
    expect(change(todo(), { time }).change).toEqual({
      time: { kind: 'timed', start: nineInSummer, end: nineInSummer, zone: 'Europe/Helsinki' },
      hasDuration: false,
    });
  });

  it('gives a to-do a duration where the new time has one', () => {
    const days = { kind: 'allDay', start: '2026-12-01', end: '2026-12-03' } as const;
    for (const time of [days, activity().time])
      expect(change(todo(), { time }).change).toEqual({ busy: 'free', time, hasDuration: true });
  });

  it('keeps of a participant what an entry does not know', () => {
    const known = participant({
      type: 'Contact',
      userId: null,
      email: 'c@x.example',
      phone: '040',
      name: 'C',
    });
    const patch = { participants: [someone('c@x.example')] };
    expect(change(activity({ participants: [known] }), patch).change.participants).toMatchObject([
      { type: 'Contact', phone: '040', name: 'C', status: 'Invited' },
    ]);
  });

  it('takes "nobody answered" for what it was: unknown stays unknown', () => {
    const unknown = activity({ participants: [participant({ status: 'Unknown' })] });
    const patch = { participants: [someone(HELMI)] };
    expect(change(unknown, patch).change.participants).toMatchObject([{ status: 'Unknown' }]);
    const accepted = { participants: [someone(HELMI, { answer: 'accepted' })] };
    expect(change(unknown, accepted).change.participants).toMatchObject([{ status: 'Accepted' }]);
  });

  it('leaves participants without an address where they are', () => {
    const nameless = participant({ type: 'Other', userId: null, email: '', name: 'A visitor' });
    const both = activity({ participants: [nameless, participant()] });
    expect(change(both, { participants: [] }).change.participants).toEqual([nameless]);
  });
});

describe('a guest’s patch', () => {
  const shared = activity({
    participants: [participant(), participant({ id: 'x', userId: null, email: 'o@x.example' })],
  });

  it('sets how busy their own calendar shows it, not the owner’s', () => {
    expect(change(shared, { busy: 'free' }, GUEST)).toMatchObject({ change: {}, guestBusy: 'free' });
    expect(change(shared, { busy: 'free' })).toMatchObject({
      change: { busy: 'free' },
      guestBusy: undefined,
    });
  });

  it('leaves the owner and themselves in, and answers of others as they were heard', () => {
    const participants = [
      someone(shared.ownerEmail, { answer: 'accepted' }),
      someone('o@x.example', { answer: 'accepted' }),
      someone('new@x.example'),
    ];
    const after = change(shared, { participants }, GUEST).change.participants;
    expect(after?.map((one) => [one.email, one.status])).toEqual([
      ['o@x.example', 'Accepted'],
      ['new@x.example', 'Invited'],
      [HELMI, 'Invited'],
    ]);
  });

  it('gives their own answer, and nobody else’s', () => {
    const after = change(shared, { ownAnswer: 'tentative' }, GUEST).change.participants;
    expect(after?.map((one) => [one.email, one.status])).toEqual([
      ['o@x.example', 'Invited'],
      [HELMI, 'Tentative'],
    ]);
  });
});

describe('an activity that turns private', () => {
  const patch = { isPrivate: true, activityType: 'type-personal' };

  it('goes on as out of office where it was an absence', () => {
    const absence = activity({ category: 'Absences', busy: 'workingElsewhere' });
    expect(change(absence, patch).change).toEqual({ typeId: 'type-personal', busy: 'outOfOffice' });
    expect(change(absence, { ...patch, busy: 'free' }).change.busy).toBe('free');
    expect(change(absence, patch, GUEST).change).toEqual({});
  });

  it('goes on as a free day where it was a to-do without duration', () => {
    const day = sideEntryOf(todo(), { userId: OWNER, outgoingTypeIds: new Set() }).entry.time;
    const turned = { typeId: 'type-personal', busy: 'free', time: day, hasDuration: true, recurrence: null };
    expect(change(todo(), patch).change).toEqual(turned);
    const time = { kind: 'allDay', start: '2027-06-01', end: '2027-06-02' } as const;
    expect(change(todo(), { ...patch, time }).change).toEqual({ ...turned, time });
  });
});
