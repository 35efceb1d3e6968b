import { describe, expect, it } from 'vitest';
import type { Participant } from '../model/participant.ts';
import { joinPeople, mergePeople } from './merge-people.ts';

function person(name: string, changes: Partial<Participant> = {}): Participant {
  return { address: `${name}@example.org`, name, role: 'required', answer: 'none', ...changes };
}

const [helmi, aino, pat] = [person('helmi'), person('aino'), person('pat')];
const nameless = person('A guest', { address: '' });

/** Both sides had Helmi when last synchronized. */
function merge(activity: readonly Participant[], item: readonly Participant[], base = [helmi]) {
  return mergePeople({ activity, item, activityBase: base, itemBase: base });
}

describe('somebody who answers in their own mailbox', () => {
  it('keeps the answer that the activity has, whatever the organiser’s list says', () => {
    const stale = { ...helmi, answer: 'declined' as const };
    const said = { ...helmi, answer: 'tentative' as const };
    const now = { activity: [said], item: [stale], activityBase: [said], itemBase: [helmi] };
    expect(mergePeople(now).toActivity).toEqual([{ ...said, answer: 'declined' }]);
    expect(mergePeople({ ...now, invited: new Set([helmi.address]) }).toActivity).toBeNull();
    expect(joinPeople([said], [stale], new Set([helmi.address])).toActivity).toBeNull();
  });
});

describe('the people of a meeting, merged one by one', () => {
  it('stay as they are where nobody changed anything', () => {
    expect(merge([helmi], [helmi])).toEqual({ toActivity: null, toMailbox: null, cameInMailbox: [] });
  });

  it('take part on both sides once they are added on either, sorted by address', () => {
    const merged = merge([helmi, pat], [helmi, aino]);
    expect(merged.toActivity).toEqual([aino, helmi, pat]);
    expect(merged.toMailbox).toEqual([aino, helmi, pat]);
    expect(merged.cameInMailbox).toEqual([aino.address]);
  });

  it('take part no more once they are removed on either', () => {
    expect(merge([], [helmi])).toMatchObject({ toActivity: null, toMailbox: [] });
    expect(merge([helmi], [])).toMatchObject({ toActivity: [], toMailbox: null });
    expect(merge([], [])).toMatchObject({ toActivity: null, toMailbox: null });
  });

  it('go on standing on one side alone where they always did', () => {
    const now = { activity: [helmi], item: [], activityBase: [helmi], itemBase: [] };
    expect(mergePeople(now)).toMatchObject({ toActivity: null, toMailbox: null });
    const other = { activity: [], item: [helmi], activityBase: [], itemBase: [helmi] };
    expect(mergePeople(other)).toMatchObject({ toActivity: null, toMailbox: null });
  });

  it('stay where they were added anew on one side while they were removed on the other', () => {
    const now = { activity: [helmi], item: [], activityBase: [], itemBase: [helmi] };
    expect(mergePeople(now)).toMatchObject({ toActivity: null, toMailbox: [helmi] });
  });

  it('stay on their own side where they cannot be told apart', () => {
    const merged = mergePeople({
      activity: [nameless],
      item: [pat],
      activityBase: [nameless],
      itemBase: [],
    });
    expect(merged.toActivity).toEqual([nameless, pat]);
    expect(merged.toMailbox).toBeNull();
  });

  it('are not put on the mailbox’s list where they have the invitation already', () => {
    const now = { activity: [helmi, aino], item: [helmi], activityBase: [helmi], itemBase: [helmi] };
    expect(mergePeople({ ...now, invited: new Set([aino.address]) }).toMailbox).toBeNull();
    expect(joinPeople([helmi, aino], [helmi], new Set([aino.address])).toMailbox).toBeNull();
  });

  it('are one person where a list names them twice', () => {
    expect(merge([helmi, helmi], [helmi, helmi])).toMatchObject({ toMailbox: [helmi] });
  });
});

describe('an answer', () => {
  const accepted = person('helmi', { answer: 'accepted' });
  const declined = person('helmi', { answer: 'declined' });

  it('that arrived in the mailbox goes to the activity, and none is ever written to a mailbox', () => {
    expect(merge([helmi], [accepted])).toMatchObject({ toActivity: [accepted], toMailbox: null });
    expect(merge([accepted], [helmi])).toMatchObject({ toActivity: null, toMailbox: null });
  });

  it('of the activity is not taken back by somebody who is added in the mailbox', () => {
    expect(merge([accepted], [helmi, aino]).toActivity).toEqual([aino, accepted]);
  });

  it('is joined at the first match, unless the mailbox knows none', () => {
    expect(joinPeople([helmi], [declined])).toEqual({ toActivity: [declined], toMailbox: null });
    expect(joinPeople([accepted], [helmi])).toEqual({ toActivity: null, toMailbox: null });
  });

  it('of who stood in the activity alone until now is the activity’s', () => {
    const now = { activity: [accepted], item: [declined], activityBase: [accepted], itemBase: [] };
    expect(mergePeople(now).toActivity).toBeNull();
  });
});

describe('a role', () => {
  const optional = person('helmi', { role: 'optional' });
  const resource = person('helmi', { role: 'resource' });

  it('crosses where it changed, the mailbox’s before the activity’s', () => {
    expect(merge([optional], [helmi]).toMailbox).toEqual([optional]);
    expect(merge([helmi], [optional]).toActivity).toEqual([optional]);
    expect(merge([optional], [resource])).toMatchObject({ toActivity: [resource], toMailbox: null });
  });

  it('is the mailbox’s at the first match', () => {
    expect(joinPeople([optional], [helmi])).toEqual({ toActivity: [helmi], toMailbox: null });
  });

  it('stays different where it was different before', () => {
    const now = { activity: [optional], item: [helmi], activityBase: [optional], itemBase: [helmi] };
    expect(mergePeople(now)).toMatchObject({ toActivity: null, toMailbox: null });
  });
});
