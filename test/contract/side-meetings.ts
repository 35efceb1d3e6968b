import { describe, expect, it } from 'vitest';
import type { ParticipantAnswer } from '../../src/model/participant.ts';
import {
  type Contract,
  change,
  done,
  kindOf,
  type MeetingHarness,
  make,
  readAll,
  readOne,
  unhurried,
} from './side-harness.ts';
import { people, sample } from './side-samples.ts';

/** What a side does with meetings: whose they are, what its user answered, and who is told of what. */
export function describeMeetings(contract: Contract): void {
  if (contract.traits.meetings === 'testedApart') return;
  const meetings = () => {
    const { meetings: known } = contract.harness();
    if (!known) throw new Error('the harness plays no meetings');
    return known;
  };
  describeAnswers(contract, meetings);
  if (contract.traits.meetings === 'sendsMail') describeMail(contract, meetings);
  else describeSharing(contract, meetings);
}

const GIVEN: readonly ParticipantAnswer[] = ['accepted', 'tentative'];

function describeAnswers(contract: Contract, meetings: () => MeetingHarness): void {
  describe('somebody else’s meeting', () => {
    it('is told as a guest’s, unanswered, with everybody in it but the guest', async () => {
      const { side } = contract.harness();
      const id = await meetings().invited(sample(contract.harness()));
      const told = (await readAll(side, null)).entries.get(id);
      expect([told?.standing, told?.entry.ownAnswer]).toEqual(['guest', 'none']);
      expect(told?.entry.participants).toMatchObject([{ address: meetings().organiser, answer: 'accepted' }]);
      expect(told?.organiser).toBe(meetings().organiser);
    });

    it.each(GIVEN)('keeps the answer %s, and tells it like everything else', async (ownAnswer) => {
      const { side } = contract.harness();
      const id = await meetings().invited(sample(contract.harness()));
      const answered = await change(side, await readOne(side, id), { ownAnswer });
      expect(answered.entry.ownAnswer).toBe(ownAnswer);
      expect(await readOne(side, answered.id)).toEqual(answered);
      const again = await change(side, answered, { ownAnswer });
      expect(again.entry).toEqual(answered.entry);
    });

    it('leaves the calendar when it is declined, and is told as gone', async () => {
      const { side, otherClient } = contract.harness();
      const id = await meetings().invited(sample(contract.harness()));
      const { cursor } = await readAll(side, null);
      const { version } = await readOne(side, id);
      const request = { id, version, patch: { ownAnswer: 'declined' } } as const;
      const [outcome] = await side.update([request], unhurried());
      expect(kindOf(outcome)).toBe(side.name === 'mailbox' ? 'gone' : 'done');
      expect(await otherClient.list()).toEqual([]);
      expect((await readAll(side, cursor)).deleted).toContain(id);
    });

    it('refuses an answer to an old version, and keeps the one that was given', async () => {
      const { side, otherClient } = contract.harness();
      const id = await meetings().invited(sample(contract.harness()));
      const { version } = await readOne(side, id);
      await otherClient.update(id, { location: 'Elsewhere' });
      const request = { id, version, patch: { ownAnswer: 'accepted' }, notify: true } as const;
      expect(kindOf((await side.update([request], unhurried()))[0])).toBe('stale');
      expect((await readOne(side, id)).entry.ownAnswer).toBe('none');
    });
  });

  it('has no answer of an owner, whatever a patch says', async () => {
    const { side } = contract.harness();
    const made = await make(side, sample(contract.harness()));
    const changed = await change(side, made, { ownAnswer: 'accepted', location: 'Room 5' });
    expect([changed.entry.ownAnswer ?? null, changed.entry.location]).toEqual([null, 'Room 5']);
  });
}

