import { describe, expect, it } from 'vitest';
import { type MeetingView, NO_MEETINGS, type SharedActivity } from '../model/meeting.ts';
import { holdsMeeting, isOwnAddress, partOf, sharedOf, shouldTakeOver } from './part.ts';
import type { Found } from './run-view.ts';
import { activity, entry, item, link } from './sample-run.ts';
import { sinceBase } from './since-base.ts';

const OWN = 'onni@example.org';
const GUEST = { standing: 'guest' } as const;

const SHARED: SharedActivity = {
  delivered: new Set(),
  invited: new Set(),
  otherCopies: [],
  hasOrganiser: false,
  speaks: true,
  heirId: null,
  isUnderWay: false,
};

function meetings(shared: Partial<SharedActivity> = {}): MeetingView {
  const byActivity = new Map([['a1', { ...SHARED, ...shared }]]);
  return { ...NO_MEETINGS, ownAddresses: new Set([OWN]), byActivity };
}

const pair = link();
const guestLink = link({ activity: { ...pair.activity, ...GUEST } });
const ours = (found: Found) => sinceBase('activities', found, pair.activity);
const theirs = (found: Found) => sinceBase('mailbox', found, pair.mailbox);

function part(told: Found, entryTold: Found, view = meetings(), of = pair) {
  return partOf(of, ours(told), theirs(entryTold), view);
}

describe('what a user’s pair is to the activity', () => {
  it('is the owner’s where both halves are the user’s own', () => {
    expect(part(activity(), item())).toBe('owner');
    expect(part(null, null)).toBe('owner');
  });

  it('is a copy where somebody else owns the activity of which Tahti made an entry', () => {
    const copy = { ...guestLink, origin: 'activities' } as const;
    expect(part(activity({}, GUEST), item({}, { organiser: OWN }), meetings(), copy)).toBe('copy');
  });

  it('is the owner’s where the user organises the meeting, though a colleague owns the activity so far', () => {
    expect(part(activity({}, GUEST), item({}, { organiser: OWN }))).toBe('owner');
  });

  it('speaks for the meeting that nobody here organises, and for one of which nothing is known', () => {
    expect(part(activity(), item({}, GUEST), meetings({ speaks: true }))).toBe('speaker');
    expect(part(activity({}, { id: 'a2' }), item({}, GUEST))).toBe('speaker');
  });

  it('is an invitation where another mailbox decides', () => {
    expect(part(activity({}, GUEST), item({}, GUEST), meetings({ speaks: false }))).toBe('invited');
  });

  it('is told by what the link remembers of a half that was not told of', () => {
    const invited = { ...guestLink, mailbox: { ...pair.mailbox, ...GUEST } };
    expect(part(null, null, meetings({ speaks: false }), invited)).toBe('invited');
    expect(part('gone', null, meetings({ speaks: false }), invited)).toBe('invited');
  });
});

describe('the organiser’s copy of a meeting', () => {
  it('is one that a person made, and whose organiser has an address of the user’s own', () => {
    expect(holdsMeeting(pair, item({}, { organiser: OWN }), meetings())).toBe(true);
    expect(holdsMeeting(pair, item({}, { organiser: 'pat@else.example' }), meetings())).toBe(false);
    expect(holdsMeeting(pair, item(), meetings())).toBe(false);
  });

  it('is not one that Tahti made', () => {
    const made = link({ origin: 'activities' });
    expect(holdsMeeting(made, item({}, { organiser: OWN }), meetings())).toBe(false);
  });

  it('is remembered where the entry was not told of', () => {
    const remembered = link({ mailbox: { id: 'm1', version: 'v1', base: entry(), organiser: OWN } });
    expect(holdsMeeting(remembered, null, meetings())).toBe(true);
  });

  it('takes the activity over from a colleague, and from nobody else', () => {
    const organisers = item({}, { organiser: OWN });
    const takes = (told: Found, entryTold: Found) =>
      shouldTakeOver(pair, ours(told), theirs(entryTold), meetings());
    expect(takes(activity({}, GUEST), organisers)).toBe(true);
    expect(takes(activity(), organisers)).toBe(false);
    expect(takes(null, organisers)).toBe(false);
    expect(takes(activity({}, GUEST), item({}, { ...GUEST, organiser: OWN }))).toBe(false);
    expect(takes(activity({}, GUEST), item())).toBe(false);
  });
});

describe('addresses and activities', () => {
  it('are the user’s own where the mailbox has the address', () => {
    expect(isOwnAddress(OWN, meetings())).toBe(true);
    for (const other of ['', null, undefined, 'pat@else.example'])
      expect(isOwnAddress(other, meetings())).toBe(false);
  });

  it('are known by the activity’s id, where it stands by now', () => {
    expect(sharedOf(pair, ours(null), meetings())).toEqual(SHARED);
    expect(sharedOf(pair, ours(activity({}, { id: 'a2' })), meetings())).toBeUndefined();
  });
});
