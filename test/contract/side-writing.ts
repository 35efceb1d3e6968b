import { describe, expect, it } from 'vitest';
import { type Contract, change, done, kindOf, make, readAll, readOne, unhurried } from './side-harness.ts';
import { sample } from './side-samples.ts';

/** What a side does with one write: creates, updates, deletions, and the guard against lost updates. */
export function describeWriting(contract: Contract): void {
  describe('writes', () => {
    it('returns from a create what a following read returns', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      expect(await readOne(side, made.id)).toEqual(made);
    });

    it('returns from an update what a following read returns, under a new version', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const changed = await change(side, made, { subject: 'Changed', location: 'Elsewhere' });
      expect(changed.id).toBe(made.id);
      expect(changed.version).not.toBe(made.version);
      expect(await readOne(side, made.id)).toEqual(changed);
    });

    it('makes an entry that other clients see', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const seen = await otherClient.list();
      expect(seen.map((one) => [one.id, one.entry.subject])).toEqual([[made.id, 'Budget review']]);
    });

    it('takes a deleted entry out of the calendar and tells it once', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const before = await readAll(side, null);
      done((await side.delete([{ id: made.id, version: made.version }], unhurried()))[0]);
      expect(await otherClient.list()).toEqual([]);
      const told = await readAll(side, before.cursor);
      expect(told.deleted).toEqual([made.id]);
      expect((await readAll(side, told.cursor)).deleted).toEqual([]);
    });

    it('does nothing at all for a signal that says stop', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const stopped = AbortSignal.abort(new Error('stopped by the test'));
      const { id, version } = made;
      const request = { key: crypto.randomUUID(), entry: sample(contract.harness()) };
      await expect(side.create([request], stopped)).rejects.toThrow();
      await expect(side.update([{ id, version, patch: { subject: 'No' } }], stopped)).rejects.toThrow();
      await expect(side.delete([{ id, version }], stopped)).rejects.toThrow();
      expect((await otherClient.list()).map((one) => one.entry.subject)).toEqual(['Budget review']);
    });
  });

  describeKeys(contract);
  describeGuard(contract);
}

function describeKeys(contract: Contract): void {
  describe('recognises what it made', () => {
    it('finds by its key an entry whose answer never came, and no other', async () => {
      const { side, otherClient } = contract.harness();
      await otherClient.create(sample(contract.harness(), { subject: 'Not ours' }));
      const key = crypto.randomUUID();
      const made = await make(side, sample(contract.harness()), key);
      const found = await side.findByKeys([crypto.randomUUID(), key], unhurried());
      expect([...found.keys()]).toEqual([key]);
      expect(found.get(key)).toEqual(made);
      expect(made.key).toBe(key);
    });

    it('still finds it by its key after another client changed everything else', async () => {
      const { side, otherClient } = contract.harness();
      const key = crypto.randomUUID();
      const made = await make(side, sample(contract.harness()), key);
      await otherClient.update(made.id, { subject: 'Renamed', location: 'Moved' });
      expect((await side.findByKeys([key], unhurried())).get(key)?.id).toBe(made.id);
    });

    it('does not find by its key what has been deleted', async () => {
      const { side, otherClient } = contract.harness();
      const key = crypto.randomUUID();
      const made = await make(side, sample(contract.harness()), key);
      await otherClient.delete(made.id);
      expect((await side.findByKeys([key], unhurried())).size).toBe(0);
    });

    it(
      contract.traits.repeatedCreate === 'answersTheFirst'
        ? 'answers the first entry to a create that is repeated with its key'
        : 'finds one entry by its key even where its create was repeated',
      async () => {
        const { side, otherClient } = contract.harness();
        const key = crypto.randomUUID();
        const first = await make(side, sample(contract.harness()), key);
        const second = await make(side, sample(contract.harness()), key);
        const seen = await otherClient.list();
        if (contract.traits.repeatedCreate === 'answersTheFirst') {
          expect(second.id).toBe(first.id);
          expect(seen).toHaveLength(1);
        }
        const found = (await side.findByKeys([key], unhurried())).get(key);
        expect([first.id, second.id]).toContain(found?.id);
      },
    );
  });
}

function describeGuard(contract: Contract): void {
  describe('never overwrites what it has not seen', () => {
    it('refuses an update with an old version as stale and changes nothing', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      await otherClient.update(made.id, { subject: 'Theirs' });
      const request = { id: made.id, version: made.version, patch: { subject: 'Ours', location: 'Ours' } };
      expect(kindOf((await side.update([request], unhurried()))[0])).toBe('stale');
      const stands = await readOne(side, made.id);
      expect([stands.entry.subject, stands.entry.location]).toEqual(['Theirs', 'Room 4']);
    });

    it('refuses a deletion with an old version as stale and deletes nothing', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      await otherClient.update(made.id, { subject: 'Theirs' });
      expect(kindOf((await side.delete([{ id: made.id, version: made.version }], unhurried()))[0])).toBe(
        'stale',
      );
      expect(await otherClient.list()).toHaveLength(1);
    });

    it('deletes whatever stands there where no version is named', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      await otherClient.update(made.id, { subject: 'Theirs' });
      done((await side.delete([{ id: made.id, version: null }], unhurried()))[0]);
      expect(await otherClient.list()).toEqual([]);
    });

    it('answers gone to an update, and done to a deletion, of what no longer stands', async () => {
      const { side, otherClient } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      await otherClient.delete(made.id);
      const { id, version } = made;
      expect(kindOf((await side.update([{ id, version, patch: { subject: 'x' } }], unhurried()))[0])).toBe(
        'gone',
      );
      expect(kindOf((await side.delete([{ id, version }], unhurried()))[0])).toBe('done');
    });
  });
}
