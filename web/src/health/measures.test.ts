import { describe, expect, it } from 'vitest';
import type { HealthPoint } from '../api/contract.ts';
import { CHARTS, isKnown, shown } from './measures.ts';

const nothing = {
  at: '2026-12-01T09:00:00.000Z',
  runs: 0,
  toMailbox: 0,
  toActivities: 0,
  arrivalMedian: null,
  arrival95: null,
  queueWaiting: null,
} as unknown as HealthPoint;

describe('what is measured', () => {
  it('is shown in seconds where it came in milliseconds', () => {
    expect(shown({ ...nothing, arrivalMedian: 1500 }, 'arrivalMedian')).toBe(1.5);
    expect(shown({ ...nothing, queueOldestSeconds: 90 }, 'queueOldestSeconds')).toBe(90);
    expect(shown(nothing, 'arrivalMedian')).toBeNull();
  });

  it('is unknown where nobody looked and nothing happened', () => {
    for (const chart of CHARTS) expect(isKnown([nothing], chart)).toBe(false);
    const [latency, throughput] = CHARTS;
    if (!latency || !throughput) throw new Error('no charts');
    expect(isKnown([nothing, { ...nothing, arrival95: 10 }], latency)).toBe(true);
    expect(isKnown([nothing, { ...nothing, toMailbox: 1 }], throughput)).toBe(true);
  });
});
