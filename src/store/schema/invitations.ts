import type { Generated } from 'kysely';
import type { Instant } from '../../model/time.ts';

/** `none`: no mail server was configured then, or it was no longer worth sending. */
export type InvitationMail = 'none' | 'waiting' | 'sent' | 'failed';

/** The last invitation of each user to switch their synchronization on. */
export interface SynchronizationInvitationsTable {
  organizationId: string;
  userId: string;
  invitedAt: Instant;
  invitedBy: string | null;
  dismissedAt: Instant | null;
  mail: InvitationMail;
  mailAttempts: Generated<number>;
  /** Null once the mail server took it, or it was given up. */
  mailNextTryAt: Instant | null;
  mailError: string | null;
}
