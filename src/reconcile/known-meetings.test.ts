import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import { type KnownMeeting, NO_MEETINGS } from '../model/meeting.ts';
import { takeKnown } from './known-meetings.ts';
import { reconcile } from './reconcile.ts';
import { activity, input, item, link, observed, rules } from './sample-run.ts';

const OWN = 'onni@example.org';
const GUEST = { standing: 'guest' } as const;
const INVITATION = { ...GUEST, organiser: 'pat@else.example' } as const;

function take(
  told: SideEntry,
  known: KnownMeeting | null,
  { links = [], activities = [] }: { links?: readonly Link[]; activities?: readonly SideEntry[] } = {},
) {
  const newcomer = (one: SideEntry) => ({ told: one, key: null, uid: one.uid });
  const byUid = new Map(known ? [['uid-m1', known]] : []);
  const meetings = { ...NO_MEETINGS, userId: 'onni', ownAddresses: new Set([OWN]), byUid };
  return takeKnown(activities.map(newcomer), [newcomer(told)], links, { ...rules(), meetings });
}

describe('a new entry whose meeting the company knows', () => {
  it('is none where no meeting is known, and is looked at as any other', () => {
    const invitation = item({}, INVITATION);
    expect(take(invitation, null)).toMatchObject({ steps: [], items: [{ told: invitation }] });
  });

  it('is none where it is no meeting, though it has the uid of one', () => {
    expect(take(item(), { activityId: 'a1', activity: null }).steps).toEqual([]);
    expect(take(item({}, { ...INVITATION, uid: null }), { activityId: 'a1', activity: null }).steps).toEqual(
      [],
    );
  });

  it('waits while another mailbox’s run is making the activity', () => {
    const { steps, items } = take(item({}, INVITATION), { activityId: null, activity: null });
    expect(steps).toEqual([{ kind: 'await', side: 'mailbox', entryId: 'm1' }]);
    expect(items).toEqual([]);
  });

  it('joins the activity in which its user does not take part yet, with their answer', () => {
    const invitation = item({ ownAnswer: 'accepted' }, INVITATION);
    const [step] = take(invitation, { activityId: 'a1', activity: null }).steps;
    expect(step).toMatchObject({
      kind: 'createActivity',
      entry: { ownAnswer: 'accepted' },
      meeting: { uid: 'uid-m1', joins: 'a1', ownerId: null },
    });
  });

  it('joins and takes over where its user organises the meeting', () => {
    const [step] = take(item({}, { organiser: OWN }), { activityId: 'a1', activity: null }).steps;
    expect(step).toMatchObject({ kind: 'createActivity', meeting: { joins: 'a1', ownerId: 'onni' } });
  });

  it('is linked with the activity in which its user takes part, which matches nothing else then', () => {
    const theirs = activity({}, GUEST);
    const taken = take(
      item({}, INVITATION),
      { activityId: 'a1', activity: theirs },
      { activities: [theirs] },
    );
    expect(taken.steps).toMatchObject([{ kind: 'match', by: 'uid', activity: theirs }]);
    expect(taken.steps[0]).not.toHaveProperty('takesOver');
    expect(taken.activities).toEqual([]);
  });

  it('takes over the activity of a colleague where its user organises the meeting', () => {
    const known = { activityId: 'a1', activity: activity({}, GUEST) };
    expect(take(item({}, { organiser: OWN }), known).steps).toMatchObject([
      { kind: 'match', takesOver: true },
    ]);
  });

  it('takes the place of a copy that Tahti made', () => {
    const copied = link({ activity: { ...link().activity, ...GUEST } });
    const taken = take(item({}, INVITATION), { activityId: 'a1', activity: null }, { links: [copied] });
    expect(taken.steps).toMatchObject([{ kind: 'replaceCopy', link: copied }]);
  });

  it('takes the place of a copy that is gone by now, and its user leaves nothing by that', () => {
    const copied = link({
      activity: { ...link().activity, ...GUEST },
      mailbox: { ...link().mailbox, id: 'copy' },
      uid: 'uid-copy',
      key: 'key-copy',
      origin: 'activities',
    });
    const byUid = new Map([['uid-m1', { activityId: 'a1', activity: null }]]);
    const { steps } = reconcile(
      input({
        links: [copied],
        // Reworded by its organiser: one that looks like the copy goes on in its place without a step of its own.
        mailbox: observed([item({ subject: 'Reworded' }, INVITATION)], { deleted: ['copy'] }),
        meetings: { ...NO_MEETINGS, userId: 'onni', ownAddresses: new Set([OWN]), byUid },
      }),
    );
    expect(steps.map(({ kind }) => kind)).toEqual(['replaceCopy']);
  });

  it('is one of its own where its user’s part of the meeting is linked already', () => {
    const known = { activityId: 'a1', activity: null };
    const invited = link({
      activity: { ...link().activity, ...GUEST },
      mailbox: { ...link().mailbox, ...GUEST },
    });
    for (const links of [[link()], [invited]])
      expect(take(item({}, INVITATION), known, { links }).items).toHaveLength(1);
  });

  it('is left to the rules where it may not cross', () => {
    const known = { activityId: 'a1', activity: null };
    expect(take(item({}, { ...INVITATION, mayCross: false }), known).items).toHaveLength(1);
  });

  it('belongs to the activity once, though the mailbox has it twice', () => {
    const newcomer = (id: string) => ({ told: item({}, { ...INVITATION, id }), key: null, uid: 'uid-m1' });
    const byUid = new Map([['uid-m1', { activityId: 'a1', activity: null }]]);
    const meetings = { ...NO_MEETINGS, byUid };
    const taken = takeKnown([], [newcomer('m1'), newcomer('m2')], [], { ...rules(), meetings });
    expect(taken.steps).toHaveLength(1);
    expect(taken.items.map(({ told }) => told.id)).toEqual(['m2']);
  });
});
