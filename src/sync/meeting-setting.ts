import type { Handle } from '../store/handle.ts';
import type { Synchronization } from '../store/synchronizations.ts';
import { findUser } from '../store/users.ts';
import type { MeetingSetting } from './meeting-view.ts';

/** Slack (milliseconds): an activity may have been changed while the last good run was reading. */
const AN_HOUR = 3600_000;

/** Whose mailbox this is, and since when something new in it is news that its people are told of. */
export async function meetingSetting(db: Handle, row: Synchronization): Promise<MeetingSetting> {
  const user = await findUser(db, row.organizationId, row.userId);
  return {
    ownAddresses: ownAddresses([row.mailboxAddress, row.resolvedAddress, user?.email]),
    invitesSince: invitesSince(row),
  };
}

type Switched = Pick<Synchronization, 'enabledAt' | 'lastStartedAt' | 'lastSuccessAt'>;

/** Milliseconds by our clock. Null until a run has succeeded since the user switched on: a first synchronization tells nobody anything. */
export function invitesSince({ enabledAt, lastStartedAt, lastSuccessAt }: Switched): number | null {
  if (!enabledAt || !lastStartedAt || !lastSuccessAt || lastSuccessAt < enabledAt) return null;
  const lastRun = Math.min(Date.parse(lastStartedAt), Date.parse(lastSuccessAt));
  return Math.max(Date.parse(enabledAt), lastRun - AN_HOUR);
}

/** Lower case, as addresses are compared everywhere. */
export function ownAddresses(addresses: readonly (string | null | undefined)[]): ReadonlySet<string> {
  return new Set(addresses.flatMap((address) => address?.toLowerCase() || []));
}
