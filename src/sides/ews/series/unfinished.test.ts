import { describe, expect, test } from 'vitest';
import { calendarItem } from '../testing/elements.ts';
import { DAILY, day, hourOn } from '../testing/series.ts';
import { escapeXml } from '../xml-writer.ts';
import { readUnfinished, unfinishedUri, writeUnfinished } from './unfinished.ts';

const master = (value: string) =>
  calendarItem(
    `<t:ExtendedProperty>${unfinishedUri()}<t:Value>${escapeXml(value)}</t:Value></t:ExtendedProperty>`,
  );

describe('the note of what a series is still to become', () => {
  test('is read as it was written, words of every kind included', () => {
    const text = 'Äiti & "isä" <b>\n🎉';
    const wanted = {
      ...DAILY,
      deleted: [day(2)],
      exceptions: [{ original: day(3), time: hourOn(3, 2), subject: text, text }],
    };
    for (const notify of [false, true]) {
      const note = { recurrence: wanted, notify };
      expect(readUnfinished(calendarItem(writeUnfinished(note).xml ?? ''))).toEqual(note);
    }
  });

  test('tells nobody where an earlier release wrote it', () => {
    const note = readUnfinished(master(JSON.stringify({ version: 1, recurrence: DAILY })));
    expect(note).toEqual({ recurrence: DAILY, notify: false });
  });

  test('is gone once it is written as nothing', () => {
    expect(writeUnfinished(null).xml).toBeNull();
    expect(readUnfinished(calendarItem('<t:Subject>x</t:Subject>'))).toBeNull();
  });

  test.each([
    ['no JSON', 'tahti'],
    ['another version', JSON.stringify({ version: 2, recurrence: DAILY })],
    ['no rule', JSON.stringify({ version: 1 })],
    ['a rule without its lists', JSON.stringify({ version: 1, recurrence: { ...DAILY, deleted: null } })],
    ['exceptions of nothing', JSON.stringify({ version: 1, recurrence: { ...DAILY, exceptions: [null] } })],
  ])('says nothing where somebody wrote %s into it', (_what, value) => {
    expect(readUnfinished(master(value))).toBeNull();
  });
});
