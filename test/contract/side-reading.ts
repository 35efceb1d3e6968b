import { describe, expect, it } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import { type Contract, change, make, readAll, readOne, unhurried, WINDOW } from './side-harness.ts';
import { sample } from './side-samples.ts';

/** What a side tells: changes, deletions, cursors and pages. */
export function describeReading(contract: Contract): void {
  describe('tells changes', () => {
    it('tells nothing of an empty calendar and gives a cursor all the same', async () => {
      const { side } = contract.harness();
      const told = await readAll(side, null);
      expect(told.entries.size).toBe(0);
      expect((await readAll(side, told.cursor)).entries.size).toBe(0);
    });

    it('tells what another client made before the first reading', async () => {
      const { side, otherClient } = contract.harness();
      const id = await otherClient.create(sample(contract.harness()));
      const told = await readAll(side, null);
      expect([...told.entries.keys()]).toEqual([id]);
      expect(told.entries.get(id)?.entry.subject).toBe('Budget review');
    });

    it('tells an entry that another client made, changed and deleted, each once', async () => {
      const { side, otherClient } = contract.harness();
      const start = await readAll(side, null);
      const id = await otherClient.create(sample(contract.harness()));
      const made = await readAll(side, start.cursor);
      expect([...made.entries.keys()]).toEqual([id]);

      await otherClient.update(id, { subject: 'Moved' });
      const changed = await readAll(side, made.cursor);
      expect(changed.entries.get(id)?.entry.subject).toBe('Moved');
      expect(changed.entries.get(id)?.version).not.toBe(made.entries.get(id)?.version);

      await otherClient.delete(id);
      const gone = await readAll(side, changed.cursor);
      expect(gone.deleted).toEqual([id]);
      expect(gone.entries.size).toBe(0);

      const after = await readAll(side, gone.cursor);
      expect(after.deleted).toEqual([]);
      expect(after.entries.size).toBe(0);
    });

    it('tells the same version again where nothing changed, so that an echo is recognised', async () => {
      const { side } = contract.harness();
      const start = await readAll(side, null);
      const made = await make(side, sample(contract.harness()));
      const told = (await readAll(side, start.cursor)).entries.get(made.id);
      if (told) expect(told.version).toBe(made.version);
      expect((await readOne(side, made.id)).version).toBe(made.version);
    });

    it('tells the changes of its own writes no differently from what the writes returned', async () => {
      const { side } = contract.harness();
      const made = await make(side, sample(contract.harness()));
      const changed = await change(side, made, { subject: 'Ours' });
      const told = (await readAll(side, null)).entries.get(made.id);
      expect(told).toEqual(changed);
    });

    it('tells no entry as changed and deleted at once', async () => {
      const { side, otherClient } = contract.harness();
      const start = await readAll(side, null);
      const id = await otherClient.create(sample(contract.harness()));
      await otherClient.delete(id);
      const told = await readAll(side, start.cursor);
      expect(told.entries.has(id)).toBe(false);
    });

    it('answers a lost cursor with resync, and everything again from the beginning', async () => {
      const { side, otherClient, loseCursor } = contract.harness();
      const id = await otherClient.create(sample(contract.harness()));
      const { cursor } = await readAll(side, null);
      await loseCursor();
      const failure = await readAll(side, cursor).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SideError);
      expect((failure as SideError).details.kind).toBe('resync');
      expect([...(await readAll(side, null)).entries.keys()]).toEqual([id]);
    });

    it('answers a cursor that it never gave with resync', async () => {
      const { side } = contract.harness();
      const failure = await readAll(side, 'not a cursor of ours').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SideError);
      expect((failure as SideError).details.kind).toBe('resync');
    });
  });

  describePages(contract);
  describeReads(contract);
}

function describePages(contract: Contract): void {
  describe('tells a large calendar in pages', () => {
    it(`tells ${contract.manyEntries} entries once each, and goes on from the cursor of any page`, async () => {
      const { side, otherClient } = contract.harness();
      const ids = new Set<string>();
      for (let n = 0; n < contract.manyEntries; n += 1)
        ids.add(await otherClient.create(sample(contract.harness(), { subject: `Entry ${n}` })));

      const seen: string[] = [];
      let cursor: string | null = null;
      // Reading breaks off after the first page, as when the process dies, and starts anew from its cursor.
      for await (const page of side.changes(null, WINDOW, unhurried())) {
        seen.push(...page.entries.map((entry) => entry.id));
        cursor = page.cursor;
        break;
      }
      const rest = await readAll(side, cursor);
      seen.push(...rest.entries.keys());
      expect(seen).toHaveLength(contract.manyEntries);
      expect(new Set(seen)).toEqual(ids);
      expect((await readAll(side, rest.cursor)).entries.size).toBe(0);
    }, 120_000);

    it('leaves no change untold that happens while it is being read', async () => {
      const { side, otherClient } = contract.harness();
      const id = await otherClient.create(sample(contract.harness()));
      let cursor: string | null = null;
      const versions: string[] = [];
      for await (const page of side.changes(null, WINDOW, unhurried())) {
        versions.push(...page.entries.filter((entry) => entry.id === id).map((entry) => entry.entry.subject));
        if (cursor === null) await otherClient.update(id, { subject: 'Changed meanwhile' });
        cursor = page.cursor;
      }
      const later = await readAll(side, cursor);
      versions.push(...[...later.entries.values()].map((entry) => entry.entry.subject));
      expect(versions.at(-1)).toBe('Changed meanwhile');
    });
  });
}

function describeReads(contract: Contract): void {
  describe('reads entries by id', () => {
    it('answers entries as they stand now and leaves out what is gone', async () => {
      const { side, otherClient } = contract.harness();
      const stays = await otherClient.create(sample(contract.harness(), { subject: 'Stays' }));
      const goes = await otherClient.create(sample(contract.harness(), { subject: 'Goes' }));
      await otherClient.update(stays, { subject: 'Stays, changed' });
      await otherClient.delete(goes);
      const read = await side.read([stays, goes], unhurried());
      expect([...read.keys()]).toEqual([stays]);
      expect(read.get(stays)?.entry.subject).toBe('Stays, changed');
    });

    it('answers nothing to a question about nothing', async () => {
      const { side } = contract.harness();
      expect((await side.read([], unhurried())).size).toBe(0);
      expect((await side.findByKeys([], unhurried())).size).toBe(0);
    });

    it('heeds a signal that says stop', async () => {
      const { side } = contract.harness();
      const stopped = AbortSignal.abort(new Error('stopped by the test'));
      await expect(side.read(['any'], stopped)).rejects.toThrow();
      await expect(side.findByKeys([crypto.randomUUID()], stopped)).rejects.toThrow();
      const reading = async () => {
        for await (const page of side.changes(null, WINDOW, stopped)) expect(page).toBeUndefined();
      };
      await expect(reading()).rejects.toThrow();
    });
  });
}
