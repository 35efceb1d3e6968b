import { z } from 'zod';
import { Trouble } from './synchronization.ts';

export const HEALTH_RANGES = ['hour', 'day', 'week', 'month'] as const;

/** GET /api/health?range= → Health. An operator gets the sums of all companies. */
export const HealthQuery = z.strictObject({ range: z.enum(HEALTH_RANGES).default('hour') });
export type HealthQuery = z.infer<typeof HealthQuery>;

const count = z.number().int();
const millis = z.number().int().nullable();

/** One step of the range; times in milliseconds, null where nothing arrived or nobody looked. */
export const HealthPoint = z.object({
  at: z.string(),
  runs: count,
  failedRuns: count,
  toMailbox: count,
  toActivities: count,
  /** Within which half of the entries arrived, and 95 of 100; and the slowest. */
  arrivalMedian: millis,
  arrival95: millis,
  arrivalSlowest: millis,
  /** Runs that a server sent away for a while, and for how long it asked them to wait. */
  throttledRuns: count,
  throttledMillis: count,
  queueWaiting: count.nullable(),
  queueOldestSeconds: count.nullable(),
  /** Mailboxes of which changes are to be told, and of which they are. */
  listened: count.nullable(),
  connected: count.nullable(),
  switchedOn: count.nullable(),
  inTrouble: count.nullable(),
});
export type HealthPoint = z.infer<typeof HealthPoint>;

export const HealthFailure = z.object({
  source: z.string(),
  code: z.string(),
  advice: z.string(),
  failures: count,
});
export type HealthFailure = z.infer<typeof HealthFailure>;

export const Health = z.object({
  range: z.enum(HEALTH_RANGES),
  from: z.string(),
  to: z.string(),
  /** How much one point stands for. */
  stepSeconds: count,
  /** Every step of the range in its order, those too in which nothing happened. */
  points: z.array(HealthPoint),
  /** The whole range as one. */
  total: HealthPoint,
  /** As it was last looked at; null when that is too long ago to be true. */
  now: HealthPoint.nullable(),
  failures: z.array(HealthFailure),
});
export type Health = z.infer<typeof Health>;

/** GET /api/health/mailboxes?page= → TroubledMailboxPage, those first that have failed for longest. */
export const TroubledMailboxQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
});

export const TroubledMailbox = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  failingSince: z.string().nullable(),
  failures: count,
  nextRunAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  trouble: Trouble.nullable(),
  setAside: count,
  held: count,
});
export type TroubledMailbox = z.infer<typeof TroubledMailbox>;

export const TroubledMailboxPage = z.object({ rows: z.array(TroubledMailbox), total: count });
export type TroubledMailboxPage = z.infer<typeof TroubledMailboxPage>;
