import { describe, expect, it } from 'vitest';
import {
  aino,
  calendarOf,
  exchange,
  fault,
  mails,
  meeting,
  newPerson,
  onlyEntryOf,
  onMeetingExchange,
  onni,
  organise,
  PAT,
  participant,
  patchIn,
  SERVERS,
  sideOf,
} from './ews-meetings-harness.ts';
import { done, kindOf, readOne, unhurried } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

const LATER = timed('2026-12-01T10:00:00.000Z', '2026-12-01T11:00:00.000Z');

describe.each(SERVERS)('a meeting that the user organises, on Exchange %s', (server, version) => {
  onMeetingExchange(server, version);

  it('is an invitation in the calendars of those who take part, each told once', async () => {
    const made = await organise(meeting([onni.address, PAT]));
    expect((await mails()).sort()).toEqual(['request aino > onni', 'request aino > pat']);
    expect([made.standing, made.organiser, made.entry.ownAnswer]).toEqual(['owner', aino.address, null]);
    const theirs = await onlyEntryOf(onni);
    expect([theirs.uid, theirs.key, theirs.organiser, theirs.standing]).toEqual([
      made.uid,
      null,
      aino.address,
      'guest',
    ]);
    expect(theirs.entry.ownAnswer).toBe('none');
    expect(theirs.entry.participants.map(({ address, answer }) => [address, answer])).toEqual([
      [PAT, 'none'],
      [aino.address, 'accepted'],
    ]);
  });

  it('tells nobody of anything unless it is asked to', async () => {
    const made = await organise(meeting([onni.address]), false);
    expect(await calendarOf(onni)).toEqual([]);
    const moved = done(await patchIn(aino, made, { time: LATER }));
    const fewer = done(await patchIn(aino, moved, { participants: [] }, false));
    expect(fewer.organiser).toBeNull();
    done((await aino.side.delete([{ id: fewer.id, version: fewer.version }], unhurried()))[0]);
    expect(await mails()).toEqual([]);
  });

  it('keeps requests with and without invitations apart in one batch, outcomes in order', async () => {
    const requests = [true, undefined, false, true].map((notify, index) => ({
      key: crypto.randomUUID(),
      entry: meeting([onni.address], { subject: `Meeting ${index}` }),
      ...(notify === undefined ? {} : { notify }),
    }));
    const made = (await aino.side.create(requests, unhurried())).map(done);
    expect(made.map(({ entry }) => entry.subject)).toEqual([0, 1, 2, 3].map((n) => `Meeting ${n}`));
    expect((await calendarOf(onni)).map(({ entry }) => entry.subject).sort()).toEqual([
      'Meeting 0',
      'Meeting 3',
    ]);
    await mails();
    const updates = made.map(({ id, version: seen, entry }, index) => ({
      id,
      version: seen,
      patch: { location: `Room ${index}` },
      before: entry,
      notify: index === 3,
    }));
    const changed = (await aino.side.update(updates, unhurried())).map(done);
    expect(changed.map(({ entry }) => entry.location)).toEqual([0, 1, 2, 3].map((n) => `Room ${n}`));
    expect(await mails()).toEqual(['request aino > onni']);
    const deletions = changed.map(({ id, version: seen }, index) => ({
      id,
      version: seen,
      notify: index < 2,
    }));
    expect((await aino.side.delete(deletions, unhurried())).map(kindOf)).toEqual(Array(4).fill('done'));
    // The second was never sent to anybody, so that there is nothing to cancel.
    expect(await mails()).toEqual(['cancellation aino > onni']);
  });

  it('is moved for everybody, and asks again', async () => {
    const made = await organise(meeting([onni.address, PAT]));
    await mails();
    const moved = done(await patchIn(aino, made, { time: LATER }, true));
    expect(moved.entry.time).toEqual(LATER);
    expect((await mails()).sort()).toEqual(['request aino > onni', 'request aino > pat']);
    expect((await onlyEntryOf(onni)).entry.time).toEqual(LATER);
  });

  it('tells only those who were added or removed where nothing else changes', async () => {
    const leo = await newPerson();
    const made = await organise(meeting([onni.address]));
    await mails();
    const both = [participant(leo.address), participant(onni.address)];
    const more = done(await patchIn(aino, made, { participants: both }, true));
    expect(await mails()).toEqual([`request aino > ${leo.address}`]);
    const fewer = done(await patchIn(aino, more, { participants: [participant(leo.address)] }, true));
    expect(fewer.entry.participants.map(({ address }) => address)).toEqual([leo.address]);
    expect(await mails()).toEqual(['cancellation aino > onni']);
    expect((await onlyEntryOf(onni)).isCancelled).toBe(true);
  });

  it('keeps the answers that came when somebody joins, and writes nothing where only answers differ', async () => {
    const made = await organise(meeting([PAT]));
    await exchange.control('POST', `/sandbox/mailboxes/${aino.address}/answers`, {
      uid: made.uid,
      answer: 'Accept',
      attendee: { name: 'Pat', address: PAT },
    });
    await mails();
    const answered = await readOne(aino.side, made.id);
    const unknowing = [participant(PAT)];
    const same = done(await patchIn(aino, answered, { participants: unknowing }, true));
    expect(same.version).toBe(answered.version);
    const joined = await patchIn(
      aino,
      same,
      { participants: [...unknowing, participant(onni.address)] },
      true,
    );
    const answers = done(joined).entry.participants.map(({ address, answer }) => [address, answer]);
    expect(answers).toEqual([
      [PAT, 'accepted'],
      [onni.address, 'none'],
    ]);
    expect(await mails()).toEqual(['request aino > onni']);
  });

  it('finds out itself who takes part where the caller does not know', async () => {
    const made = await organise(meeting([PAT]));
    await mails();
    const { id, version: seen } = made;
    const patch = { participants: [participant(PAT), participant(onni.address)] };
    done((await aino.side.update([{ id, version: seen, patch, notify: true }], unhurried()))[0]);
    expect(await mails()).toEqual(['request aino > onni']);
  });

  it('tells nobody of the organiser’s own reminder and categories', async () => {
    const made = await organise(meeting([onni.address]));
    await mails();
    done(await patchIn(aino, made, { reminder: 45, categories: ['Blue'] }, true));
    expect(await mails()).toEqual([]);
  });

  it('is cancelled for everybody, and an entry without anybody simply goes', async () => {
    const made = await organise(meeting([onni.address]));
    const alone = await organise(sample({ side: aino.side }));
    await mails();
    const gone = [made, alone].map(({ id, version: seen }) => ({ id, version: seen, notify: true }));
    expect((await aino.side.delete(gone, unhurried())).map(kindOf)).toEqual(['done', 'done']);
    expect(await mails()).toEqual(['cancellation aino > onni']);
    expect(await calendarOf(aino)).toEqual([]);
    expect((await onlyEntryOf(onni)).isCancelled).toBe(true);
  });

  it('is not cancelled by a deletion of a version that nobody has seen', async () => {
    const made = await organise(meeting([onni.address]));
    await aino.outlook.update(made.id, { subject: 'Theirs' });
    await mails();
    const [outcome] = await aino.side.delete(
      [{ id: made.id, version: made.version, notify: true }],
      unhurried(),
    );
    expect([kindOf(outcome), await mails()]).toEqual(['stale', []]);
    const [late] = [await patchIn(aino, made, { location: 'Ours' }, true)];
    expect([kindOf(late), await mails()]).toEqual(['stale', []]);
  });

  it('is sent once though the answer is lost', async () => {
    await fault(aino, 'CreateItem', { kind: 'dropAfter' });
    const made = await organise(meeting([onni.address]));
    expect(made.entry.participants).toHaveLength(1);
    expect(await mails()).toEqual(['request aino > onni']);
    await fault(aino, 'UpdateItem', { kind: 'dropAfter' });
    const outcome = await patchIn(aino, made, { time: LATER }, true);
    expect([kindOf(outcome), await mails()]).toEqual(['stale', ['request aino > onni']]);
    expect((await readOne(sideOf(aino.address), made.id)).entry.time).toEqual(LATER);
    const now = await readOne(aino.side, made.id);
    await fault(aino, 'DeleteItem', { kind: 'dropAfter' });
    const [deleted] = await aino.side.delete(
      [{ id: now.id, version: now.version, notify: true }],
      unhurried(),
    );
    expect([kindOf(deleted), await mails()]).toEqual(['done', ['cancellation aino > onni']]);
  });
});
