import { describe, expect, it } from 'vitest';
import { type Contract, DEFAULT_TRAITS, holds, make, readOne, type SideHarness } from './side-harness.ts';
import { people, sample, TEXTS, TIMES } from './side-samples.ts';

const BUSY = DEFAULT_TRAITS.busyWords;

/** Every field of the table, there and back: written by the side, and read from another client. */
export function describeFields(contract: Contract): void {
  describeTimes(contract);
  describeWords(contract);
  describeChoices(contract);
  describeCarried(contract);
}

function describeTimes(contract: Contract): void {
  describe('keeps times', () => {
    for (const { what, time } of TIMES) {
      it(`keeps an entry ${what}`, async () => {
        const harness = contract.harness();
        const made = await make(harness.side, sample(harness, { time }));
        const fromOutside = await harness.otherClient.create(sample(harness, { time, subject: 'Theirs' }));
        for (const id of [made.id, fromOutside]) {
          const read = (await readOne(harness.side, id)).entry.time;
          expect([read.kind, read.start, read.end]).toEqual([time.kind, time.start, time.end]);
          if (contract.traits.zones === 'kept') expect(sameClock(read, time)).toBe(true);
        }
      });
    }
  });
}

/** Zone names have aliases (Kyiv, Kiev), so zones are compared by what their clocks show at the start. */
function sameClock(one: { kind: string; start: string; zone?: string }, other: typeof one): boolean {
  if (one.kind === 'allDay' || other.kind === 'allDay') return one.kind === other.kind;
  const shown = (zone: string | undefined) =>
    new Date(other.start).toLocaleString('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  return shown(one.zone) === shown(other.zone);
}

function describeWords(contract: Contract): void {
  describe('keeps words', () => {
    for (const { what, text } of TEXTS) {
      it(`keeps ${what} in subject, location and text`, async () => {
        const { side, otherClient } = contract.harness();
        const entry = sample(contract.harness(), {
          subject: text,
          location: text,
          text: `${text}\n\n${text}`,
        });
        for (const id of [(await make(side, entry)).id, await otherClient.create(entry)]) {
          const read = (await readOne(side, id)).entry;
          expect([read.subject, read.location, read.text]).toEqual([
            entry.subject,
            entry.location,
            entry.text,
          ]);
        }
      });
    }

    it('keeps empty location and text empty', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness(), { location: '', text: '' }));
      expect([made.entry.location, made.entry.text]).toEqual(['', '']);
    });

    it('takes an entry without a subject, from us and from another client', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness(), { subject: '' }));
      expect(await readOne(side, made.id)).toEqual(made);
      const id = await otherClient.create(sample(contract.harness(), { subject: '' }));
      expect(typeof (await readOne(side, id)).entry.subject).toBe('string');
    });

    it('answers line ends in the one normalised form', async () => {
      const { side, otherClient } = contract.harness();
      const entry = sample(contract.harness(), { text: 'One\r\nTwo\rThree\n\nFive  \r\n' });
      for (const id of [(await make(side, entry)).id, await otherClient.create(entry)])
        expect((await readOne(side, id)).entry.text.split('\n')).toEqual(['One', 'Two', 'Three', '', 'Five']);
    });

    it('keeps a long subject, and cuts one that is too long rather than refuse it', async () => {
      const { side } = contract.harness();
      const longest = 'S'.repeat(contract.traits.subjectLength);
      expect((await make(side, sample(contract.harness(), { subject: longest }))).entry.subject).toBe(
        longest,
      );
      const tooLong = 'T'.repeat(3000);
      const made = await make(side, sample(contract.harness(), { subject: tooLong }));
      expect(tooLong.startsWith(made.entry.subject)).toBe(true);
      expect(await readOne(side, made.id)).toEqual(made);
    });

    it('keeps a text of many lines whole', async () => {
      const { side } = contract.harness();
      const text = Array.from({ length: 2000 }, (_, n) => `Line ${n} of the minutes`).join('\n');
      const made = await make(side, sample(contract.harness(), { text }));
      expect(made.entry.text).toBe(text);
    });

    it('takes a text with a control character that no document can carry', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness(), { text: 'before\u000b\u0000after' }));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is tested
      expect(made.entry.text.replace(/[\u0000-\u001f\ufffd\s]/g, '')).toBe('beforeafter');
      expect(await readOne(side, made.id)).toEqual(made);
    });
  });
}

function describeChoices(contract: Contract): void {
  describe('keeps choices', () => {
    for (const isPrivate of [true, false]) {
      it(`keeps an entry ${isPrivate ? 'private' : 'public'}`, async () => {
        const { side, otherClient } = contract.harness();
        const entry = sample(contract.harness(), { isPrivate });
        const expected = holds(side, 'isPrivate') ? isPrivate : false;
        expect((await make(side, entry)).entry.isPrivate).toBe(expected);
        expect((await readOne(side, await otherClient.create(entry))).entry.isPrivate).toBe(expected);
      });
    }

    for (const busy of BUSY) {
      it(`shows the time as ${busy}`, async () => {
        const { side, otherClient } = contract.harness();
        const entry = sample(contract.harness(), { busy });
        for (const id of [(await make(side, entry)).id, await otherClient.create(entry)]) {
          const read = (await readOne(side, id)).entry.busy;
          // A side that cannot hold it still answers one of the known values.
          if (holds(side, 'busy') && contract.traits.busyWords.includes(busy)) expect(read).toBe(busy);
          else expect(BUSY).toContain(read);
        }
      });
    }

    it('keeps participants, sorted by address', async () => {
      const { side } = contract.harness();
      const participants = people(contract.harness());
      const made = await make(side, sample(contract.harness(), { participants }));
      const kept = made.entry.participants.map((participant) => participant.address);
      const written = participants.map((participant) => participant.address);
      expect(kept).toEqual(holds(side, 'participants') ? written : []);
      expect(await readOne(side, made.id)).toEqual(made);
    });
  });
}

/** The value of a field where nobody can have put anything. */
const NOTHING = { html: null, activityType: null, categories: [], reminder: null } as const;

function carried({ types }: SideHarness) {
  return {
    html: '<html><body><p>Rich <i>text</i></p></body></html>',
    activityType: types?.open ?? null,
    categories: ['Blue category', 'Red category'],
    reminder: 15,
  };
}

function describeCarried(contract: Contract): void {
  describe('keeps what it alone can hold', () => {
    for (const name of ['html', 'activityType', 'categories', 'reminder'] as const) {
      it(`keeps ${name} where it can hold it, and answers nothing where it cannot`, async () => {
        const { side, otherClient } = contract.harness();
        const value = carried(contract.harness())[name];
        const id = await otherClient.create(sample(contract.harness(), { [name]: value }));
        const read = (await readOne(side, id)).entry[name];
        if (!holds(side, name)) expect(read).toEqual(NOTHING[name]);
        else if (name === 'html') expect(String(read)).toContain('<i>text</i>');
        else expect(read).toEqual(value);
      });
    }
  });
}
