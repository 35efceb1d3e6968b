import type { Parameters } from 'fast-check';

/**
 * How a property runs. The seed is new each time and printed when a property fails; `TAHTI_SEED` repeats
 * it, and `TAHTI_RUNS` multiplies the number of runs.
 */
export function settings<T>(runs: number): Parameters<T> {
  const seed = process.env.TAHTI_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.TAHTI_SEED);
  return { seed, numRuns: runs * Number(process.env.TAHTI_RUNS ?? 1) };
}
