import { describe, expect, it } from 'vitest';
import { type Contract, done, kindOf, make, unhurried } from './side-harness.ts';
import { sample, timed } from './side-samples.ts';

/** What a side does with a batch: every item by itself, outcomes in the order of the requests. */
export function describeBatches(contract: Contract): void {
  describe('works through batches', () => {
    it('makes the good entries of a batch around one that is refused', async () => {
      const { side, otherClient } = contract.harness();
      const backwards = timed('2026-12-01T09:00:00.000Z', '2026-12-01T08:00:00.000Z');
      const entries = [
        sample(contract.harness(), { subject: 'First' }),
        sample(contract.harness(), { subject: 'Ends before it starts', time: backwards }),
        sample(contract.harness(), { subject: 'Third' }),
      ];
      const requests = entries.map((entry) => ({ key: crypto.randomUUID(), entry }));
      const outcomes = await side.create(requests, unhurried());
      expect(outcomes.map(kindOf)).toEqual(['done', 'entry', 'done']);
      expect([done(outcomes[0]).entry.subject, done(outcomes[2]).entry.subject]).toEqual(['First', 'Third']);
      expect([done(outcomes[0]).key, done(outcomes[2]).key]).toEqual([requests[0]?.key, requests[2]?.key]);
      expect((await otherClient.list()).map((one) => one.entry.subject).sort()).toEqual(['First', 'Third']);
    });

    it('says in words why an entry was refused', async () => {
      const { side } = contract.harness();
      const backwards = timed('2026-12-01T09:00:00.000Z', '2026-12-01T08:00:00.000Z');
      const entry = sample(contract.harness(), { time: backwards });
      const [outcome] = await side.create([{ key: crypto.randomUUID(), entry }], unhurried());
      if (outcome?.ok !== false) throw new Error('an entry that ends before it starts was taken');
      expect(outcome.error.source).toBe(side.name);
      for (const words of [outcome.error.code, outcome.error.words, outcome.error.advice])
        expect(words).not.toBe('');
    });

    it('updates the good entries of a batch around one that is stale and one that is gone', async () => {
      const { side, otherClient } = contract.harness();
      const made = [];
      for (const subject of ['One', 'Stale', 'Gone', 'Four'])
        made.push(await make(side, sample(contract.harness(), { subject })));
      await otherClient.update(made[1]?.id ?? '', { location: 'Theirs' });
      await otherClient.delete(made[2]?.id ?? '');
      const requests = made.map(({ id, version }, n) => ({ id, version, patch: { subject: `New ${n}` } }));
      const outcomes = await side.update(requests, unhurried());
      expect(outcomes.map(kindOf)).toEqual(['done', 'stale', 'gone', 'done']);
      expect(done(outcomes[3]).id).toBe(made[3]?.id);
      const subjects = (await otherClient.list()).map((one) => one.entry.subject);
      expect(subjects.sort()).toEqual(['New 0', 'New 3', 'Stale']);
    });

    it('deletes the good entries of a batch around one that is stale', async () => {
      const { side, otherClient } = contract.harness();
      const made = [];
      for (const subject of ['One', 'Stale', 'Three'])
        made.push(await make(side, sample(contract.harness(), { subject })));
      await otherClient.update(made[1]?.id ?? '', { location: 'Theirs' });
      const requests = made.map(({ id, version }) => ({ id, version }));
      const outcomes = await side.delete(requests, unhurried());
      expect(outcomes.map(kindOf)).toEqual(['done', 'stale', 'done']);
      expect((await otherClient.list()).map((one) => one.entry.subject)).toEqual(['Stale']);
    });

    it('takes a batch of its own full size, and an empty one', async () => {
      const { side, otherClient } = contract.harness();
      const requests = Array.from({ length: side.writeBatch }, (_, n) => ({
        key: crypto.randomUUID(),
        entry: sample(contract.harness(), { subject: `Entry ${n}` }),
      }));
      const outcomes = await side.create(requests, unhurried());
      expect(outcomes.map((outcome) => done(outcome).entry.subject)).toEqual(
        requests.map((request) => request.entry.subject),
      );
      expect(await otherClient.list()).toHaveLength(side.writeBatch);
      expect(await side.create([], unhurried())).toEqual([]);
      expect(await side.update([], unhurried())).toEqual([]);
      expect(await side.delete([], unhurried())).toEqual([]);
    });
  });
}
