import { describe, expect, it } from 'vitest';
import type { ParticipantAnswer } from '../../src/model/participant.ts';
import {
  aino,
  calendarOf,
  exchange,
  fault,
  folderOf,
  invite,
  mails,
  meeting,
  newPerson,
  onlyEntryOf,
  onMeetingExchange,
  onni,
  organise,
  PAT,
  patchIn,
  SERVERS,
  sideOf,
  VISIT,
} from './ews-meetings-harness.ts';
import { done, kindOf, readAll, readOne, unhurried } from './side-harness.ts';
import { timed } from './side-samples.ts';

const ANSWERS: readonly (readonly [ParticipantAnswer, string])[] = [
  ['accepted', 'Accept'],
  ['tentative', 'Tentative'],
];

describe.each(SERVERS)('an invitation, on Exchange %s', (server, version) => {
  onMeetingExchange(server, version);

  it.each(ANSWERS)('is answered as %s, and the organiser is told once', async (answer, word) => {
    await organise(meeting([onni.address]));
    await mails();
    const answered = done(await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: answer }, true));
    expect(answered.entry.ownAnswer).toBe(answer);
    expect(await readOne(onni.side, answered.id)).toEqual(answered);
    expect(await mails()).toEqual([`${word} onni > aino`]);
    expect((await onlyEntryOf(aino)).entry.participants.map((one) => one.answer)).toEqual([answer]);
  });

  it('is answered at home where nobody shall be told, and leaves no draft behind', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const answered = done(await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: 'accepted' }));
    expect(answered.entry.ownAnswer).toBe('accepted');
    expect([await mails(), await folderOf(onni, 'drafts')]).toEqual([[], []]);
    expect((await onlyEntryOf(aino)).entry.participants.map((one) => one.answer)).toEqual(['none']);
  });

  it('is declined, which takes it out of the calendar', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const outcome = await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: 'declined' }, true);
    expect([kindOf(outcome), await mails()]).toEqual(['gone', ['Decline onni > aino']]);
    expect(await calendarOf(onni)).toEqual([]);
    expect((await onlyEntryOf(aino)).entry.participants.map((one) => one.answer)).toEqual(['declined']);
  });

  it('keeps what else the patch says, written before the answer and told to nobody', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const patch = { ownAnswer: 'accepted', busy: 'outOfOffice', reminder: 30, location: 'My room' } as const;
    const answered = done(await patchIn(onni, await onlyEntryOf(onni), patch, true));
    expect(answered.entry).toMatchObject({ ownAnswer: 'accepted', reminder: 30, location: 'My room' });
    expect(await mails()).toEqual(['Accept onni > aino']);
    expect((await onlyEntryOf(aino)).entry.location).toBe('Room 4');
  });

  it('takes what an attendee changes in their own copy, and tells nobody', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const patch = {
      subject: 'With Aino',
      time: timed('2026-12-01T12:00:00.000Z', '2026-12-01T13:00:00.000Z'),
      location: 'My room',
      text: 'My notes',
      isPrivate: true,
      reminder: null,
    };
    const changed = done(await patchIn(onni, await onlyEntryOf(onni), patch, true));
    expect(changed.entry).toMatchObject(patch);
    expect([changed.standing, await mails()]).toEqual(['guest', []]);
  });

  it('answers many in one batch, each by its own word, outcomes in order', async () => {
    for (const n of [1, 2, 3]) await organise(meeting([onni.address], { subject: `Meeting ${n}` }));
    await mails();
    const seen = (await calendarOf(onni)).sort((one, other) =>
      one.entry.subject < other.entry.subject ? -1 : 1,
    );
    const wanted: readonly ParticipantAnswer[] = ['accepted', 'declined', 'tentative'];
    const requests = seen.map(({ id, version: known }, index) => ({
      id,
      version: known,
      patch: { ownAnswer: wanted[index] ?? null },
      notify: index < 2,
    }));
    const outcomes = await onni.side.update(requests, unhurried());
    expect(outcomes.map((one) => (one.ok ? one.value.entry.ownAnswer : one.error.kind))).toEqual([
      'accepted',
      'gone',
      'tentative',
    ]);
    expect((await mails()).sort()).toEqual(['Accept onni > aino', 'Decline onni > aino']);
  });

  it('is not answered twice: not what was answered, nor a version that changed meanwhile', async () => {
    await organise(meeting([onni.address]));
    const before = await onlyEntryOf(onni);
    const answered = done(await patchIn(onni, before, { ownAnswer: 'accepted' }, true));
    await mails();
    const again = done(await patchIn(onni, answered, { ownAnswer: 'accepted' }, true));
    expect([again.version, await mails()]).toEqual([answered.version, []]);
    const late = await patchIn(onni, before, { ownAnswer: 'tentative' }, true);
    expect(['stale', 'gone']).toContain(kindOf(late));
    expect(await mails()).toEqual([]);
  });

  it('has nothing to answer where the user owns the entry, and no answer is taken back', async () => {
    const made = await organise(meeting([onni.address]));
    await mails();
    expect(done(await patchIn(aino, made, { ownAnswer: 'accepted' }, true))).toEqual(made);
    const theirs = await onlyEntryOf(onni);
    expect(done(await patchIn(onni, theirs, { ownAnswer: 'none' }, true))).toEqual(theirs);
    expect(await mails()).toEqual([]);
  });

  it('that came from outside is answered, too', async () => {
    await invite(onni, VISIT);
    const seen = await onlyEntryOf(onni);
    expect([seen.organiser, seen.standing, seen.uid]).toEqual([VISIT.organizer.address, 'guest', VISIT.uid]);
    done(await patchIn(onni, seen, { ownAnswer: 'tentative' }, true));
    expect(await mails()).toEqual(['Tentative onni > pat']);
  });

  it('that was cancelled takes no answer, and goes without one', async () => {
    await invite(onni, VISIT);
    await invite(onni, { uid: VISIT.uid, cancel: true });
    const seen = await onlyEntryOf(onni);
    const outcome = await patchIn(onni, seen, { ownAnswer: 'accepted' }, true);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'entry', advice: 'ewsMeetingCancelled' } });
    const request = { id: seen.id, version: seen.version, notify: true };
    expect(kindOf((await onni.side.delete([request], unhurried()))[0])).toBe('done');
    expect([await calendarOf(onni), await mails()]).toEqual([[], []]);
  });

  it('is declined by mail when it is deleted with notice, and silently without', async () => {
    await organise(meeting([onni.address], { subject: 'One' }));
    await organise(meeting([onni.address], { subject: 'Two' }));
    await mails();
    const seen = await calendarOf(onni);
    const requests = seen.map(({ id, version: known, entry }) => ({
      id,
      version: known,
      notify: entry.subject === 'One',
    }));
    expect((await onni.side.delete(requests, unhurried())).map(kindOf)).toEqual(['done', 'done']);
    expect([await calendarOf(onni), await mails()]).toEqual([[], ['Decline onni > aino']]);
    expect((await folderOf(onni, 'deleteditems')).filter((subject) => subject === 'Two')).toContain('Two');
  });

  it('that is cancelled while it is being declined is deleted all the same', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const { id, version: seen } = await onlyEntryOf(onni);
    const code = 'ErrorCalendarIsCancelledForDecline';
    await fault(onni, 'CreateItem', { kind: 'responseCode', code });
    expect((await onni.side.delete([{ id, version: seen, notify: true }], unhurried())).map(kindOf)).toEqual([
      'done',
    ]);
    expect([await calendarOf(onni), await mails()]).toEqual([[], []]);
  });

  it('is set aside where the server refuses the answer, the other fields written', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const code = 'ErrorCalendarIsDelegatedForAccept';
    await fault(onni, 'CreateItem', { kind: 'responseCode', code });
    const patch = { ownAnswer: 'accepted', location: 'My room' } as const;
    const refused = await patchIn(onni, await onlyEntryOf(onni), patch, true);
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'entry', code, advice: 'ewsMeetingNotAnswered' },
    });
    expect((await onlyEntryOf(onni)).entry).toMatchObject({ ownAnswer: 'none', location: 'My room' });
    expect(await mails()).toEqual([]);
  });

  it('of a mailbox that organises for others, as Bookings does, is one like any other', async () => {
    const room = await newPerson();
    const entry = meeting([onni.address, PAT], { subject: 'Appointment' });
    done((await room.side.create([{ key: crypto.randomUUID(), entry, notify: true }], unhurried()))[0]);
    const seen = await onlyEntryOf(onni);
    expect([seen.standing, seen.organiser, seen.key, seen.entry.ownAnswer]).toEqual([
      'guest',
      room.address,
      null,
      'none',
    ]);
    expect(seen.entry.participants.map(({ address }) => address)).toEqual([PAT, room.address].sort());
  });

  it('asks again when it is moved, and is cancelled in the calendar of who was asked', async () => {
    const made = await organise(meeting([onni.address]));
    done(await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: 'accepted' }, true));
    const now = await readOne(aino.side, made.id);
    const time = timed('2026-12-01T12:00:00.000Z', '2026-12-01T13:00:00.000Z');
    const moved = done(await patchIn(aino, now, { time }, true));
    expect((await onlyEntryOf(onni)).entry).toMatchObject({ time, ownAnswer: 'none' });
    done((await aino.side.delete([{ id: moved.id, version: moved.version, notify: true }], unhurried()))[0]);
    expect((await onlyEntryOf(onni)).isCancelled).toBe(true);
  });

  it('is answered once though the server’s answer is lost', async () => {
    await organise(meeting([onni.address]));
    await mails();
    await fault(onni, 'CreateItem', { kind: 'dropAfter' });
    const answered = done(await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: 'accepted' }, true));
    expect([answered.entry.ownAnswer, await mails()]).toEqual(['accepted', ['Accept onni > aino']]);
    await fault(onni, 'CreateItem', { kind: 'dropAfter' });
    const declined = await patchIn(onni, answered, { ownAnswer: 'declined' }, true);
    expect([kindOf(declined), await mails()]).toEqual(['gone', ['Decline onni > aino']]);
  });

  it('is never taken for gone where nobody can say what became of it', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const seen = await onlyEntryOf(onni);
    await fault(onni, 'CreateItem', { kind: 'dropAfter' });
    await fault(onni, 'FindItem', { kind: 'dropBefore' }, 9);
    expect(kindOf(await patchIn(onni, seen, { ownAnswer: 'accepted' }, true))).toBe('retry');
    await exchange.control('DELETE', '/sandbox/faults');
    const now = await onlyEntryOf({ ...onni, side: sideOf(onni.address) });
    expect([now.entry.ownAnswer, await mails()]).toEqual(['accepted', ['Accept onni > aino']]);
    await fault(onni, 'FindItem', { kind: 'dropBefore' }, 9);
    const declined = await patchIn(onni, now, { ownAnswer: 'declined' }, true);
    expect([kindOf(declined), await mails()]).toEqual(['retry', ['Decline onni > aino']]);
  });

  it('is answered later where the request never arrived', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const seen = await onlyEntryOf(onni);
    await fault(onni, 'CreateItem', { kind: 'dropBefore' }, 3);
    expect(kindOf(await patchIn(onni, seen, { ownAnswer: 'accepted' }, true))).toBe('retry');
    await fault(onni, 'CreateItem', { kind: 'dropBefore' });
    const requests = [{ id: seen.id, version: seen.version, notify: true }];
    expect((await sideOf(onni.address).delete(requests, unhurried())).map(kindOf)).toEqual(['retry']);
    expect([await mails(), (await onlyEntryOf(onni)).entry.ownAnswer]).toEqual([[], 'none']);
  });

  it('is answered when a busy server has caught its breath', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const seen = await onlyEntryOf(onni);
    await fault(onni, 'CreateItem', { kind: 'serverBusy', backOffMilliseconds: 5 });
    done(await patchIn(onni, seen, { ownAnswer: 'accepted' }, true));
    expect(await mails()).toEqual(['Accept onni > aino']);
  });

  it('is answered by the next run where the process died between the fields and the answer', async () => {
    await organise(meeting([onni.address]));
    await mails();
    const { cursor } = await readAll(onni.side, null);
    const seen = await onlyEntryOf(onni);
    await fault(onni, 'CreateItem', { kind: 'dropBefore' }, 2);
    const patch = { ownAnswer: 'accepted', location: 'My room' } as const;
    expect(kindOf(await patchIn(onni, seen, patch, true))).toBe('retry');
    await exchange.control('DELETE', '/sandbox/faults');
    // The next run hears of the fields that were written, and gives the answer that is still missing.
    const again = { ...onni, side: sideOf(onni.address) };
    const [told] = [...(await readAll(again.side, cursor)).entries.values()];
    expect(told?.entry).toMatchObject({ location: 'My room', ownAnswer: 'none' });
    const answered = told && done(await patchIn(again, told, { ownAnswer: 'accepted' }, true));
    expect([answered?.entry.location, await mails()]).toEqual(['My room', ['Accept onni > aino']]);
  });
});
