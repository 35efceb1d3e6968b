import { sql } from 'kysely';
import type { AlertCondition, AlertFacts } from '../../model/alert.ts';
import type { Language } from '../../model/organization.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import type { AlertChannel, AlertEvent } from '../schema/health.ts';

/** A message that this process has taken and has to send. */
export interface TakenMessage {
  readonly organizationId: string;
  readonly id: string;
  readonly alertIds: readonly string[];
  readonly event: AlertEvent;
  readonly channel: AlertChannel;
  readonly receiver: string;
  readonly createdAt: Instant;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

/**
 * Takes messages whose time has come. Each belongs to the taker for `leaseSeconds`: if it dies, another sends
 * the message again, under the same id.
 */
export async function takeDueMessages(
  db: Handle,
  now: number,
  leaseSeconds: number,
  limit: number,
): Promise<readonly TakenMessage[]> {
  const { rows } = await sql<TakenMessage>`
    update alert_messages m set attempts = m.attempts + 1,
      next_try_at = ${instantFromMillis(now + leaseSeconds * 1000)}
    from (
      select organization_id, id from alert_messages where next_try_at <= ${instantFromMillis(now)}
      order by next_try_at limit ${limit} for update skip locked
    ) due
    where m.organization_id = due.organization_id and m.id = due.id
    returning m.organization_id, m.id, m.alert_ids, m.event, m.channel, m.receiver, m.created_at,
      m.attempts`.execute(db);
  return rows;
}

/** How sending went: taken, to be tried again (milliseconds since the epoch), or given up. */
export type MessageResult =
  | { readonly sentAt: number }
  | { readonly error: string; readonly nextTryAt: number | null };

/** Longer answers of a receiver's server are cut. */
const ERROR_LENGTH = 500;

export async function settleMessage(
  db: Handle,
  { organizationId, id }: Pick<TakenMessage, 'organizationId' | 'id'>,
  result: MessageResult,
): Promise<void> {
  const change =
    'sentAt' in result
      ? { sentAt: instantFromMillis(result.sentAt), nextTryAt: null, lastError: null }
      : {
          lastError: result.error.slice(0, ERROR_LENGTH),
          nextTryAt: result.nextTryAt === null ? null : instantFromMillis(result.nextTryAt),
        };
  await db
    .updateTable('alertMessages')
    .set(change)
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export interface AlertForMessage {
  readonly id: string;
  readonly condition: AlertCondition;
  readonly raisedAt: Instant;
  readonly solvedAt: Instant | null;
  readonly facts: AlertFacts;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly userEmail: string | null;
}

/** What a message tells: its company, the language that the company chose, and the alerts by name. */
export interface MessageContents {
  readonly company: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly alerts: readonly AlertForMessage[];
}

/** Undefined when the company or its settings are gone. */
export async function readMessageContents(
  db: Handle,
  { organizationId, alertIds }: Pick<TakenMessage, 'organizationId' | 'alertIds'>,
): Promise<MessageContents | undefined> {
  const company = await db
    .selectFrom('organizations as o')
    .innerJoin('alertSettings as a', 'a.organizationId', 'o.id')
    .select(['o.name as company', 'o.timeZone', 'a.language'])
    .where('o.id', '=', organizationId)
    .executeTakeFirst();
  if (!company) return undefined;
  const alerts = await db
    .selectFrom('alerts as a')
    .leftJoin('users as u', (join) =>
      join.onRef('u.organizationId', '=', 'a.organizationId').onRef('u.id', '=', 'a.userId'),
    )
    .select([
      'a.id',
      'a.condition',
      'a.raisedAt',
      'a.solvedAt',
      'a.facts',
      'a.userId',
      'u.email as userEmail',
    ])
    .select(sql<string | null>`trim(u.first_name || ' ' || u.last_name)`.as('userName'))
    .where('a.organizationId', '=', organizationId)
    .where('a.id', '=', sql<string>`any(${alertIds as string[]}::uuid[])`)
    .orderBy('userName')
    .orderBy('a.id')
    .execute();
  return { ...company, alerts };
}
