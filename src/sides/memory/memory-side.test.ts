import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../../model/calendar-entry.ts';
import { SideError } from '../../model/problem.ts';
import type { ChangePage } from '../side.ts';
import { LIKE_STRICT_ACTIVITIES } from './memory-limits.ts';
import { MemorySide } from './memory-side.ts';

const ENTRY: CalendarEntry = {
  subject: 'Budget review',
  time: {
    kind: 'timed',
    start: '2026-12-01T08:00:30.000Z',
    end: '2026-12-01T09:00:30.000Z',
    zone: 'Europe/Helsinki',
  },
  location: 'L'.repeat(1500),
  text: 'One\r\nTwo  ',
  html: '<p>One</p>',
  isPrivate: false,
  busy: 'busy',
  activityType: 'type-meeting',
  categories: ['Red'],
  reminder: 5,
  participants: [],
  recurrence: null,
};

const signal = new AbortController().signal;
const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
const request = (key: string) => ({ key, entry: ENTRY });

let mailbox: MemorySide;
beforeEach(() => {
  mailbox = new MemorySide({ name: 'mailbox', pageSize: 2 });
});

async function pages(side: MemorySide, cursor: string | null): Promise<ChangePage[]> {
  const told: ChangePage[] = [];
  for await (const page of side.changes(cursor, WINDOW, signal)) told.push(page);
  return told;
}

describe('the memory side as a server that rounds and trims', () => {
  it('keeps of an activity what activities can hold', () => {
    const { entry } = new MemorySide({ name: 'activities' }).calendar.create(ENTRY);
    expect(entry).toMatchObject({ text: 'One\nTwo', html: null, categories: [], reminder: null });
    expect(entry.location).toHaveLength(1000);
    expect(entry.activityType).toBe('type-meeting');
  });

  it('keeps of a mailbox entry what mailboxes can hold', () => {
    const { entry } = mailbox.calendar.create(ENTRY);
    expect(entry).toMatchObject({ html: '<p>One</p>', categories: ['Red'], reminder: 5, activityType: null });
    expect(entry.location).toHaveLength(1500);
  });

  it('replaces the HTML when the text says something else, and keeps it when it does not', () => {
    const { id } = mailbox.calendar.create(ENTRY);
    expect(mailbox.calendar.update(id, { text: 'One\nTwo' })?.entry.html).toBe('<p>One</p>');
    expect(mailbox.calendar.update(id, { text: 'Three' })?.entry.html).toBeNull();
  });

  it('rounds to minutes and refuses to change privacy where it is told to be strict', () => {
    const side = new MemorySide({ name: 'activities', limits: LIKE_STRICT_ACTIVITIES });
    const { id, entry } = side.calendar.create(ENTRY);
    expect(entry.time.start).toBe('2026-12-01T08:00:00.000Z');
    const patch = { isPrivate: true, activityType: 'type-personal', location: 'Here', busy: 'free' } as const;
    const changed = side.calendar.update(id, patch)?.entry;
    expect(changed).toMatchObject({ isPrivate: false, activityType: 'type-meeting', busy: 'free' });
    // What was said together with the privacy is not taken without it.
    expect(changed?.location).toBe(entry.location);
  });
});

describe('the memory side as a server that fails', () => {
  it('has done nothing where it fails before the work, and everything where it fails after it', async () => {
    mailbox.faults.arm({ operation: 'create', when: 'before' });
    await expect(mailbox.create([request('one')], signal)).rejects.toThrow(SideError);
    expect(mailbox.calendar.size).toBe(0);
    mailbox.faults.arm({ operation: 'create', when: 'after' });
    await expect(mailbox.create([request('one')], signal)).rejects.toThrow('connection was closed');
    expect((await mailbox.findByKeys(['one'], signal)).get('one')?.entry.subject).toBe('Budget review');
  });

  it('fails the item that was ordered and does the others', async () => {
    mailbox.faults.arm({
      operation: 'create',
      when: 'before',
      nth: 2,
      scope: 'item',
      error: { kind: 'entry' },
    });
    const outcomes = await mailbox.create([request('one'), request('two'), request('three')], signal);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
  });

  it('leaves what came before the broken item of a call done', async () => {
    mailbox.faults.arm({ operation: 'create', when: 'before', nth: 2 });
    await expect(mailbox.create([request('one'), request('two')], signal)).rejects.toThrow(SideError);
    expect(mailbox.calendar.size).toBe(1);
  });

  it('asks to wait for as many calls as it is busy, and then answers', async () => {
    mailbox.faults.throttle(2, 1500);
    for (const _call of [1, 2]) {
      const busy = await mailbox.read([], signal).catch((error: SideError) => error);
      expect(busy).toMatchObject({ details: { kind: 'retry', code: 'ErrorServerBusy', retryAfter: 1500 } });
    }
    expect((await mailbox.read([], signal)).size).toBe(0);
  });

  it('forgets what was ordered when it is closed', async () => {
    mailbox.faults.throttle(1, 10);
    await mailbox.close();
    expect((await mailbox.read([], signal)).size).toBe(0);
  });
});

