import { sql } from 'kysely';
import type { Instant } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import type { Resolution } from '../schema/health.ts';

/** Which rows are read: those of one company, or of ALL_COMPANIES, that begin within the period. */
export interface HealthQuestion {
  readonly organizationId: string;
  readonly resolution: Resolution;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Seconds that one point stands for; a multiple of the resolution. */
  readonly step: number;
}

/** What one step of the period came to; null where nothing looked during it. */
export interface HealthPoint {
  readonly at: Instant;
  readonly runs: number;
  readonly failedRuns: number;
  readonly throttledRuns: number;
  readonly throttledMillis: number;
  readonly toMailbox: number;
  readonly toActivities: number;
  readonly arrivals: readonly number[];
  readonly slowestMillis: number;
  readonly queueWaiting: number | null;
  readonly queueOldestSeconds: number | null;
  readonly listened: number | null;
  readonly connected: number | null;
  readonly switchedOn: number | null;
  readonly inTrouble: number | null;
}

export interface FailureSum {
  readonly source: string;
  readonly code: string;
  readonly advice: string;
  readonly failures: number;
}

const start = (step: number) =>
  sql<Instant>`to_timestamp(floor(extract(epoch from starts_at) / ${step}::int) * ${step}::int)::timestamptz(3)`;

/** The points of the period in their order; steps of which nothing is known are missing. */
export async function readHealth(db: Handle, question: HealthQuestion): Promise<readonly HealthPoint[]> {
  const { organizationId, resolution, from, to, step } = question;
  const mine = sql`organization_id = ${organizationId} and resolution = ${resolution}
    and starts_at >= ${from} and starts_at < ${to}`;
  const { rows } = await sql<Omit<HealthPoint, 'arrivals'>>`
    select ${start(step)} as at, sum(runs)::int as runs, sum(failed_runs)::int as failed_runs,
      sum(throttled_runs)::int as throttled_runs, sum(throttled_millis)::bigint as throttled_millis,
      sum(to_mailbox)::int as to_mailbox, sum(to_activities)::int as to_activities,
      max(slowest_millis) as slowest_millis, max(queue_waiting) as queue_waiting,
      max(queue_oldest_seconds) as queue_oldest_seconds, max(listened) as listened, min(connected) as connected,
      max(switched_on) as switched_on, max(in_trouble) as in_trouble
    from health_samples where ${mine} group by 1 order by 1`.execute(db);
  const counts = await sql<{ at: Instant; place: number; count: number }>`
    select ${start(step)} as at, place::int as place, sum(count)::int as count
    from health_samples, unnest(arrivals) with ordinality as each_of (count, place)
    where ${mine} group by 1, 2 order by 1, 2`.execute(db);
  const arrivals = new Map<Instant, number[]>();
  for (const { at, count } of counts.rows) arrivals.set(at, [...(arrivals.get(at) ?? []), count]);
  return rows.map((row) => ({ ...row, arrivals: arrivals.get(row.at) ?? [] }));
}

/** The failures of the period by where they came from and their code, the most frequent first. */
export async function readFailures(
  db: Handle,
  { organizationId, resolution, from, to }: HealthQuestion,
  limit: number,
): Promise<readonly FailureSum[]> {
  return db
    .selectFrom('healthFailures')
    .select((eb) => ['source', 'code', eb.fn.max('advice').as('advice')])
    .select((eb) => eb.cast<number>(eb.fn.sum('failures'), 'integer').as('failures'))
    .where('organizationId', '=', organizationId)
    .where('resolution', '=', resolution)
    .where('startsAt', '>=', from)
    .where('startsAt', '<', to)
    .groupBy(['source', 'code'])
    .orderBy('failures', 'desc')
    .orderBy('code')
    .limit(limit)
    .execute();
}