function describeMail(contract: Contract, meetings: () => MeetingHarness): void {
  const sent = async () => (await meetings().mails?.()) ?? 0;

  describe('mail', () => {
    it('goes to those who take part where a write asks for it, once each, and else to nobody', async () => {
      const { side } = contract.harness();
      const participants = people(contract.harness()).slice(0, 1);
      const entry = sample(contract.harness(), { participants });
      const silent = await make(side, entry);
      const quieter = await change(side, silent, { subject: 'Other', participants: [] });
      done((await side.delete([{ id: quieter.id, version: quieter.version }], unhurried()))[0]);
      expect(await sent()).toBe(0);
      const request = { key: crypto.randomUUID(), entry, notify: true };
      const { id, version } = done((await side.create([request], unhurried()))[0]);
      expect(await sent()).toBe(1);
      const update = { id, version, patch: { subject: 'Other' }, notify: true };
      const changed = done((await side.update([update], unhurried()))[0]);
      expect(await sent()).toBe(1);
      done((await side.delete([{ id, version: changed.version, notify: true }], unhurried()))[0]);
      expect(await sent()).toBe(1);
    });

    it('goes to those alone who join or leave where nothing else changes', async () => {
      const { side } = contract.harness();
      const [first, second] = people(contract.harness());
      if (!first || !second) throw new Error('the harness knows too few people');
      const entry = sample(contract.harness(), { participants: [first] });
      const made = done(
        (await side.create([{ key: crypto.randomUUID(), entry, notify: true }], unhurried()))[0],
      );
      await sent();
      const { id, version } = made;
      const patch = { participants: [first, second] };
      const joined = done(
        (await side.update([{ id, version, patch, before: made.entry, notify: true }], unhurried()))[0],
      );
      expect(await sent()).toBe(1);
      const answers = joined.entry.participants.map((one) => ({ ...one, answer: 'accepted' as const }));
      const same = {
        id,
        version: joined.version,
        patch: { participants: answers },
        before: joined.entry,
        notify: true,
      };
      done((await side.update([same], unhurried()))[0]);
      expect(await sent()).toBe(0);
    });

    it('tells the organiser an answer where it is asked to, and a deletion', async () => {
      const { side } = contract.harness();
      for (const notify of [false, true]) {
        const id = await meetings().invited(sample(contract.harness()));
        const { version } = await readOne(side, id);
        const request = { id, version, patch: { ownAnswer: 'accepted' as const }, notify };
        const answered = done((await side.update([request], unhurried()))[0]);
        expect(await sent()).toBe(notify ? 1 : 0);
        const deletion = { id: answered.id, version: answered.version, notify };
        done((await side.delete([deletion], unhurried()))[0]);
        expect(await sent()).toBe(notify ? 1 : 0);
      }
    });
  });
}

function describeSharing(contract: Contract, meetings: () => MeetingHarness): void {
  const colleague = () => meetings().colleagueId ?? '';

  describe('an activity that is shared', () => {
    it('is joined instead of made anew, once or twice', async () => {
      const { side } = contract.harness();
      const joins = (await meetings().elsewhere?.(sample(contract.harness()))) ?? '';
      const entry = sample(contract.harness(), { ownAnswer: 'tentative' });
      const join = async () =>
        done((await side.create([{ key: crypto.randomUUID(), entry, joins }], unhurried()))[0]);
      const joined = await join();
      expect([joined.id, joined.standing, joined.entry.ownAnswer]).toEqual([joins, 'guest', 'tentative']);
      expect((await join()).id).toBe(joins);
      expect((await readAll(side, null)).entries.size).toBe(1);
    });

    it('cannot be joined where it no longer stands', async () => {
      const { side } = contract.harness();
      const gone = await make(side, sample(contract.harness()));
      done((await side.delete([{ id: gone.id, version: null }], unhurried()))[0]);
      const request = { key: crypto.randomUUID(), entry: sample(contract.harness()), joins: gone.id };
      expect(kindOf((await side.create([request], unhurried()))[0])).toBe('gone');
    });

    it('is made for a colleague, this user taking part', async () => {
      const { side } = contract.harness();
      const entry = sample(contract.harness(), { ownAnswer: 'accepted' });
      const request = { key: crypto.randomUUID(), entry, ownerId: colleague() };
      const made = done((await side.create([request], unhurried()))[0]);
      expect([made.standing, made.entry.ownAnswer]).toEqual(['guest', 'accepted']);
      expect(await readOne(side, made.id)).toEqual(made);
    });

    it('is given to a colleague, whereupon the owner takes part', async () => {
      const { side } = contract.harness();
      const { id, version } = await make(side, sample(contract.harness()));
      const request = { id, version, patch: { location: 'Room 5' }, ownerId: colleague() };
      const given = done((await side.update([request], unhurried()))[0]);
      expect([given.standing, given.entry.ownAnswer, given.entry.location]).toEqual([
        'guest',
        'accepted',
        'Room 5',
      ]);
    });

    it('goes on standing for its heir when the owner leaves it', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const { cursor } = await readAll(side, null);
      const request = { id: made.id, version: made.version, heirId: colleague() };
      done((await side.delete([request], unhurried()))[0]);
      const told = await readAll(side, cursor);
      expect([told.deleted, told.left]).toEqual([[made.id], [made.id]]);
      expect(await side.leftAmong?.([made.id], unhurried())).toEqual(new Set([made.id]));
    });
  });
}
