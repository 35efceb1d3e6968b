import { createEwsConnection, type EwsConnection } from '../sides/ews/connection.ts';
import { habitsOf } from '../sides/ews/habits.ts';
import { openExchangeSecret, readExchangeSecret } from '../store/exchange-settings.ts';
import type { Move } from '../store/moves.ts';
import { readServerHabits } from '../store/server-habits.ts';
import { type ConnectionsOptions, otherMailboxesOf } from './connections.ts';
import { ewsSettingsOf } from './ews-settings.ts';

/**
 * A connection to where a move would go, beside the one in use and apart from it: whoever made it closes it. Throws
 * SideError (fatal) when it cannot be made of what was entered.
 */
export async function connectionOfMove(
  { db, secretKey, ca, loginUrl, ews }: ConnectionsOptions,
  move: Move,
): Promise<EwsConnection> {
  const { organizationId, signInWay, encryptedSecret } = move;
  const secret = encryptedSecret
    ? openExchangeSecret(secretKey, organizationId, signInWay, encryptedSecret)
    : await readExchangeSecret(db, secretKey, organizationId, signInWay);
  return createEwsConnection({
    ...ewsSettingsOf({ ...move, secret: secret ?? '' }, { ca, loginUrl }),
    habits: habitsOf({ habits: await readServerHabits(db, organizationId, move.ewsUrl) }),
    otherMailboxes: () => otherMailboxesOf(db, organizationId),
    ...ews,
  });
}
