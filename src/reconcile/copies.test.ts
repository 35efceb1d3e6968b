import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import { reconcile } from './reconcile.ts';
import { entry, input, item, link, observed, timed } from './sample-run.ts';

/** What becomes of entries that arrive in the mailbox beside the linked one. */
function planOf(arrived: readonly SideEntry[], more: { deleted?: string[]; links?: boolean } = {}) {
  const links = more.links === false ? [] : [link({ key: 'k' })];
  const mailbox = observed(arrived, { deleted: more.deleted ?? [] });
  return reconcile(input({ links, mailbox })).steps.map((step) =>
    step.kind === 'leaveAlone' ? step.reason : step.kind,
  );
}

const copy = (changes: Parameters<typeof item>[0] = {}, more: Parameters<typeof item>[1] = {}) =>
  item(changes, { id: 'm9', uid: 'u-copy', ...more });

describe('an entry that says just what a linked one says', () => {
  it('is a copy and left alone, with our mark or without', () => {
    expect(planOf([copy()])).toEqual(['copyOfLinked']);
    expect(planOf([copy({}, { key: 'k', markedUid: 'uid-m1' })])).toEqual(['copyOfLinked']);
  });

  it('is an entry of its own as soon as it says anything else', () => {
    const others = [
      copy({ subject: 'Another' }),
      copy({ time: timed('2026-12-09T08:00', '2026-12-09T09:00') }),
      copy({ location: 'Elsewhere' }),
      copy({ text: 'Other words' }),
      copy({ isPrivate: true }),
    ];
    for (const other of others) expect(planOf([other])).toEqual(['createActivity']);
  });

  it('is compared with what the linked one says now', () => {
    const now = item({ location: 'Room 9' });
    expect(planOf([now, copy({ location: 'Room 9' })])).toContain('copyOfLinked');
    expect(planOf([now, copy({ ...entry() })])).toContain('createActivity');
  });

  it('is no copy where nothing is linked, or where what it copies is gone: then it takes its place', () => {
    expect(planOf([copy()], { links: false })).toEqual(['createActivity']);
    expect(planOf([copy()], { deleted: ['m1'] })).toEqual(['record']);
  });
});
