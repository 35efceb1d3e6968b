import { recognise } from '../reconcile/recognition.ts';
import type { EwsConnection } from '../sides/ews/connection.ts';
import { loadLinks } from '../store/links.ts';
import { readMeetingFacts } from '../store/meetings.ts';
import type { LookResult } from '../store/move-looks.ts';
import { findSynchronization, type MailboxRef } from '../store/synchronizations.ts';
import { dryPlan } from './dry-plan.ts';
import type { SyncTools } from './mailbox.ts';
import { ownAddresses } from './meeting-setting.ts';
import { readRules } from './policy.ts';
import { windowAt } from './scope.ts';
import { openSides } from './sides.ts';

/**
 * How one user's entries would be recognised where a move goes: both calendars are read and reconciled as the first
 * run after it would do, and nothing is written anywhere. Null for who has switched off since. Throws SideError.
 */
export async function lookAtMove(
  tools: Pick<SyncTools, 'db' | 'now'>,
  connection: EwsConnection,
  { organizationId, userId }: MailboxRef,
  signal: AbortSignal,
): Promise<LookResult | null> {
  const { db, now } = tools;
  const known = await findSynchronization(db, organizationId, userId);
  if (!known || known.state === 'off') return null;
  const { settings, policy } = await readRules(db, organizationId);
  const reach = { ...tools, connections: { of: async () => connection } };
  const sides = await openSides(reach, settings, userId, known.mailboxAddress, true);
  // A first synchronization over another connection sends no mail.
  const meetings = async () => ({ ownAddresses: ownAddresses([known.mailboxAddress]), invitesSince: null });
  const { told, plan } = await dryPlan(
    { userId, ...sides, policy, window: windowAt(now(), settings, userId), now, signal, meetings },
    await loadLinks(db, organizationId, userId),
    (question) => readMeetingFacts(db, { organizationId, userId }, question),
    true,
  );
  return { ...recognise(told, plan), resolvedAddress: sides.resolvedAddress() };
}