describe('the memory side as a calendar that others use', () => {
  it('tells only the latest state of an entry that changed many times', async () => {
    const { id } = mailbox.calendar.create(ENTRY);
    for (const subject of ['One', 'Two', 'Three']) mailbox.calendar.update(id, { subject });
    const told = (await pages(mailbox, null)).flatMap((page) => page.entries);
    expect(told.map((one) => one.entry.subject)).toEqual(['Three']);
  });

  it('tells pages of the size it was given, the last one marked', async () => {
    for (const _n of [1, 2, 3, 4, 5]) mailbox.calendar.create(ENTRY);
    const told = await pages(mailbox, null);
    expect(told.map((page) => [page.entries.length, page.last])).toEqual([
      [2, false],
      [2, false],
      [1, true],
    ]);
  });

  it('makes copies that carry the mark of their original under a uid of their own', async () => {
    const [made] = await mailbox.create([request('one')], signal);
    if (!made?.ok) throw new Error('not made');
    const copy = mailbox.calendar.copy(made.value.id);
    expect(copy).toMatchObject({ key: 'one', markedUid: made.value.uid });
    expect(copy?.uid).not.toBe(made.value.uid);
    expect((await mailbox.findByKeys(['one'], signal)).get('one')?.id).toBe(made.value.id);
  });

  it('gives every entry a new id and loses its cursors when it moves, but keeps uid and key', async () => {
    const [made] = await mailbox.create([request('one')], signal);
    if (!made?.ok) throw new Error('not made');
    const cursor = (await pages(mailbox, null)).at(-1)?.cursor ?? '';
    mailbox.calendar.move();
    await expect(pages(mailbox, cursor)).rejects.toMatchObject({ details: { kind: 'resync' } });
    const moved = (await mailbox.findByKeys(['one'], signal)).get('one');
    expect(moved?.id).not.toBe(made.value.id);
    expect(moved?.uid).toBe(made.value.uid);
  });

  it('stamps changes by its own clock and says by how much that is wrong', () => {
    const side = new MemorySide({
      name: 'mailbox',
      now: () => Date.parse('2026-11-24T10:00:00Z'),
      clockOffset: 60_000,
    });
    expect(side.calendar.create(ENTRY).modified).toBe('2026-11-24T10:01:00.000Z');
    expect(side.clockOffset()).toBe(60_000);
  });
});

describe('the memory side as a calendar with meetings', () => {
  const pat = { address: 'pat@else.example', name: 'Pat', role: 'required', answer: 'none' } as const;

  it('is organised by its user where others take part, and says whom it told', async () => {
    const side = new MemorySide({ name: 'mailbox', address: 'me@x.example' });
    const entry = { ...ENTRY, participants: [pat] };
    const [made] = await side.create([{ key: 'one', entry, notify: true }], signal);
    if (!made?.ok) throw new Error('not made');
    expect([made.value.organiser, made.value.entry.ownAnswer]).toEqual(['me@x.example', undefined]);
    const { id, version } = made.value;
    const [alone] = await side.update([{ id, version, patch: { participants: [] }, notify: true }], signal);
    expect(alone).toMatchObject({ ok: true, value: { organiser: null } });
    expect(side.mails.map(({ kind, to }) => [kind, to])).toEqual([
      ['request', pat.address],
      ['cancellation', pat.address],
    ]);
  });

  it('takes no answer to what was cancelled, and tells nobody that it is deleted', async () => {
    const facts = { standing: 'guest', organiser: pat.address, isCancelled: true } as const;
    const { id, version } = mailbox.calendar.create({ ...ENTRY, participants: [pat] }, facts);
    const request = { id, version, patch: { ownAnswer: 'accepted' }, notify: true } as const;
    expect((await mailbox.update([request], signal))[0]).toMatchObject({
      ok: false,
      error: { kind: 'entry' },
    });
    expect((await mailbox.delete([{ id, version, notify: true }], signal))[0]?.ok).toBe(true);
    expect(mailbox.mails).toEqual([]);
  });
});
