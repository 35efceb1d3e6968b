import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

export interface InvitationOrder {
  readonly at: Instant;
  readonly by: string;
  /** Whom; null for everyone of the company who is off. */
  readonly userIds: readonly string[] | null;
  /** Whoever was invited after this is left out; null leaves out nobody. */
  readonly notSince: Instant | null;
  /** A mail is to be sent as well. */
  readonly withMail: boolean;
  readonly limit: number;
}

/** What became of an order to invite. */
export interface Invited {
  readonly userIds: readonly string[];
  /** Could have been invited, but were not long ago. */
  readonly recently: number;
  /** Could have been invited, but the limit was reached. */
  readonly left: number;
}

/** Active users with a mailbox of their own whose synchronization is off: nobody else is worth inviting. */
const invitable = (organizationId: string, userIds: readonly string[] | null): RawBuilder<unknown> => sql`
  users u left join synchronizations s on s.organization_id = u.organization_id and s.user_id = u.id
  left join synchronization_invitations i on i.organization_id = u.organization_id and i.user_id = u.id
  where u.organization_id = ${organizationId} and u.is_active and u.role in ('administrator', 'user')
    and coalesce(s.state, 'off') = 'off'
    ${userIds === null ? sql`` : sql`and u.id = any(${userIds as string[]}::uuid[])`}`;

/**
 * Invites users to switch on. Nothing is switched on by it. One who was invited before is invited anew, with a
 * message that is not dismissed; of two administrators who do it at once each user is invited by one.
 */
export async function inviteUsers(
  db: Handle,
  organizationId: string,
  order: InvitationOrder,
): Promise<Invited> {
  const { at, by, userIds, notSince, withMail, limit } = order;
  const mail = withMail ? 'waiting' : 'none';
  const isDue = notSince === null ? sql`true` : sql`(i.invited_at is null or i.invited_at <= ${notSince})`;
  const { rows } = await sql<{ userId: string }>`
    insert into synchronization_invitations (organization_id, user_id, invited_at, invited_by, mail, mail_next_try_at)
    select u.organization_id, u.id, ${at}, ${by}::uuid, ${mail}, ${withMail ? at : null}::timestamptz
      from ${invitable(organizationId, userIds)} and ${isDue} order by u.id limit ${limit}
    on conflict (organization_id, user_id) do update set invited_at = excluded.invited_at,
      invited_by = excluded.invited_by, dismissed_at = null, mail = excluded.mail, mail_attempts = 0,
      mail_next_try_at = excluded.mail_next_try_at, mail_error = null
      where ${notSince}::timestamptz is null or synchronization_invitations.invited_at <= ${notSince}
    returning user_id`.execute(db);
  const { recently, all } = await countInvitable(db, organizationId, userIds, notSince);
  // Those who were just invited are among the recent ones by now.
  const invited = rows.map(({ userId }) => userId);
  const wasRecently = notSince === null ? 0 : recently - invited.length;
  const left = notSince === null ? all - invited.length : all - recently;
  return { userIds: invited, recently: Math.max(0, wasRecently), left: Math.max(0, left) };
}

async function countInvitable(
  db: Handle,
  organizationId: string,
  userIds: readonly string[] | null,
  notSince: Instant | null,
): Promise<{ readonly all: number; readonly recently: number }> {
  const { rows } = await sql<{ all: number; recently: number }>`select count(*)::int as "all",
    count(*) filter (where i.invited_at > ${notSince}::timestamptz)::int as recently
    from ${invitable(organizationId, userIds)}`.execute(db);
  return rows[0] ?? { all: 0, recently: 0 };
}

/** An invitation as its user reads it. */
export interface OpenInvitation {
  readonly invitedAt: Instant;
  /** Name of whoever invited; empty when they are gone. */
  readonly invitedBy: string;
}

/** The invitation that waits for a user's answer: neither dismissed, nor are they on. */
export async function findOpenInvitation(
  db: Handle,
  organizationId: string,
  userId: string,
): Promise<OpenInvitation | undefined> {
  const { rows } = await sql<OpenInvitation>`
    select i.invited_at, coalesce(trim(b.first_name || ' ' || b.last_name), '') as invited_by
    from synchronization_invitations i
    left join users b on b.organization_id = i.organization_id and b.id = i.invited_by
    where i.organization_id = ${organizationId} and i.user_id = ${userId} and i.dismissed_at is null
      and not exists (select from synchronizations s where s.organization_id = i.organization_id
        and s.user_id = i.user_id and (s.state <> 'off' or s.changed_at > i.invited_at))`.execute(db);
  return rows[0];
}

/** The user does not want to see the message any more. A mail that still waits is not sent. */
export async function dismissInvitation(
  db: Handle,
  organizationId: string,
  userId: string,
  at: Instant,
): Promise<void> {
  await sql`update synchronization_invitations set dismissed_at = coalesce(dismissed_at, ${at}),
      mail = case when mail = 'waiting' then 'none' else mail end, mail_next_try_at = null
    where organization_id = ${organizationId} and user_id = ${userId}`.execute(db);
}
