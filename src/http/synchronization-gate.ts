import { readAddOn } from '../store/add-ons.ts';
import type { Database } from '../store/database.ts';
import { readExchangeSettings } from '../store/exchange-settings.ts';
import type { User } from '../store/users.ts';
import type { SynchronizationView } from './contract.ts';
import { Refusal } from './refusal.ts';

/** Why a user cannot switch on; null when nothing stands in the way. */
export async function unavailableBecause(
  { db }: Database,
  user: User,
): Promise<SynchronizationView['unavailableBecause']> {
  const reason = await companyNotReady({ db }, user.organizationId);
  if (reason !== null) return reason;
  // Support looks into other people's calendars and has none of its own; an operator has no company.
  return user.role === 'support' || user.role === 'operator' ? 'noMailbox' : null;
}

/** Why nobody of a company can switch on yet; null when nothing stands in the way. */
export async function companyNotReady(
  { db }: Pick<Database, 'db'>,
  organizationId: string,
): Promise<'addOnInactive' | 'connectionMissing' | null> {
  if (!(await readAddOn(db, organizationId)).isActive) return 'addOnInactive';
  return (await readExchangeSettings(db, organizationId)) ? null : 'connectionMissing';
}

/** Refuses (409) what needs an active add-on, a connection and a mailbox; each has its own sentence. */
export async function requireAvailable(database: Database, user: User): Promise<void> {
  const reason = await unavailableBecause(database, user);
  if (reason !== null) throw new Refusal(409, reason);
}
