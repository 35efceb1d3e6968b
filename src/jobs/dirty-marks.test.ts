import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DirtyMarks } from './dirty-marks.ts';

const onni = { organizationId: 'o', userId: 'onni' };
const helmi = { organizationId: 'o', userId: 'helmi' };

let runs: string[];
let marks: DirtyMarks;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  runs = [];
  marks = new DirtyMarks({
    gather: 100,
    burst: 3,
    apart: 2_000,
    enqueue: ({ userId }) => void runs.push(userId),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

it('many words of one moment lead to one run for each mailbox', () => {
  for (let n = 0; n < 20; n++) marks.mark(onni);
  marks.mark(helmi);
  vi.advanceTimersByTime(100);
  expect(runs).toEqual(['onni', 'helmi']);
});

it('a mailbox that is touched all the time is run a few times at once, then ever so often, and after the last word', () => {
  for (let millis = 0; millis < 60_000; millis += 20) {
    marks.mark(onni);
    vi.advanceTimersByTime(20);
    if (millis === 1_000) expect(runs.length).toBe(3);
  }
  expect(runs.length).toBeGreaterThan(25);
  expect(runs.length).toBeLessThanOrEqual(3 + 30);
  const before = runs.length;
  marks.mark(onni);
  vi.advanceTimersByTime(60_000);
  expect(runs.length).toBe(before + 1);
});

it('a word after a quiet time waits for nothing but its companions', () => {
  marks.mark(onni);
  vi.advanceTimersByTime(100);
  vi.advanceTimersByTime(60_000);
  marks.mark(onni);
  vi.advanceTimersByTime(100);
  expect(runs).toEqual(['onni', 'onni']);
});

it('nothing is run after the end', () => {
  marks.mark(onni);
  marks.stop();
  vi.advanceTimersByTime(10_000);
  expect(runs).toEqual([]);
});
