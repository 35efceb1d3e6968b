import { expect, test } from 'vitest';
import type { RecognitionCounts } from '../api/contract.ts';
import { COUNT_GROUPS, recognised } from './recognised.ts';

const COUNTS: RecognitionCounts = {
  byId: 1,
  byMark: 2,
  byUid: 3,
  byLikeness: 4,
  changed: 5,
  outside: 6,
  gone: 7,
  undecided: 8,
  newActivities: 9,
  newInMailbox: 10,
  doubles: 11,
};

test('every count has its place in exactly one group', () => {
  expect(Object.values(COUNT_GROUPS).flat().sort()).toEqual(Object.keys(COUNTS).sort());
});

test('what differs is no further pair: it is among those that are recognised', () => {
  expect(recognised(COUNTS)).toBe(10);
});
