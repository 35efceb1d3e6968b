import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AlertCondition } from '../../model/alert.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import { type Handle, inTransaction } from '../handle.ts';
import type { AlertChannel, AlertEvent } from '../schema/health.ts';
import type { FoundTrouble } from './find-trouble.ts';

interface ChangedAlert {
  readonly organizationId: string;
  readonly id: string;
  readonly condition: AlertCondition;
}

export interface SettledAlerts {
  readonly raised: number;
  readonly solved: number;
}

/**
 * Raises an alert for each trouble that is new, solves those whose trouble is over, and in the same transaction
 * puts one message for each receiver, condition and event into the post: it is told once, whatever dies here.
 */
export async function settleAlerts(
  db: Handle,
  now: number,
  found: readonly FoundTrouble[],
): Promise<SettledAlerts> {
  const at = instantFromMillis(now);
  return inTransaction(db, async (trx) => {
    const solved = await solve(trx, at, found);
    const raised = await raise(trx, at, found);
    await post(trx, at, 'solved', solved);
    await post(trx, at, 'raised', raised);
    return { raised: raised.length, solved: solved.length };
  });
}

/** As one parameter of JSON: there may be thousands, and a facts object is no column of an array. */
async function raise(trx: Handle, at: Instant, found: readonly FoundTrouble[]): Promise<ChangedAlert[]> {
  const rows = found.map(({ organizationId, condition, userId, facts }) => ({
    organization_id: organizationId,
    id: randomUUID(),
    condition,
    user_id: userId,
    facts,
  }));
  const { rows: raised } = await sql<ChangedAlert>`
    insert into alerts (organization_id, id, condition, user_id, raised_at, facts)
    select organization_id, id, condition, user_id, ${at}::timestamptz, facts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (organization_id uuid, id uuid, condition text, user_id uuid, facts jsonb)
    on conflict do nothing
    returning organization_id, id, condition`.execute(trx);
  return raised;
}

async function solve(trx: Handle, at: Instant, found: readonly FoundTrouble[]): Promise<ChangedAlert[]> {
  const keys = found.map(keyOf);
  const { rows } = await sql<ChangedAlert>`
    update alerts set solved_at = ${at}::timestamptz
    where solved_at is null
      and not (organization_id || ' ' || condition || ' ' || coalesce(user_id::text, '') = any(${keys}::text[]))
    returning organization_id, id, condition`.execute(trx);
  return rows;
}

const keyOf = ({ organizationId, condition, userId }: FoundTrouble) =>
  `${organizationId} ${condition} ${userId ?? ''}`;

/** One message for all alerts of a company that are about the same, however many mailboxes they concern. */
async function post(
  trx: Handle,
  at: Instant,
  event: AlertEvent,
  alerts: readonly ChangedAlert[],
): Promise<void> {
  const groups = Map.groupBy(alerts, (alert) => `${alert.organizationId} ${alert.condition}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    await postTo(
      trx,
      first.organizationId,
      at,
      event,
      group.map(({ id }) => id),
    );
  }
}

/** Puts a message for each receiver of the company into the post; answers how many. */
export async function postTo(
  db: Handle,
  organizationId: string,
  at: Instant,
  event: AlertEvent,
  alertIds: readonly string[],
): Promise<number> {
  const settings = await db
    .selectFrom('alertSettings')
    .select(['emails', 'webhookUrl'])
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  const receivers: { channel: AlertChannel; receiver: string }[] = (settings?.emails ?? []).map(
    (receiver) => ({
      channel: 'mail',
      receiver,
    }),
  );
  if (settings?.webhookUrl) receivers.push({ channel: 'webhook', receiver: settings.webhookUrl });
  const message = { organizationId, alertIds: [...alertIds], event, createdAt: at, nextTryAt: at };
  if (receivers.length > 0)
    await db
      .insertInto('alertMessages')
      .values(receivers.map((receiver) => ({ ...message, ...receiver, id: randomUUID() })))
      .execute();
  return receivers.length;
}
