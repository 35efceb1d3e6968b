import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberRanges } from './number-ranges.ts';

test('it holds what a set would hold, in ranges that never touch', () => {
  const step = fc.record({ add: fc.boolean(), number: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const ranges = new NumberRanges();
      const set = new Set<number>();
      for (const { add, number } of steps) {
        if (add) ranges.add(number);
        else ranges.delete(number);
        if (add) set.add(number);
        else set.delete(number);
      }
      for (let number = 0; number <= 31; number += 1) expect(ranges.has(number)).toBe(set.has(number));
      const bounds = ranges.ranges;
      bounds.slice(1).forEach(([first], index) => {
        expect(first).toBeGreaterThan((bounds[index]?.[1] ?? 0) + 1);
      });
    }),
  );
});

test('ten thousand numbers in a row are one range', () => {
  const ranges = new NumberRanges();
  for (let number = 1; number <= 10_000; number += 1) ranges.add(number);
  expect(ranges.ranges).toEqual([[1, 10_000]]);
});
