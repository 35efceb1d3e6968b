import { describe, expect, it } from 'vitest';
import type { Recurrence } from '../../src/model/recurrence.ts';
import {
  aino,
  calendarOf,
  exchange,
  fault,
  mails,
  meeting,
  onlyEntryOf,
  onMeetingExchange,
  onni,
  organise,
  participant,
  patchIn,
  SERVERS,
  sideOf,
} from './ews-meetings-harness.ts';
import { moved, tuesday, WEEKLY } from './ews-series-harness.ts';
import { done, kindOf, readAll, readOne } from './side-harness.ts';

const weekly = (more: Partial<Recurrence> = {}) => ({ ...WEEKLY, ...more });
const seriesOf = (more: Partial<Recurrence> = {}) => meeting([onni.address], { recurrence: weekly(more) });
const REQUEST = 'request aino > onni';
const CANCELLATION = 'cancellation aino > onni';

describe.each(SERVERS)('a series of meetings, on Exchange %s', (server, version) => {
  onMeetingExchange(server, version);

  it('comes to those who take part with its changed and deleted occurrences, each told once', async () => {
    await organise(seriesOf({ deleted: [tuesday(2)], exceptions: [moved(3), moved(4)] }));
    expect((await mails()).sort()).toEqual([CANCELLATION, REQUEST, REQUEST, REQUEST]);
    const theirs = (await onlyEntryOf(onni)).entry.recurrence;
    expect(theirs?.exceptions.map(({ original, time }) => [original, time])).toEqual(
      [moved(3), moved(4)].map(({ original, time }) => [original, time]),
    );
    expect(theirs?.deleted).toEqual([tuesday(2)]);
  });

  it('tells nobody of any occurrence unless it is asked to', async () => {
    const made = await organise(seriesOf({ deleted: [tuesday(2)], exceptions: [moved(3)] }), false);
    const recurrence = weekly({ deleted: [tuesday(5)], exceptions: [moved(4)] });
    done(await patchIn(aino, made, { recurrence }));
    expect([await mails(), await calendarOf(onni)]).toEqual([[], []]);
  });

  it('tells of the one occurrence that was moved, and of the one that was deleted, and of nothing else', async () => {
    const made = await organise(seriesOf());
    await mails();
    const once = done(await patchIn(aino, made, { recurrence: weekly({ exceptions: [moved(3)] }) }, true));
    expect(await mails()).toEqual([REQUEST]);
    const recurrence = weekly({ exceptions: [moved(3)], deleted: [tuesday(5)] });
    const twice = done(await patchIn(aino, once, { recurrence }, true));
    expect(await mails()).toEqual([CANCELLATION]);
    const more = weekly({ exceptions: [moved(3, 4), moved(7)], deleted: [tuesday(5), tuesday(6)] });
    done(await patchIn(aino, twice, { recurrence: more }, true));
    expect((await mails()).sort()).toEqual([CANCELLATION, REQUEST, REQUEST]);
  });

  it('tells once of the series and once of each occurrence where both change', async () => {
    const made = await organise(seriesOf());
    await mails();
    const patch = { location: 'Room 9', recurrence: weekly({ exceptions: [moved(3)] }) };
    done(await patchIn(aino, made, patch, true));
    expect(await mails()).toEqual([REQUEST, REQUEST]);
    expect((await onlyEntryOf(onni)).entry.location).toBe('Room 9');
  });

  it('brings a deleted occurrence back for those who take part', async () => {
    const made = await organise(seriesOf({ deleted: [tuesday(2)] }));
    await mails();
    const restored = done(await patchIn(aino, made, { recurrence: weekly() }, true));
    expect(restored.entry.recurrence?.deleted).toEqual([]);
    // Without a rule on the way it would be a single meeting for them: of that step nobody hears.
    expect(await mails()).toEqual([REQUEST]);
  });

  it('is finished by the next reader with the mails that are still missing, and no other twice', async () => {
    const made = await organise(seriesOf());
    const { cursor } = await readAll(aino.side, null);
    await mails();
    await fault(aino, 'UpdateItem', { kind: 'dropBefore' }, 20, 2);
    const recurrence = weekly({ exceptions: [moved(3), moved(4), moved(5)] });
    expect(kindOf(await patchIn(aino, made, { recurrence }, true))).toBe('retry');
    expect(await mails()).toEqual([REQUEST]);
    await exchange.control('DELETE', '/sandbox/faults');
    const [told] = [...(await readAll(sideOf(aino.address), cursor)).entries.values()];
    expect(told?.entry.recurrence?.exceptions.map(({ original }) => original)).toEqual(
      [3, 4, 5].map(tuesday),
    );
    expect(await mails()).toEqual([REQUEST, REQUEST]);
  });

  it('is told once though an answer is lost on the way', async () => {
    const made = await organise(seriesOf());
    await mails();
    await fault(aino, 'UpdateItem', { kind: 'dropAfter' }, 1, 1);
    const recurrence = weekly({ exceptions: [moved(3), moved(4)], deleted: [tuesday(6)] });
    expect(kindOf(await patchIn(aino, made, { recurrence }, true))).toBe('stale');
    const now = await readOne(sideOf(aino.address), made.id);
    expect(now.entry.recurrence?.exceptions).toHaveLength(2);
    expect((await mails()).sort()).toEqual([CANCELLATION, REQUEST, REQUEST]);
  });

  it('is answered as a whole', async () => {
    await organise(seriesOf({ exceptions: [moved(3)] }));
    await mails();
    const answered = done(await patchIn(onni, await onlyEntryOf(onni), { ownAnswer: 'accepted' }, true));
    expect([answered.entry.ownAnswer, await mails()]).toEqual(['accepted', ['Accept onni > aino']]);
  });

  it('has another UID where somebody was invited to one of its days alone', async () => {
    const made = await organise(seriesOf());
    const leo = `leo-${crypto.randomUUID()}@esimerkki.example`;
    await exchange.control('POST', '/sandbox/mailboxes', { primaryAddress: leo });
    await inviteToOccurrence(made.id, 3, [onni.address, leo]);
    const guest = { ...onni, address: leo, side: sideOf(leo) };
    const alone = await onlyEntryOf(guest);
    expect(alone.entry.recurrence).toBeNull();
    expect(alone.uid).toBe(`${made.uid}/${tuesday(3).slice(0, 10)}`);
    const answered = done(await patchIn(guest, alone, { ownAnswer: 'accepted' }, true));
    expect([answered.uid, answered.entry.ownAnswer]).toEqual([alone.uid, 'accepted']);
    expect((await onlyEntryOf(onni)).uid).toBe(made.uid);
  });
});

/** Aino asks people to one occurrence of a series, with her own calendar program. */
async function inviteToOccurrence(masterId: string, index: number, people: readonly string[]): Promise<void> {
  await aino.outlook.updateOccurrence(masterId, index, {
    participants: people.map((address) => participant(address)),
  });
}
