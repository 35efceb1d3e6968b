import { sql } from 'kysely';
import type { Handle } from './handle.ts';
import type { MailboxRef } from './synchronizations.ts';

/**
 * Whether nobody comes back to the create of an intention `i`: its user switched off, is paused or locked out, or
 * their runs have been failing since for an hour. What they were making then blocks nobody.
 */
export const IS_ABANDONED = sql<boolean>`not exists (select 1 from synchronizations s join users u
  on u.organization_id = s.organization_id and u.id = s.user_id
  where s.organization_id = i.organization_id and s.user_id = i.user_id and s.state = 'on' and u.is_active
    and (s.failures = 0 or i.created_at > now() - interval '1 hour'))`;

/** Lets go of the claims on these meetings that were abandoned. */
export async function freeAbandonedClaims(
  trx: Handle,
  organizationId: string,
  uids: readonly string[],
): Promise<void> {
  await sql`
    update intentions i set meeting_uid = null
    where i.organization_id = ${organizationId} and i.meeting_uid = any(${uids as string[]}::text[])
      and ${IS_ABANDONED}`.execute(trx);
}

/** A create on whose meeting its run has, or wants, the claim. */
export interface MeetingClaim {
  readonly side: string;
  readonly sourceId: string;
  readonly meetingUid: string;
}

/** Claims these meetings again for creates that are still pending, unless somebody else has claimed them by now. */
export async function claimAgain(
  trx: Handle,
  { organizationId, userId }: MailboxRef,
  claims: readonly MeetingClaim[],
): Promise<void> {
  await sql`
    update intentions i set meeting_uid = claim."meetingUid"
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)
      as claim (side text, "sourceId" text, "meetingUid" text)
    where i.organization_id = ${organizationId} and i.user_id = ${userId}
      and i.side = claim.side and i.source_id = claim."sourceId" and i.meeting_uid is null
      and not exists (select 1 from intentions other
        where other.organization_id = i.organization_id and other.meeting_uid = claim."meetingUid")`.execute(
    trx,
  );
}

/** Another run made the activity since this one looked: it is known now, and to be joined. */
export async function giveUpKnownClaims(
  trx: Handle,
  { organizationId, userId }: MailboxRef,
  uids: readonly string[],
): Promise<void> {
  await sql`
    delete from intentions i using meetings m
    where i.organization_id = ${organizationId} and i.user_id = ${userId}
      and i.meeting_uid = any(${uids as string[]}::text[])
      and m.organization_id = i.organization_id and m.uid = i.meeting_uid`.execute(trx);
}
