import { type Selectable, sql } from 'kysely';
import type { SignInWay } from '../model/cloud.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { ExchangeSettingsTable } from './schema/settings.ts';
import { decryptSecret, encryptSecret, type SecretKey } from './secrets.ts';

/** The settings without the secret, which only `readExchangeSecret` gives out. */
export type ExchangeSettings = Omit<Selectable<ExchangeSettingsTable>, 'encryptedSecret'> & {
  readonly hasSecret: boolean;
};

/** What is saved. `secret` null keeps the stored one, unless the way of signing in changes: it then is forgotten. */
export type ExchangeSettingsChange = Omit<
  Selectable<ExchangeSettingsTable>,
  'organizationId' | 'encryptedSecret' | 'updatedAt' | 'moveId'
> & { readonly secret: string | null; readonly updatedAt: Instant };

/** Under which name a secret is sealed: one of another way than the row says cannot be opened. */
const FIELDS: Readonly<Record<SignInWay, string>> = {
  password: 'exchange-settings.secret',
  application: 'exchange-settings.client-secret',
};

/** The stored secret belongs to the way in use; a row that takes up another way starts without one. */
const keptSecret = sql<string | null>`case when exchange_settings.sign_in_way = excluded.sign_in_way
  then exchange_settings.encrypted_secret end`;

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

/** The same, kept from others until the transaction ends: what is decided by it stays true. */
export async function lockExchangeSettings(
  trx: Handle,
  organizationId: string,
): Promise<ExchangeSettings | undefined> {
  await trx
    .selectFrom('exchangeSettings')
    .select('organizationId')
    .where('organizationId', '=', organizationId)
    .forUpdate()
    .execute();
  return readExchangeSettings(trx, organizationId);
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
  const encryptedSecret = sealExchangeSecret(key, organizationId, settings.signInWay, secret);
  await db
    .insertInto('exchangeSettings')
    .values({ organizationId, encryptedSecret, ...settings })
    .onConflict((conflict) =>
      conflict
        .column('organizationId')
        .doUpdateSet({ ...settings, encryptedSecret: encryptedSecret ?? keptSecret }),
    )
    .execute();
}

/**
 * The stored secret of this way of signing in (the delegate's password, or the application's secret) in plain text,
 * for a connection that is about to be made; null when none is stored or another way is in use.
 */
export async function readExchangeSecret(
  db: Handle,
  key: SecretKey,
  organizationId: string,
  way: SignInWay,
): Promise<string | null> {
  const row = await db
    .selectFrom('exchangeSettings')
    .select('encryptedSecret')
    .where('organizationId', '=', organizationId)
    .where('signInWay', '=', way)
    .executeTakeFirst();
  return row?.encryptedSecret ? openExchangeSecret(key, organizationId, way, row.encryptedSecret) : null;
}

/** A secret as it may be stored, bound to this company and way of signing in; null stays null. */
export function sealExchangeSecret(
  key: SecretKey,
  organizationId: string,
  way: SignInWay,
  secret: string | null,
): string | null {
  return secret === null ? null : encryptSecret(key, secret, { organizationId, field: FIELDS[way] });
}

/** What `sealExchangeSecret` sealed, in plain text. Throws SecretError. */
export function openExchangeSecret(
  key: SecretKey,
  organizationId: string,
  way: SignInWay,
  sealed: string,
): string {
  return decryptSecret(key, sealed, { organizationId, field: FIELDS[way] });
}
