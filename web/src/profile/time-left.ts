import type { RunView } from '../api/contract.ts';

/** Before this share is done, an estimate would only be a guess. */
const ENOUGH_DONE = 0.02;

/**
 * Seconds until a run is likely to be done, from the pace it has kept so far; null where that cannot be
 * told yet. `now` in milliseconds since 1970.
 */
export function secondsLeft(run: RunView, now: number): number | null {
  if (run.startedAt === null || run.total === null || run.total === 0) return null;
  const share = run.done / run.total;
  if (share < ENOUGH_DONE) return null;
  const elapsed = Math.max(0, now - Date.parse(run.startedAt)) / 1000;
  return Math.round((elapsed / share) * (1 - share));
}
