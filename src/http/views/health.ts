import { arrivalQuantile } from '../../model/arrival-times.ts';
import { instantFromMillis } from '../../model/time.ts';
import type { HealthPoint as StoredPoint } from '../../store/health/read-health.ts';
import type { TroubledMailbox as StoredMailbox } from '../../store/health/troubled-mailboxes.ts';
import type { HealthPoint, TroubledMailbox } from '../contract.ts';
import { troubleView } from './trouble.ts';

export function healthPoint(stored: StoredPoint): HealthPoint {
  const { arrivals, slowestMillis, ...rest } = stored;
  const arrived = arrivals.some((count) => count > 0);
  return {
    ...rest,
    arrivalMedian: arrivalQuantile(arrivals, 0.5, slowestMillis),
    arrival95: arrivalQuantile(arrivals, 0.95, slowestMillis),
    arrivalSlowest: arrived ? slowestMillis : null,
  };
}

/** A step in which nothing happened and nobody looked. */
function nothingAt(at: string): StoredPoint {
  const runs = {
    runs: 0,
    failedRuns: 0,
    throttledRuns: 0,
    throttledMillis: 0,
    toMailbox: 0,
    toActivities: 0,
  };
  const looks = { listened: null, connected: null, switchedOn: null, inTrouble: null };
  const queue = { queueWaiting: null, queueOldestSeconds: null };
  return { at, ...runs, ...looks, ...queue, arrivals: [], slowestMillis: 0 };
}

/** Every step from `from` to `to` (milliseconds), with what is known of it. */
export function everyStep(
  stored: readonly StoredPoint[],
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
): readonly StoredPoint[] {
  const known = new Map(stored.map((point) => [Date.parse(point.at), point]));
  const points: StoredPoint[] = [];
  for (let at = from; at < to; at += step * 1000)
    points.push(known.get(at) ?? nothingAt(instantFromMillis(at)));
  return points;
}

/** All points as one: what was counted adds up, and of what was seen the worst stays. */
export function sumOf(points: readonly StoredPoint[]): StoredPoint {
  return points.reduce(addPoint, nothingAt(points[0]?.at ?? instantFromMillis(0)));
}

function addPoint(sum: StoredPoint, point: StoredPoint): StoredPoint {
  const places = Math.max(sum.arrivals.length, point.arrivals.length);
  return {
    at: sum.at,
    runs: sum.runs + point.runs,
    failedRuns: sum.failedRuns + point.failedRuns,
    throttledRuns: sum.throttledRuns + point.throttledRuns,
    throttledMillis: sum.throttledMillis + point.throttledMillis,
    toMailbox: sum.toMailbox + point.toMailbox,
    toActivities: sum.toActivities + point.toActivities,
    arrivals: Array.from({ length: places }, (_, at) => (sum.arrivals[at] ?? 0) + (point.arrivals[at] ?? 0)),
    slowestMillis: Math.max(sum.slowestMillis, point.slowestMillis),
    queueWaiting: worst(Math.max, sum.queueWaiting, point.queueWaiting),
    queueOldestSeconds: worst(Math.max, sum.queueOldestSeconds, point.queueOldestSeconds),
    listened: worst(Math.max, sum.listened, point.listened),
    connected: worst(Math.min, sum.connected, point.connected),
    switchedOn: worst(Math.max, sum.switchedOn, point.switchedOn),
    inTrouble: worst(Math.max, sum.inTrouble, point.inTrouble),
  };
}

function worst(pick: (one: number, other: number) => number, one: number | null, other: number | null) {
  if (one === null || other === null) return one ?? other;
  return pick(one, other);
}

export function troubledMailboxView({ lastError, ...mailbox }: StoredMailbox): TroubledMailbox {
  const at = mailbox.failingSince ?? mailbox.lastSuccessAt ?? '';
  return { ...mailbox, trouble: lastError && troubleView(lastError, at) };
}
