import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import { reconcile } from './reconcile.ts';
import { input, item, link, observed, only } from './sample-run.ts';

const OURS = { uid: 'uid-m1', markedUid: 'uid-m1', key: 'k' };
const again = (changes: Parameters<typeof item>[0] = {}) => item(changes, { ...OURS, id: 'm2' });
const stepsOf = (items: SideEntry[], more?: Parameters<typeof observed>[1]) =>
  reconcile(input({ links: [link({ key: 'k' })], mailbox: observed(items, more) })).steps;

describe('our own create that stands twice', () => {
  it('is taken away once when both say the same, and creates nothing', () => {
    const steps = stepsOf([item({}, OURS), again()]);
    expect(only(steps, 'deleteDuplicate').duplicate.id).toBe('m2');
    expect(steps.map(({ kind }) => kind).sort()).toEqual(['deleteDuplicate', 'record']);
  });

  it('is left alone when one of the two was edited', () => {
    const steps = stepsOf([item({}, OURS), again({ subject: 'Edited' })]);
    const step = only(steps, 'leaveAlone');
    expect([step.reason, step.entries.map(({ id }) => id)]).toEqual(['duplicateOfOurs', ['m2']]);
    expect(steps.map(({ kind }) => kind)).not.toContain('createActivity');
  });

  it('is never taken away unless the linked one was seen to stand', () => {
    expect(stepsOf([again()]).map(({ kind }) => kind)).toEqual(['leaveAlone']);
  });

  it('takes the place of the linked one where that one is gone', () => {
    expect(only(stepsOf([again()], { deleted: ['m1'] }), 'record').link.mailbox.id).toBe('m2');
  });
});
