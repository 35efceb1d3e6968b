import { sql } from 'kysely';
import type { Language } from '../model/organization.ts';
import { type Instant, instantFromMillis } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** A mail about an invitation that this process has taken and has to send. */
export interface InvitationMailDue {
  readonly organizationId: string;
  readonly userId: string;
  readonly invitedAt: Instant;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  readonly email: string;
  readonly firstName: string;
  readonly language: Language;
  readonly organization: string;
  /** Name of whoever invited; empty when they are gone. */
  readonly invitedBy: string;
}

/**
 * Takes mails whose time has come. Each belongs to the taker for `leaseSeconds`: if it dies, another sends it.
 * What is no longer worth sending, since its user is on or gone, waits no more.
 */
export async function takeInvitationMails(
  db: Handle,
  now: number,
  leaseSeconds: number,
  limit: number,
): Promise<readonly InvitationMailDue[]> {
  await sql`update synchronization_invitations i set mail = 'none', mail_next_try_at = null
    where i.mail_next_try_at <= ${instantFromMillis(now)} and (
      exists (select from synchronizations s where s.organization_id = i.organization_id
        and s.user_id = i.user_id and s.state <> 'off')
      or not exists (select from users u where u.organization_id = i.organization_id and u.id = i.user_id
        and u.is_active and u.role in ('administrator', 'user')))`.execute(db);
  const { rows } = await sql<InvitationMailDue>`
    with due as (
      select organization_id, user_id from synchronization_invitations
      where mail_next_try_at <= ${instantFromMillis(now)} order by mail_next_try_at, user_id
      limit ${limit} for update skip locked
    ), taken as (
      update synchronization_invitations i set mail_attempts = i.mail_attempts + 1,
        mail_next_try_at = ${instantFromMillis(now + leaseSeconds * 1000)}
      from due where i.organization_id = due.organization_id and i.user_id = due.user_id
      returning i.organization_id, i.user_id, i.invited_at, i.invited_by, i.mail_attempts
    )
    select t.organization_id, t.user_id, t.invited_at, t.mail_attempts as attempts, u.email, u.first_name,
      u.language, o.name as organization, coalesce(trim(b.first_name || ' ' || b.last_name), '') as invited_by
    from taken t join users u on u.organization_id = t.organization_id and u.id = t.user_id
    join organizations o on o.id = t.organization_id
    left join users b on b.organization_id = t.organization_id and b.id = t.invited_by`.execute(db);
  return rows;
}

/** How sending went: taken by the mail server, to be tried again (milliseconds since the epoch), or given up. */
export type MailResult =
  | { readonly sent: true }
  | { readonly error: string; readonly nextTryAt: number | null };

/** Longer answers of a mail server are cut. */
const ERROR_LENGTH = 500;

/** Remembers how it went; an invitation that was renewed in the meantime has a mail of its own. */
export async function settleInvitationMail(
  db: Handle,
  { organizationId, userId, invitedAt }: Pick<InvitationMailDue, 'organizationId' | 'userId' | 'invitedAt'>,
  result: MailResult,
): Promise<void> {
  const change =
    'sent' in result
      ? { mail: 'sent' as const, mailNextTryAt: null, mailError: null }
      : {
          mail: result.nextTryAt === null ? ('failed' as const) : ('waiting' as const),
          mailError: result.error.slice(0, ERROR_LENGTH),
          mailNextTryAt: result.nextTryAt === null ? null : instantFromMillis(result.nextTryAt),
        };
  await db
    .updateTable('synchronizationInvitations')
    .set(change)
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('invitedAt', '=', invitedAt)
    // Dismissed while it was under way: it waits no more.
    .where('mailNextTryAt', 'is not', null)
    .execute();
}
