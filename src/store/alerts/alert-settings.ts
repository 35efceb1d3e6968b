import type { Selectable } from 'kysely';
import { ALERT_DEFAULTS } from '../../model/alert.ts';
import type { Language } from '../../model/organization.ts';
import type { Instant } from '../../model/time.ts';
import type { Handle } from '../handle.ts';
import type { AlertSettingsTable } from '../schema/health.ts';
import { decryptSecret, encryptSecret, type SecretKey } from '../secrets.ts';

const FIELD = 'alert-settings.webhook-secret';

/** The settings without the webhook's secret, which only `readWebhook` gives out. */
export type AlertSettings = Omit<
  Selectable<AlertSettingsTable>,
  'organizationId' | 'encryptedWebhookSecret' | 'updatedAt'
> & { readonly hasWebhookSecret: boolean; readonly updatedAt: Instant | null };

/** What is saved. `webhookSecret` null keeps the stored one; without an address there is none to keep. */
export type AlertSettingsChange = Omit<AlertSettings, 'hasWebhookSecret' | 'updatedAt'> & {
  readonly webhookSecret: string | null;
  readonly updatedAt: Instant;
};

/** The company's settings; where nothing was ever saved, the defaults in that language. */
export async function readAlertSettings(
  db: Handle,
  organizationId: string,
  language: Language,
): Promise<AlertSettings> {
  const row = await db
    .selectFrom('alertSettings')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (!row) return { ...NEVER_SAVED, conditions: [...ALERT_DEFAULTS.conditions], language };
  const { organizationId: _own, encryptedWebhookSecret, ...settings } = row;
  return { ...settings, hasWebhookSecret: encryptedWebhookSecret !== null };
}

const { conditions: _all, ...LIMITS } = ALERT_DEFAULTS;
const NEVER_SAVED = {
  ...LIMITS,
  emails: [],
  webhookUrl: '',
  hasWebhookSecret: false,
  secretExpiresOn: null,
  updatedAt: null,
  updatedBy: null,
};

/** Saves the settings; the secret is encrypted before it goes anywhere near the database. */
export async function saveAlertSettings(
  db: Handle,
  key: SecretKey,
  organizationId: string,
  { webhookSecret, ...settings }: AlertSettingsChange,
): Promise<void> {
  const encrypted =
    webhookSecret === null ? null : encryptSecret(key, webhookSecret, { organizationId, field: FIELD });
  const keepsNone = settings.webhookUrl === '';
  const sealed =
    keepsNone || encrypted !== null ? { encryptedWebhookSecret: keepsNone ? null : encrypted } : {};
  await db
    .insertInto('alertSettings')
    .values({ organizationId, encryptedWebhookSecret: null, ...settings, ...sealed })
    .onConflict((conflict) => conflict.column('organizationId').doUpdateSet({ ...settings, ...sealed }))
    .execute();
}

/** Where the company's webhook is and what signs for it, for a message that is about to go out; null without. */
export async function readWebhook(
  db: Handle,
  key: SecretKey,
  organizationId: string,
): Promise<{ readonly url: string; readonly secret: string } | null> {
  const row = await db
    .selectFrom('alertSettings')
    .select(['webhookUrl', 'encryptedWebhookSecret'])
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (!row?.encryptedWebhookSecret || row.webhookUrl === '') return null;
  const secret = decryptSecret(key, row.encryptedWebhookSecret, { organizationId, field: FIELD });
  return { url: row.webhookUrl, secret };
}
