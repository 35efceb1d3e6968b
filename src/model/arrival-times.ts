/**
 * How long entries took from their change to their arrival, kept as counts between bounds: so many minutes of
 * any number of entries take a few numbers, and counts of several minutes simply add up.
 */

/** Upper bounds in milliseconds; slower ones are counted behind the last. */
export const ARRIVAL_BOUNDS: readonly number[] = [
  250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 900_000, 1_800_000,
  3_600_000,
];

/** Counts for no arrivals at all: one for each bound, and one beyond the last. */
export function noArrivals(): number[] {
  return new Array<number>(ARRIVAL_BOUNDS.length + 1).fill(0);
}

/** Counts one arrival of so many milliseconds. */
export function countArrival(counts: number[], millis: number): void {
  const found = ARRIVAL_BOUNDS.findIndex((bound) => millis <= bound);
  const index = found === -1 ? ARRIVAL_BOUNDS.length : found;
  counts[index] = (counts[index] ?? 0) + 1;
}

/**
 * The time in milliseconds within which the share `quantile` (0 to 1) arrived, reckoned evenly between two
 * bounds; never more than the slowest that was seen. Null where nothing arrived.
 */
export function arrivalQuantile(
  counts: readonly number[],
  quantile: number,
  slowestMillis: number,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = quantile * total;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (count === 0 || below + count < wanted) {
      below += count;
      continue;
    }
    const from = index === 0 ? 0 : (ARRIVAL_BOUNDS[index - 1] ?? 0);
    const to = Math.min(ARRIVAL_BOUNDS[index] ?? slowestMillis, Math.max(slowestMillis, from));
    return Math.round(from + ((to - from) * (wanted - below)) / count);
  }
  return slowestMillis;
}
