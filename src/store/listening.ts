import { sql } from 'kysely';
import { CALENDAR_SYNCHRONIZATION } from './add-ons.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { MailboxRef } from './synchronizations.ts';

/** A mailbox that this process listens for, with the address under which the server knows it. */
export interface ListenedMailbox extends MailboxRef {
  readonly address: string;
  /** Whether the database says that its changes are told. */
  readonly isNoted: boolean;
}

/** Mailboxes worth listening for: switched on, the user active, the add-on active, the company connected over EWS. */
const eligible = sql`
  select s.organization_id, s.user_id, coalesce(s.resolved_address, s.mailbox_address) as address
  from synchronizations s
  join exchange_settings e on e.organization_id = s.organization_id and e.version <> 'office365-graph'
  join add_ons a on a.organization_id = s.organization_id and a.name = ${CALENDAR_SYNCHRONIZATION} and a.is_active
  join users u on u.organization_id = s.organization_id and u.id = s.user_id and u.is_active
  where s.state = 'on'`;

/**
 * A sign of life of a listening process, and its share of all mailboxes: no mailbox has two listeners, those of
 * a process that gave no sign for `leaseSeconds` are free again, and living processes share evenly. By the
 * database's clock, since those of the processes differ. Gives all mailboxes of this process.
 */
export async function claimMailboxes(
  db: Handle,
  workerId: string,
  leaseSeconds: number,
): Promise<readonly ListenedMailbox[]> {
  return inTransaction(db, async (trx) => {
    await beat(trx, workerId, leaseSeconds);
    await letGoOfIneligible(trx, workerId);
    const surplus = await surplusOf(trx, workerId);
    if (surplus > 0) await letGo(trx, workerId, surplus);
    else if (surplus < 0) await takeFree(trx, workerId, -surplus);
    const { rows } = await sql<ListenedMailbox>`
      select e.organization_id, e.user_id, e.address, l.connected_since is not null as is_noted
      from (${eligible}) e
      join listeners l on l.organization_id = e.organization_id and l.user_id = e.user_id
      where l.worker_id = ${workerId} order by e.organization_id, e.user_id`.execute(trx);
    return rows;
  });
}

/** Remembers for which of its mailboxes the process is told of changes from now on, and for which not. */
export async function noteConnected(
  db: Handle,
  workerId: string,
  mailboxes: readonly MailboxRef[],
  isConnected: boolean,
): Promise<void> {
  if (mailboxes.length === 0) return;
  const organizationIds = mailboxes.map(({ organizationId }) => organizationId);
  const userIds = mailboxes.map(({ userId }) => userId);
  await sql`
    update listeners l set connected_since = case when ${isConnected}::boolean then now() end
    from unnest(${organizationIds}::uuid[], ${userIds}::uuid[]) as m (organization_id, user_id)
    where l.worker_id = ${workerId} and l.organization_id = m.organization_id and l.user_id = m.user_id`.execute(
    db,
  );
}

/** The process listens no longer: others may take its mailboxes at once. */
export async function stopListening(db: Handle, workerId: string): Promise<void> {
  await db.deleteFrom('listeningWorkers').where('id', '=', workerId).execute();
}

/** Whoever listened before is gone for certain: its mailboxes need not wait for its time to run out. */
export async function forgetListeners(db: Handle): Promise<void> {
  await db.deleteFrom('listeningWorkers').execute();
}

async function beat(trx: Handle, workerId: string, leaseSeconds: number): Promise<void> {
  await sql`
    insert into listening_workers (id, expires_at) values (${workerId}, now() + make_interval(secs => ${leaseSeconds}))
    on conflict (id) do update set expires_at = excluded.expires_at`.execute(trx);
  // Skipping those that another process is removing at this moment, so that two never wait for each other.
  await sql`
    delete from listening_workers where id in (
      select id from listening_workers where expires_at <= now() for update skip locked)`.execute(trx);
}

async function letGoOfIneligible(trx: Handle, workerId: string): Promise<void> {
  await sql`
    delete from listeners l where l.worker_id = ${workerId} and not exists (
      select from (${eligible}) e where e.organization_id = l.organization_id and e.user_id = l.user_id)`.execute(
    trx,
  );
}

/** How many mailboxes the process has beyond its share; negative where it has room. */
async function surplusOf(trx: Handle, workerId: string): Promise<number> {
  const { rows } = await sql<{ surplus: number }>`
    select ((select count(*) from listeners where worker_id = ${workerId})
      - ceil((select count(*) from (${eligible}) e)::numeric / (select count(*) from listening_workers)))::int
      as surplus`.execute(trx);
  return rows[0]?.surplus ?? 0;
}

async function letGo(trx: Handle, workerId: string, count: number): Promise<void> {
  await sql`
    delete from listeners where (organization_id, user_id) in (
      select organization_id, user_id from listeners where worker_id = ${workerId}
      order by organization_id desc, user_id desc limit ${count})`.execute(trx);
}

/** A company's mailboxes stay together as far as they can: they share connections. */
async function takeFree(trx: Handle, workerId: string, count: number): Promise<void> {
  await sql`
    insert into listeners (organization_id, user_id, worker_id)
    select e.organization_id, e.user_id, ${workerId}::uuid from (${eligible}) e
    where not exists (
      select from listeners l where l.organization_id = e.organization_id and l.user_id = e.user_id)
    order by e.organization_id, e.user_id limit ${count}
    on conflict do nothing`.execute(trx);
}
