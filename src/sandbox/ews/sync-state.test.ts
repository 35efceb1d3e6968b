import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberRanges } from './number-ranges.ts';
import { readSyncState, writeSyncState } from './sync-state.ts';

test('a state can be read back as it was written', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(numbers, fc.nat(), (known, sequence) => {
      const ranges = new NumberRanges();
      for (const number of known) ranges.add(number);
      const state = { mailbox: 'm', replica: 'r', folder: 3, sequence, known: ranges };
      const read = readSyncState(writeSyncState(state));
      expect(read?.sequence).toBe(sequence);
      expect(read?.known.ranges).toEqual(ranges.ranges);
    }),
  );
});

test('a state that was altered anywhere is not accepted', () => {
  const text = writeSyncState({
    mailbox: 'm',
    replica: 'r',
    folder: 3,
    sequence: 9,
    known: new NumberRanges([[1, 9]]),
  });
  for (let at = 0; at < text.length - 2; at += 1) {
    const other = text[at] === 'A' ? 'B' : 'A';
    expect(readSyncState(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
  }
  expect(readSyncState('')).toBeNull();
});
