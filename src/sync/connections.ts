import type { ExchangeVersion } from '../model/organization.ts';
import { createEwsConnection, type EwsConnection, type EwsSettings } from '../sides/ews/connection.ts';
import { habitsOf } from '../sides/ews/habits.ts';
import { type ExchangeSettings, readDelegateSecret } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { otherMailboxes } from '../store/other-mailboxes.ts';
import type { SecretKey } from '../store/secrets.ts';
import { readServerHabits } from '../store/server-habits.ts';
import { syncError } from './sync-error.ts';

export interface ConnectionsOptions {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  /** Further certificate authority in PEM that every connection trusts. */
  readonly ca?: string | undefined;
  /** Limits and retries that differ from the usual ones (tests). */
  readonly ews?: Partial<Pick<EwsSettings, 'limits' | 'retry'>>;
}

interface Kept {
  readonly connection: Promise<EwsConnection>;
  /** The settings that it was made with. */
  readonly madeOf: string;
}

/**
 * One connection for each company, kept while its settings stay the same: sockets, limits and the measured
 * clock are shared by all of the company's mailboxes.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #kept = new Map<string, Kept>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** The company's connection. Throws SideError (fatal) when it cannot be made of the settings. */
  async of(settings: ExchangeSettings): Promise<EwsConnection> {
    const { organizationId } = settings;
    const madeOf = `${settings.updatedAt} ${settings.version} ${settings.ewsUrl}`;
    const kept = this.#kept.get(organizationId);
    if (kept?.madeOf === madeOf) return kept.connection;
    // Kept before it is made, so that two runs that start at once share one.
    const connection = this.#ewsSettings(settings).then(createEwsConnection);
    this.#kept.set(organizationId, { connection, madeOf });
    connection.catch(() => this.#kept.delete(organizationId));
    await close(kept);
    return connection;
  }

  /** Closes the company's connection; requests under way over it fail and are tried again. */
  async forget(organizationId: string): Promise<void> {
    const kept = this.#kept.get(organizationId);
    this.#kept.delete(organizationId);
    await close(kept);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((organizationId) => this.forget(organizationId)));
  }

  async #ewsSettings(settings: ExchangeSettings): Promise<EwsSettings> {
    const { db, secretKey, ca, ews } = this.#options;
    const password = await readDelegateSecret(db, secretKey, settings.organizationId);
    const habits = habitsOf({ habits: await readServerHabits(db, settings.organizationId, settings.ewsUrl) });
    const others = () => otherMailboxesOf(db, settings.organizationId);
    return {
      ...ewsSettingsOf({ ...settings, password: password ?? '' }, ca),
      habits,
      otherMailboxes: others,
      ...ews,
    };
  }
}

/** One more than are tried: the one that was denied may be among them. */
const OTHERS = 4;

/** Mailboxes by which a scope that leaves one out is told from a missing right. */
export function otherMailboxesOf(db: Handle, organizationId: string): Promise<readonly string[]> {
  return otherMailboxes(db, organizationId, OTHERS);
}

/** A connection that could not even be made has nothing to close. */
async function close(kept: Kept | undefined): Promise<void> {
  const connection = await kept?.connection.catch(() => undefined);
  await connection?.close();
}

/** A company's connection as it is stored or as the form holds it. */
export interface ConnectionForm {
  readonly version: ExchangeVersion;
  readonly ewsUrl: string;
  readonly delegateUserName: string;
  readonly netbiosDomain: string;
  readonly password: string;
}

/** Office 365 has one address for everybody; every other server has its own. */
function addressOf(version: ExchangeVersion): string {
  return version === 'office365-ews' ? 'https://outlook.office365.com/EWS/Exchange.asmx' : '';
}

/** What the connector needs of it. Throws SideError (fatal) for a version that does not speak EWS. */
export function ewsSettingsOf(form: ConnectionForm, ca: string | undefined): EwsSettings {
  const { version } = form;
  if (version === 'office365-graph')
    throw syncError(
      'fatal',
      'TAHTI_VERSION_NOT_SUPPORTED',
      'Microsoft Graph is not synchronized yet.',
      'syncVersionNotSupported',
    );
  return {
    url: form.ewsUrl || addressOf(version),
    version,
    userName: form.delegateUserName,
    password: form.password,
    domain: form.netbiosDomain,
    ...(ca && { ca }),
  };
}
