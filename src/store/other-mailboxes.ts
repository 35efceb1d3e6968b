import { sql } from 'kysely';
import type { Handle } from './handle.ts';

/**
 * Addresses of a company's mailboxes in which its account should be able to act, the likeliest first: those that
 * were synchronized last, then those that are switched on, then the administrators' own. Nobody else's: a mailbox
 * whose user never switched on is left alone.
 */
export async function otherMailboxes(
  db: Handle,
  organizationId: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ address: string }>`
    select coalesce(s.resolved_address, s.mailbox_address, u.email) as address
    from users u
    left join synchronizations s
      on s.organization_id = u.organization_id and s.user_id = u.id and s.state = 'on'
    where u.organization_id = ${organizationId} and u.is_active
      and (s.user_id is not null or u.role = 'administrator')
    order by (s.user_id is null), s.last_success_at desc nulls last, u.email
    limit ${limit}`.execute(db);
  return rows.map(({ address }) => address);
}
