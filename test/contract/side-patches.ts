import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import { FIELDS, type FieldName } from '../../src/model/fields.ts';
import { type Contract, change, holds, make, readOne } from './side-harness.ts';
import { otherValues, sample } from './side-samples.ts';

/** Fields that may move with another one: a body is one thing with two faces, a type decides privacy. */
const COMPANIONS: Partial<Record<FieldName, readonly FieldName[]>> = {
  text: ['html'],
  html: ['text'],
  isPrivate: ['activityType'],
};

/** Lines of a formatted body: bold words, a line to be edited, a link. */
const PARAGRAPHS = [
  '<p>Rich <b>text</b></p>',
  '<p>to <i>read</i></p>',
  '<p>and <a href="https://a.example/plan">see</a></p>',
] as const;

/** An update writes the fields that it names, and nothing else. */
export function describePatches(contract: Contract): void {
  describe('writes only what a patch names', () => {
    for (const { name } of FIELDS.filter((field) => field.name !== 'recurrence')) {
      it(`changes ${name} where it can hold it, and no other field`, async () => {
        const harness = contract.harness();
        const id = await harness.otherClient.create(full(contract));
        const before = await readOne(harness.side, id);
        const value = otherValues(harness)[name];
        const after = await change(harness.side, before, { [name]: value });
        expect(rest(after.entry, name)).toEqual(rest(before.entry, name));
        expect(await readOne(harness.side, id)).toEqual(after);
        expectWritten(contract, name, before.entry, after.entry);
      });
    }

    it('empties location, text and participants when a patch says so', async () => {
      const { side } = contract.harness();
      const made = await make(side, full(contract));
      const patch = { location: '', text: '', participants: [] };
      const after = await change(side, made, patch);
      expect([after.entry.location, after.entry.text, after.entry.participants]).toEqual(['', '', []]);
      expect(after.entry.subject).toBe(made.entry.subject);
    });

    it('changes a timed entry to an all-day one and back', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const time = { kind: 'allDay', start: '2026-12-03', end: '2026-12-05' } as const;
      const wide = await change(side, made, { time });
      expect(wide.entry.time).toEqual(time);
      const narrow = await change(side, wide, { time: made.entry.time });
      expect(narrow.entry.time).toEqual(made.entry.time);
    });

    it('keeps the HTML body when other fields change or the text is written as it is', async () => {
      const { side, otherClient } = contract.harness();
      const html = '<html><body><p>Rich <i>text</i></p></body></html>';
      const id = await otherClient.create(sample(contract.harness(), { html, text: 'Rich text' }));
      const before = await readOne(side, id);
      const moved = await change(side, before, { subject: 'Renamed', location: 'Elsewhere' });
      expect(moved.entry.html).toBe(before.entry.html);
      const same = await change(side, moved, { text: moved.entry.text });
      expect(same.entry.html).toBe(before.entry.html);
      if (holds(side, 'html')) expect(String(same.entry.html)).toContain('<i>text</i>');
    });

    it('keeps the markup of the lines that a changed text leaves as they are', async () => {
      const { side, otherClient } = contract.harness();
      const html = `<html><body>${PARAGRAPHS.join('')}</body></html>`;
      const text = 'Rich text\nto read\nand see <https://a.example/plan>';
      const id = await otherClient.create(sample(contract.harness(), { html, text }));
      const before = await readOne(side, id);
      const edited = before.entry.text.replace('to read', 'to write\nand keep');
      const after = await change(side, before, { text: edited });
      expect(after.entry.text).toBe(edited);
      expect(await readOne(side, id)).toEqual(after);
      expect(after.remarks ?? []).toEqual([]);
      expectMarkup(contract, after.entry.html);
    });

    it('keeps our key when it changes an entry', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      expect((await change(side, made, { subject: 'Renamed', text: 'New' })).key).toBe(made.key);
    });
  });
}

/** An entry with something in every field, as another client fills it. */
function full(contract: Contract): CalendarEntry {
  const { participants } = otherValues(contract.harness());
  return sample(contract.harness(), {
    participants: participants.slice(0, 1),
    categories: ['Red category'],
    reminder: 10,
  });
}

/** The lines that were not edited are there to the letter, unless the side declares otherwise. */
function expectMarkup({ harness, traits }: Contract, html: string | null): void {
  if (!holds(harness().side, 'html') || traits.editedBody === 'becomesText') {
    expect(html).toBeNull();
    return;
  }
  expect(html).toContain(PARAGRAPHS[0]);
  expect(html).toContain(PARAGRAPHS[2]);
}

function rest(entry: CalendarEntry, name: FieldName): Partial<CalendarEntry> {
  const left: Partial<Record<FieldName, unknown>> = { ...entry };
  for (const moved of [name, ...(COMPANIONS[name] ?? [])]) delete left[moved];
  return left as Partial<CalendarEntry>;
}

function expectWritten(
  contract: Contract,
  name: FieldName,
  before: CalendarEntry,
  after: CalendarEntry,
): void {
  const { side } = contract.harness();
  const isFixed = name === 'isPrivate' && contract.traits.privacy === 'fixedAtCreation';
  if (!holds(side, name) || isFixed) {
    expect(after[name]).toEqual(before[name]);
    return;
  }
  const wanted = otherValues(contract.harness())[name];
  if (name === 'html') expect(String(after.html)).toContain('<b>figures</b>');
  else if (name === 'participants')
    expect(after.participants.map((one) => one.address)).toEqual(
      otherValues(contract.harness()).participants.map((one) => one.address),
    );
  else if (name === 'time')
    expect([after.time.start, after.time.end]).toEqual([
      otherValues(contract.harness()).time.start,
      otherValues(contract.harness()).time.end,
    ]);
  else expect(after[name]).toEqual(wanted);
}
