import { sql } from 'kysely';
import type { AlertCondition, AlertFacts } from '../../model/alert.ts';
import type { Instant } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import type { AlertChannel, AlertEvent } from '../schema/health.ts';

/** An alert as it is shown. */
export interface Alert {
  readonly id: string;
  readonly condition: AlertCondition;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly raisedAt: Instant;
  readonly solvedAt: Instant | null;
  readonly facts: AlertFacts;
}

/** A message as it is shown: to whom, and whether it was taken. */
export interface AlertMessage {
  readonly id: string;
  readonly event: AlertEvent;
  readonly channel: AlertChannel;
  readonly receiver: string;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly attempts: number;
  readonly nextTryAt: Instant | null;
  readonly lastError: string | null;
}

/** The company's alerts: those that last first, then the latest; at most `limit`. */
export async function listAlerts(
  db: Handle,
  organizationId: string,
  limit: number,
): Promise<readonly Alert[]> {
  return db
    .selectFrom('alerts as a')
    .leftJoin('users as u', (join) =>
      join.onRef('u.organizationId', '=', 'a.organizationId').onRef('u.id', '=', 'a.userId'),
    )
    .select(['a.id', 'a.condition', 'a.userId', 'a.raisedAt', 'a.solvedAt', 'a.facts'])
    .select(sql<string | null>`trim(u.first_name || ' ' || u.last_name)`.as('userName'))
    .where('a.organizationId', '=', organizationId)
    .orderBy(sql`a.solved_at is null`, 'desc')
    .orderBy('a.raisedAt', 'desc')
    .orderBy('a.id')
    .limit(limit)
    .execute();
}

/** The latest messages about alerts, the newest first. */
export async function listAlertMessages(
  db: Handle,
  organizationId: string,
  limit: number,
): Promise<readonly AlertMessage[]> {
  return db
    .selectFrom('alertMessages')
    .select([
      'id',
      'event',
      'channel',
      'receiver',
      'createdAt',
      'sentAt',
      'attempts',
      'nextTryAt',
      'lastError',
    ])
    .where('organizationId', '=', organizationId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** How many alerts last in the whole installation, by condition. */
export async function countOpenAlerts(db: Handle): Promise<ReadonlyMap<AlertCondition, number>> {
  const rows = await db
    .selectFrom('alerts')
    .select((eb) => ['condition', eb.fn.countAll<number>().as('count')])
    .where('solvedAt', 'is', null)
    .groupBy('condition')
    .execute();
  return new Map(rows.map(({ condition, count }) => [condition, Number(count)]));
}
