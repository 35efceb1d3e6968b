import { describe, expect, it } from 'vitest';
import { activity, GUEST, OWNER, participant, todo } from './activity-sample.ts';
import { sideEntryOf } from './to-entry.ts';

const ALL_TYPES = new Set(['type-meeting', 'type-call']);
const told = (one: Parameters<typeof sideEntryOf>[0], userId = OWNER, outgoingTypeIds = ALL_TYPES) =>
  sideEntryOf(one, { userId, outgoingTypeIds });

describe('an activity in its owner’s calendar', () => {
  it('is told with everything that both sides hold', () => {
    expect(told(activity({ participants: [participant()] }))).toEqual({
      id: 'e5100000-0000-4000-8000-0000000000c1',
      version: '42',
      uid: null,
      key: 'e5100000-0000-4000-8000-0000000000d1',
      markedUid: null,
      entry: {
        subject: 'Budget review',
        time: activity().time,
        location: 'Room 4',
        text: 'Bring the figures.',
        html: null,
        isPrivate: false,
        busy: 'busy',
        activityType: 'type-meeting',
        categories: [],
        reminder: null,
        participants: [
          {
            address: 'helmi.korhonen@esimerkki.example',
            name: 'Helmi Korhonen',
            role: 'required',
            answer: 'none',
          },
        ],
        ownAnswer: null,
        recurrence: null,
      },
      organiser: null,
      modified: '2026-11-24T11:00:00.000Z',
      standing: 'owner',
      isCancelled: false,
      category: 'CalendarEntry',
      mayCross: true,
    });
  });

  it('is private exactly where its category is Personal', () => {
    expect(told(activity({ category: 'Personal' })).entry.isPrivate).toBe(true);
    expect(told(activity({ category: 'Absences' })).entry.isPrivate).toBe(false);
  });

  it('is out of office as an absence, whatever anybody set', () => {
    expect(told(activity({ category: 'Absences', busy: 'free' })).entry.busy).toBe('outOfOffice');
  });

  it('is as busy as its owner set, else busy, and always free as a to-do without duration', () => {
    expect(told(activity({ busy: 'tentative' })).entry.busy).toBe('tentative');
    expect(told(activity()).entry.busy).toBe('busy');
    expect(told(todo()).entry.busy).toBe('free');
    expect(told(todo({ busy: 'busy' })).entry.busy).toBe('free');
  });

  it('stands for its date in the owner’s zone as a to-do without duration', () => {
    const late = '2026-12-01T23:30:00.000Z';
    const time = { kind: 'timed', start: late, end: late, zone: 'UTC' } as const;
    expect(told(todo({ time })).entry.time).toEqual({
      kind: 'allDay',
      start: '2026-12-02',
      end: '2026-12-03',
    });
    expect(told(todo({ time, ownerZone: 'America/New_York' })).entry.time).toMatchObject({
      start: '2026-12-01',
    });
  });

  it('crosses only where its type was chosen, and never as a project task', () => {
    expect(told(activity(), OWNER, new Set()).mayCross).toBe(false);
    expect(told(activity({ category: 'Task' })).mayCross).toBe(false);
  });

  it('has its texts in the model’s form', () => {
    const { subject, location, text } = told(
      activity({ name: 'One\r\ntwo', location: ' Room\n4', notes: 'A\r\nB\u0001\n\n  ' }),
    ).entry;
    expect([subject, location, text]).toEqual(['One two', ' Room 4', 'A\nB']);
  });

  it('leaves out participants without an address', () => {
    const nameless = participant({ userId: null, type: 'Other', email: '', name: 'A visitor' });
    expect(told(activity({ participants: [nameless] })).entry.participants).toEqual([]);
  });
});

describe('an activity in a participant’s calendar', () => {
  const one = activity({ busy: 'tentative', participants: [participant({ status: 'Accepted' })] });

  it('is told to a guest, without the key that was made for the owner’s mailbox', () => {
    expect(told(one, GUEST)).toMatchObject({ standing: 'guest', key: null, mayCross: true });
  });

  it('is as busy as the participant set, else as the owner did', () => {
    expect(told(one, GUEST).entry.busy).toBe('tentative');
    const own = activity({ busy: 'tentative', participants: [participant({ busy: 'free' })] });
    expect(told(own, GUEST).entry.busy).toBe('free');
    expect(told(own, OWNER).entry.busy).toBe('tentative');
  });

  it('has the participants’ answers', () => {
    expect(told(one, GUEST).entry.participants[0]?.answer).toBe('accepted');
  });
});
