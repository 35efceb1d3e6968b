import { describe, expect, it } from 'vitest';
import { ARRIVAL_BOUNDS, arrivalQuantile, countArrival, noArrivals } from './arrival-times.ts';

function countsOf(millis: readonly number[]): number[] {
  const counts = noArrivals();
  for (const one of millis) countArrival(counts, one);
  return counts;
}

describe('arrival times as counts between bounds', () => {
  it('count a time that equals a bound below it', () => {
    expect(countsOf([250, 251, 10_000_000]).map((count, index) => [index, count])).toEqual(
      expect.arrayContaining([
        [0, 1],
        [1, 1],
        [ARRIVAL_BOUNDS.length, 1],
      ]),
    );
  });

  it('know no quantile of nothing', () => {
    expect(arrivalQuantile(noArrivals(), 0.5, 0)).toBeNull();
  });

  it('reckon the median between the bounds it lies in', () => {
    expect(arrivalQuantile(countsOf([1_500, 1_500, 1_500, 1_500]), 0.5, 2_000)).toBe(1_500);
  });

  it('never tell a time longer than the slowest', () => {
    expect(arrivalQuantile(countsOf([5_200]), 0.95, 5_200)).toBeLessThanOrEqual(5_200);
    expect(arrivalQuantile(countsOf([7_200_000]), 1, 7_200_000)).toBe(7_200_000);
  });

  it('find the slow few at the high end', () => {
    const counts = countsOf([
      ...Array.from({ length: 95 }, () => 800),
      ...Array.from({ length: 5 }, () => 50_000),
    ]);
    expect(arrivalQuantile(counts, 0.5, 50_000)).toBeLessThan(1_000);
    expect(arrivalQuantile(counts, 0.99, 50_000)).toBeGreaterThan(30_000);
  });
});
