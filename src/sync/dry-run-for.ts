import { loadLinks } from '../store/links.ts';
import { readMeetingFacts } from '../store/meetings.ts';
import { findSynchronization, type MailboxRef } from '../store/synchronizations.ts';
import { findUser } from '../store/users.ts';
import { type DryRun, dryRun } from './dry-run.ts';
import { addressOf, type SyncTools } from './mailbox.ts';
import { ownAddresses } from './meeting-setting.ts';
import { readRules } from './policy.ts';
import { windowAt } from './scope.ts';
import { openSides } from './sides.ts';
import { syncError } from './sync-error.ts';

/** What would happen if this user switched on now. Nothing is written anywhere. Throws SideError. */
export async function dryRunFor(
  tools: SyncTools,
  { organizationId, userId }: MailboxRef,
  signal: AbortSignal,
): Promise<DryRun & { readonly resolvedAddress: string; readonly isFoundBySignInName: boolean }> {
  const { db, now } = tools;
  const user = await findUser(db, organizationId, userId);
  if (!user) throw syncError('fatal', 'TAHTI_NO_USER', 'There is no such user.', 'syncInternal');
  const { settings, policy } = await readRules(db, organizationId);
  const known = await findSynchronization(db, organizationId, userId);
  // As a run would: somebody who is off begins anew with their own address when they switch on.
  const address = known && known.state !== 'off' ? addressOf(known) : user.email;
  const sides = await openSides(tools, settings, userId, address, true);
  const window = windowAt(now(), settings, userId);
  const links = await loadLinks(db, organizationId, userId);
  // Whatever it would write: a first synchronization sends no mail.
  const meetings = async () => ({ ownAddresses: ownAddresses([address, user.email]), invitesSince: null });
  const { counts, examples } = await dryRun(
    { userId, ...sides, policy, window, now, signal, meetings },
    links,
    (question) => readMeetingFacts(db, { organizationId, userId }, question),
  );
  const found = {
    resolvedAddress: sides.resolvedAddress(),
    isFoundBySignInName: sides.isFoundBySignInName(),
  };
  return { counts, examples, ...found };
}
