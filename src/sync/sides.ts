import type { Side } from '../sides/side.ts';
import { WorkspaceSide } from '../sides/workspace/workspace-side.ts';
import { activityRepository } from '../store/activities/activity-repository.ts';
import type { ExchangeSettings } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { findUser } from '../store/users.ts';
import type { Connections } from './connections.ts';
import { syncError } from './sync-error.ts';

/** The two sides of one user, ready to be asked. */
export interface OpenedSides {
  readonly activities: Side;
  readonly mailbox: Side;
  /** The address under which the server knows the mailbox, as far as it has said so by now. */
  readonly resolvedAddress: () => string;
  /** Whether the server found the mailbox by the sign-in name alone. */
  readonly isFoundBySignInName: () => boolean;
}

export interface SideTools {
  readonly db: Handle;
  readonly connections: Pick<Connections, 'of'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Opens the user's activities and their mailbox, only to look where `readOnly`. Nothing is asked yet. Throws SideError (fatal). */
export async function openSides(
  { db, connections, now }: SideTools,
  settings: ExchangeSettings,
  userId: string,
  mailboxAddress: string,
  readOnly = false,
): Promise<OpenedSides> {
  const { organizationId } = settings;
  const user = await findUser(db, organizationId, userId);
  if (!user) throw syncError('fatal', 'TAHTI_NO_USER', 'There is no such user.', 'syncInternal');
  const connection = await connections.of(settings);
  const mailbox = connection.side({
    mailboxAddress,
    otherAddresses: [user.email],
    userZone: user.timeZone,
    readOnly,
  });
  const activities = openActivities({ db, now }, settings, userId);
  return {
    activities,
    mailbox,
    resolvedAddress: () => mailbox.resolvedAddress,
    isFoundBySignInName: () => mailbox.isFoundBySignInName,
  };
}

/** The user's activities alone; in the transaction that `db` is, where it is one. Nothing is asked yet. */
export function openActivities(
  { db, now }: Pick<SideTools, 'db' | 'now'>,
  { organizationId, outgoingTypeIds }: ExchangeSettings,
  userId: string,
): Side {
  return new WorkspaceSide({
    organizationId,
    userId,
    outgoingTypeIds: new Set(outgoingTypeIds),
    repository: activityRepository(db, organizationId, userId),
    now,
  });
}
