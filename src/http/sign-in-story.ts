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
  | 'identityUnlinked';

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
): Promise<void> {
  const byAnother = ['linkIssued', 'passwordSetByLink', 'addressChanged'].includes(change);
  const at = instantFromMillis(Date.now());
  const severity = byAnother ? 'warning' : 'info';
  const story = { at, userId, actorId, severity, kind: 'signInChanged', code: change } as const;
  await insertStories(db, organizationId, [story]);
}
