import type { Selectable } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { ExchangeSettingsTable } from './schema/settings.ts';
import { decryptSecret, encryptSecret, type SecretKey } from './secrets.ts';

/** The settings without the secret, which only `readDelegateSecret` gives out. */
export type ExchangeSettings = Omit<Selectable<ExchangeSettingsTable>, 'encryptedSecret'> & {
  readonly hasSecret: boolean;
};

/** What is saved. `secret` null keeps the stored one. */
export type ExchangeSettingsChange = Omit<
  Selectable<ExchangeSettingsTable>,
  'organizationId' | 'encryptedSecret' | 'updatedAt'
> & { readonly secret: string | null; readonly updatedAt: Instant };

const FIELD = 'exchange-settings.secret';

export async function readExchangeSettings(
  db: Handle,
  organizationId: string,
): Promise<ExchangeSettings | undefined> {
  const row = await db
    .selectFrom('exchangeSettings')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { encryptedSecret, ...settings } = row;
  return { ...settings, hasSecret: encryptedSecret !== null };
}

/** When each of these companies last saved its connection; those that have none are missing. */
export async function connectionsSavedAt(
  db: Handle,
  organizationIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db
    .selectFrom('exchangeSettings')
    .select(['organizationId', 'updatedAt'])
    .where('organizationId', 'in', [...organizationIds])
    .execute();
  return new Map(rows.map(({ organizationId, updatedAt }) => [organizationId, updatedAt]));
}

/** Saves the settings; the secret is encrypted before it goes anywhere near the database. */
export async function saveExchangeSettings(
  db: Handle,
  key: SecretKey,
  organizationId: string,
  change: ExchangeSettingsChange,
): Promise<void> {
  const { secret, ...settings } = change;
  const sealed =
    secret === null ? {} : { encryptedSecret: encryptSecret(key, secret, { organizationId, field: FIELD }) };
  await db
    .insertInto('exchangeSettings')
    .values({ organizationId, encryptedSecret: null, ...settings, ...sealed })
    .onConflict((conflict) => conflict.column('organizationId').doUpdateSet({ ...settings, ...sealed }))
    .execute();
}

/** The delegate's password in plain text, for a connection that is about to be made; null when none is stored. */
export async function readDelegateSecret(
  db: Handle,
  key: SecretKey,
  organizationId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('exchangeSettings')
    .select('encryptedSecret')
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (!row?.encryptedSecret) return null;
  return decryptSecret(key, row.encryptedSecret, { organizationId, field: FIELD });
}
