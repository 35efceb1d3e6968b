import { sql } from 'kysely';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import { type Handle, inTransaction } from '../handle.ts';
import type { Resolution } from '../schema/health.ts';
import { addHealth, type HealthCounts, noHealthCounts } from './health-counts.ts';

/** Under which the sums of all companies stand. */
export const ALL_COMPANIES = '00000000-0000-0000-0000-000000000000';

/** How long a row of each resolution is, in milliseconds. */
export const ROW_MILLIS: Readonly<Record<Resolution, number>> = { minute: 60_000, hour: 3600_000 };

/** What came of one company's runs in the minute that begins at `minute` (milliseconds since the epoch). */
export interface HealthOfMinute {
  readonly organizationId: string;
  readonly minute: number;
  readonly health: HealthCounts;
}

interface Row extends HealthOfMinute {
  readonly resolution: Resolution;
}

/** Rows in one statement; each has 11 parameters of the 65,535 that a statement may have. */
const BATCH = 500;

/**
 * Adds figures to the rows of their minute and their hour, of each company and of all together. Any number of
 * processes add to the same rows: they do so in one order, so that none waits for another that waits for it.
 */
export async function recordHealth(db: Handle, figures: readonly HealthOfMinute[]): Promise<void> {
  if (figures.length === 0) return;
  const rows = rowsOf(figures);
  await inTransaction(db, async (trx) => {
    for (let at = 0; at < rows.length; at += BATCH) await addSamples(trx, rows.slice(at, at + BATCH));
    const failures = rows.flatMap((row) => failuresOf(row));
    for (let at = 0; at < failures.length; at += BATCH)
      await addFailures(trx, failures.slice(at, at + BATCH));
  });
}

function rowsOf(figures: readonly HealthOfMinute[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { organizationId, minute, health } of figures)
    for (const owner of [organizationId, ALL_COMPANIES])
      for (const resolution of ['minute', 'hour'] as const) {
        const start = minute - (minute % ROW_MILLIS[resolution]);
        const key = `${owner} ${resolution} ${start}`;
        const row = rows.get(key) ?? {
          organizationId: owner,
          minute: start,
          resolution,
          health: noHealthCounts(),
        };
        addHealth(row.health, health);
        rows.set(key, row);
      }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

const keyOf = ({ organizationId, resolution, minute }: Row): Key => ({
  organizationId,
  resolution,
  startsAt: instantFromMillis(minute),
});

interface Key {
  readonly organizationId: string;
  readonly resolution: Resolution;
  readonly startsAt: Instant;
}

async function addSamples(trx: Handle, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => {
    const { failures: _failures, ...counts } = row.health;
    return { ...keyOf(row), ...counts };
  });
  await trx
    .insertInto('healthSamples')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['organizationId', 'resolution', 'startsAt']).doUpdateSet({
        runs: sql`health_samples.runs + excluded.runs`,
        failedRuns: sql`health_samples.failed_runs + excluded.failed_runs`,
        throttledRuns: sql`health_samples.throttled_runs + excluded.throttled_runs`,
        throttledMillis: sql`health_samples.throttled_millis + excluded.throttled_millis`,
        toMailbox: sql`health_samples.to_mailbox + excluded.to_mailbox`,
        toActivities: sql`health_samples.to_activities + excluded.to_activities`,
        // Adds number to number; a row that a look at the queue made has none yet.
        arrivals: sql`(select array_agg(coalesce(one, 0) + coalesce(other, 0) order by place)
          from unnest(health_samples.arrivals, excluded.arrivals) with ordinality as both_of (one, other, place))`,
        slowestMillis: sql`greatest(health_samples.slowest_millis, excluded.slowest_millis)`,
      }),
    )
    .execute();
}

function failuresOf(row: Row) {
  const failures = [...row.health.failures].sort(([one], [other]) => (one < other ? -1 : 1));
  return failures.map(([, failure]) => ({ ...keyOf(row), ...failure }));
}

async function addFailures(trx: Handle, values: ReturnType<typeof failuresOf>): Promise<void> {
  await trx
    .insertInto('healthFailures')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'resolution', 'startsAt', 'source', 'code'])
        .doUpdateSet({ failures: sql`health_failures.failures + excluded.failures` }),
    )
    .execute();
}
