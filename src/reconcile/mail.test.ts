import { describe, expect, it } from 'vitest';
import type { EntryPatch } from '../model/calendar-entry.ts';
import { NO_MEETINGS } from '../model/meeting.ts';
import type { Participant } from '../model/participant.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { invitesTo, tellsOfDeletion, tellsPeople } from './mail.ts';
import type { Part } from './part.ts';
import type { MergeRules } from './run-view.ts';
import { activity, item, link, rules } from './sample-run.ts';

const HELMI: Participant = { address: 'helmi@example.org', name: 'Helmi', role: 'required', answer: 'none' };
const MEETING = { participants: [HELMI] };
const NEWS = Date.parse('2026-11-24T09:00:00.000Z');

function invitations(policy: Partial<SyncPolicy> = {}, invitesSince: number | null = NEWS): MergeRules {
  return {
    ...rules({ participants: 'invitations', ...policy }),
    meetings: { ...NO_MEETINGS, invitesSince },
  };
}

describe('a new entry invites its people', () => {
  it('where invitations are sent and the activity changed since they are', () => {
    expect(invitesTo(activity(MEETING), invitations())).toBe(true);
  });

  it('by our clock, whatever the clock of the activities says', () => {
    const slow = { activities: 2 * 3600_000, mailbox: 0 };
    expect(invitesTo(activity(MEETING), invitations({ clockOffset: slow }))).toBe(false);
  });

  it('never under the policy of copies', () => {
    const copies = { ...invitations(), policy: rules().policy };
    expect(invitesTo(activity(MEETING), copies)).toBe(false);
  });

  it('never on a first synchronization', () => {
    expect(invitesTo(activity(MEETING), invitations({}, null))).toBe(false);
  });

  it('never for what stood there before, or for what nobody knows the age of', () => {
    expect(invitesTo(activity(MEETING, { modified: '2026-11-24T08:59:59.000Z' }), invitations())).toBe(false);
    expect(invitesTo(activity(MEETING, { modified: null }), invitations())).toBe(false);
  });

  it('never where nobody takes part, or somebody else owns it', () => {
    expect(invitesTo(activity(), invitations())).toBe(false);
    expect(invitesTo(activity(MEETING, { standing: 'guest' }), invitations())).toBe(false);
  });
});

describe('a change that is written to the mailbox', () => {
  const tells = (patch: EntryPatch | null, part: Part, people = MEETING, of = invitations()) =>
    tellsPeople(patch, part, link(), item(people), of);

  it('is told where it concerns the people of the owner’s meeting', () => {
    for (const patch of [{ subject: 'x' }, { location: 'x' }, { text: 'x' }, { recurrence: null }])
      expect(tells(patch, 'owner')).toBe(true);
    expect(tells({ participants: [] }, 'owner')).toBe(true);
    expect(tells(MEETING, 'owner', { participants: [] })).toBe(true);
  });

  it('is not told where it is the owner’s own affair, or nobody takes part', () => {
    expect(tells({ busy: 'free', isPrivate: true }, 'owner')).toBe(false);
    expect(tells({ subject: 'x' }, 'owner', { participants: [] })).toBe(false);
    expect(tells(null, 'owner')).toBe(false);
  });

  it('is not told from a copy or an invitation, except for the user’s own answer', () => {
    for (const part of ['copy', 'invited', 'speaker'] as const) {
      expect(tells({ subject: 'x' }, part)).toBe(false);
      expect(tells({ ownAnswer: 'accepted' }, part)).toBe(true);
    }
  });

  it('is told by what the link remembers where the entry was not told of', () => {
    const remembered = link({ mailbox: { ...link().mailbox, base: item(MEETING).entry } });
    expect(tellsPeople({ subject: 'x' }, 'owner', remembered, null, invitations())).toBe(true);
  });

  it('is never told under the policy of copies', () => {
    expect(tells({ subject: 'x' }, 'owner', MEETING, rules())).toBe(false);
    expect(tells({ ownAnswer: 'accepted' }, 'invited', MEETING, rules())).toBe(false);
  });
});

describe('a deletion in the mailbox', () => {
  it('is told by the owner to those who take part, and to nobody where nobody does', () => {
    expect(tellsOfDeletion('owner', link(), item(MEETING), invitations())).toBe(true);
    expect(tellsOfDeletion('owner', link(), item(), invitations())).toBe(false);
    expect(tellsOfDeletion('owner', link(), null, invitations())).toBe(false);
  });

  it('is told to the organiser by who was invited, and to nobody by who has a copy', () => {
    expect(tellsOfDeletion('invited', link(), item(), invitations())).toBe(true);
    expect(tellsOfDeletion('speaker', link(), item(), invitations())).toBe(true);
    expect(tellsOfDeletion('copy', link(), item(MEETING), invitations())).toBe(false);
  });

  it('is never told under the policy of copies', () => {
    for (const part of ['owner', 'invited', 'speaker'] as const)
      expect(tellsOfDeletion(part, link(), item(MEETING), rules())).toBe(false);
  });
});
