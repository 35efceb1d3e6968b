/**
 * The contract suite that every side runs (`src/sides/side.ts` states the invariants).
 *
 * A side's own test file calls `describeSide` with a function that makes a fresh, empty calendar; what the
 * side's server cannot do is declared in `traits`, `side.cannotHold` and the field table, and then the
 * suite checks that it behaves as declared.
 */
import { afterEach, beforeEach, describe } from 'vitest';
import { describeBatches } from './side-batches.ts';
import { describeFields } from './side-fields.ts';
import { type ContractOptions, DEFAULT_TRAITS, type SideHarness } from './side-harness.ts';
import { describeMeetings } from './side-meetings.ts';
import { describePatches } from './side-patches.ts';
import { describeReading } from './side-reading.ts';
import { describeSeries } from './side-series.ts';
import { describeWriting } from './side-writing.ts';

export type { ContractOptions, SideHarness, SideTraits } from './side-harness.ts';

/** Describes and checks one side; `makeHarness` is called before each test and closed after it. */
export function describeSide(
  name: string,
  makeHarness: () => Promise<SideHarness>,
  options: ContractOptions = {},
): void {
  describe(`the ${name} side`, () => {
    let current: SideHarness | null = null;
    beforeEach(async () => {
      current = await makeHarness();
    });
    afterEach(async () => {
      await current?.close();
      current = null;
    });
    const contract = {
      harness: () => {
        if (!current) throw new Error('the harness is only there while a test runs');
        return current;
      },
      traits: { ...DEFAULT_TRAITS, ...options.traits },
      manyEntries: options.manyEntries ?? 520,
    };
    describeReading(contract);
    describeWriting(contract);
    describeBatches(contract);
    describeFields(contract);
    describePatches(contract);
    describeSeries(contract);
    describeMeetings(contract);
  });
}
