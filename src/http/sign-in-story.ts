import type { AuditChange } from '../model/audit.ts';
import { instantFromMillis } from '../model/time.ts';
import type { Handle } from '../store/handle.ts';
import { insertStories } from '../store/stories.ts';

/** What can change in how somebody signs in; each is a reason in the language files. */
export type SignInChange =
  | 'passwordChanged'
  | 'passwordSetByLink'
  | 'linkIssued'
  | 'linkRequested'
  | 'addressChanged'
  | 'identityLinked'
  | 'identityUnlinked'
  | 'mailboxConfirmed';

interface Person {
  readonly organizationId: string;
  readonly userId: string;
}

/** Writes a change of how somebody signs in into the log, where they themselves see it. */
export async function tellSignInChange(
  db: Handle,
  { organizationId, userId }: Person,
  change: SignInChange,
  actorId: string | null = null,
  /** Told in the audit trail alone. */
  changes: readonly AuditChange[] = [],
): Promise<void> {
  const byAnother = ['linkIssued', 'passwordSetByLink', 'addressChanged'].includes(change);
  const at = instantFromMillis(Date.now());
  const severity = byAnother ? 'warning' : 'info';
  const story = { at, userId, actorId, severity, kind: 'signInChanged', code: change, changes } as const;
  await insertStories(db, organizationId, [story]);
}
