import type { HealthPoint } from '../api/contract.ts';

/** Everything that is measured, and in which unit it is shown. */
export const MEASURES = {
  arrivalMedian: 'seconds',
  arrival95: 'seconds',
  arrivalSlowest: 'seconds',
  toMailbox: 'count',
  toActivities: 'count',
  runs: 'count',
  failedRuns: 'count',
  throttledRuns: 'count',
  throttledMillis: 'seconds',
  queueWaiting: 'count',
  queueOldestSeconds: 'wholeSeconds',
  listened: 'count',
  connected: 'count',
  switchedOn: 'count',
  inTrouble: 'count',
} as const satisfies Partial<Record<keyof HealthPoint, string>>;
export type Measure = keyof typeof MEASURES;

export interface ChartKind {
  readonly name:
    | 'latency'
    | 'throughput'
    | 'failures'
    | 'queue'
    | 'throttling'
    | 'notifications'
    | 'mailboxes';
  /** What is drawn. */
  readonly drawn: readonly Measure[];
  /** What stands in the table only, since it has another unit or another size. */
  readonly told: readonly Measure[];
}

export const CHARTS: readonly ChartKind[] = [
  { name: 'latency', drawn: ['arrivalMedian', 'arrival95'], told: ['arrivalSlowest'] },
  { name: 'throughput', drawn: ['toMailbox', 'toActivities'], told: ['runs'] },
  { name: 'failures', drawn: ['failedRuns'], told: ['runs'] },
  { name: 'throttling', drawn: ['throttledRuns'], told: ['throttledMillis'] },
  { name: 'queue', drawn: ['queueWaiting'], told: ['queueOldestSeconds'] },
  { name: 'notifications', drawn: ['listened', 'connected'], told: [] },
  { name: 'mailboxes', drawn: ['switchedOn', 'inTrouble'], told: [] },
];

/** A measure in the unit in which it is shown; milliseconds become seconds. */
export function shown(point: HealthPoint, measure: Measure): number | null {
  const value = point[measure];
  return value !== null && MEASURES[measure] === 'seconds' ? value / 1000 : value;
}

/** Whether anything of it is known in these points. */
export function isKnown(points: readonly HealthPoint[], { drawn }: ChartKind): boolean {
  return points.some((point) => drawn.some((measure) => (point[measure] ?? 0) > 0));
}
