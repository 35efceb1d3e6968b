import { describe, expect, it } from 'vitest';
import type { RunCounts, RunView } from '../api/contract.ts';
import { secondsLeft } from './time-left.ts';

const START = Date.parse('2026-11-24T10:00:00Z');
const run = (done: number, total: number | null): RunView => ({
  id: '00000000-0000-4000-8000-000000000000',
  trigger: 'switchedOn',
  state: 'running',
  startedAt: new Date(START).toISOString(),
  endedAt: null,
  done,
  total,
  counts: {} as RunCounts,
  error: null,
});

describe('the time left of a run', () => {
  it('follows the pace so far', () => {
    expect(secondsLeft(run(500, 2000), START + 10_000)).toBe(30);
    expect(secondsLeft(run(2000, 2000), START + 40_000)).toBe(0);
  });

  it('is not guessed before anything is known', () => {
    expect(secondsLeft(run(0, 2000), START + 10_000)).toBeNull();
    expect(secondsLeft(run(10, null), START + 10_000)).toBeNull();
    expect(secondsLeft(run(0, 0), START + 10_000)).toBeNull();
  });

  it('is never below zero when the clocks differ', () => {
    expect(secondsLeft(run(500, 2000), START - 5_000)).toBe(0);
  });
});
