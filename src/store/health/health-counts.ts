import { countArrival, noArrivals } from '../../model/arrival-times.ts';
import type { ErrorDetails } from '../../model/problem.ts';
import type { RunCounts } from '../../model/run-counts.ts';

/** What the runs of one company in one minute come to. */
export interface HealthCounts {
  runs: number;
  failedRuns: number;
  throttledRuns: number;
  throttledMillis: number;
  toMailbox: number;
  toActivities: number;
  arrivals: number[];
  slowestMillis: number;
  /** By source and code. */
  readonly failures: Map<string, FailureCount>;
}

export interface FailureCount {
  readonly source: string;
  readonly code: string;
  readonly advice: string;
  failures: number;
}

export interface CountedRun {
  readonly counts: RunCounts;
  readonly arrivals: readonly number[];
  /** Why it failed; null when it did not. */
  readonly error: ErrorDetails | null;
}

export function noHealthCounts(): HealthCounts {
  const runs = { runs: 0, failedRuns: 0, throttledRuns: 0, throttledMillis: 0 };
  const entries = { toMailbox: 0, toActivities: 0, arrivals: noArrivals(), slowestMillis: 0 };
  return { ...runs, ...entries, failures: new Map() };
}

export function addRun(health: HealthCounts, { counts, arrivals, error }: CountedRun): void {
  health.runs++;
  health.toMailbox += counts.createdInMailbox + counts.changedInMailbox + counts.deletedFromMailbox;
  health.toActivities += counts.createdActivities + counts.changedActivities + counts.deletedActivities;
  for (const arrival of arrivals) {
    // A wrong clock can let an entry arrive before it was changed.
    const millis = Math.max(0, Math.round(arrival));
    countArrival(health.arrivals, millis);
    health.slowestMillis = Math.max(health.slowestMillis, millis);
  }
  if (error) addFailure(health, error);
}

function addFailure(health: HealthCounts, { source, code, advice, retryAfter }: ErrorDetails): void {
  health.failedRuns++;
  if (retryAfter !== null) {
    health.throttledRuns++;
    health.throttledMillis += retryAfter;
  }
  const key = `${source} ${code}`;
  const known = health.failures.get(key) ?? { source, code, advice, failures: 0 };
  known.failures++;
  health.failures.set(key, known);
}

/** Adds what another minute, or another company, came to. */
export function addHealth(health: HealthCounts, other: HealthCounts): void {
  for (const name of ADDITIVE) health[name] += other[name];
  health.arrivals = health.arrivals.map((count, index) => count + (other.arrivals[index] ?? 0));
  health.slowestMillis = Math.max(health.slowestMillis, other.slowestMillis);
  for (const [key, failure] of other.failures) {
    const known = health.failures.get(key);
    if (known) known.failures += failure.failures;
    else health.failures.set(key, { ...failure });
  }
}

const ADDITIVE = [
  'runs',
  'failedRuns',
  'throttledRuns',
  'throttledMillis',
  'toMailbox',
  'toActivities',
] as const;
