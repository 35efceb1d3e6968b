import { createEwsConnection, type EwsConnection, type EwsSettings } from '../sides/ews/connection.ts';
import { habitsOf } from '../sides/ews/habits.ts';
import { type ExchangeSettings, readExchangeSecret } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { otherMailboxes } from '../store/other-mailboxes.ts';
import type { SecretKey } from '../store/secrets.ts';
import { readServerHabits } from '../store/server-habits.ts';
import { ewsSettingsOf } from './ews-settings.ts';

export interface ConnectionsOptions {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  /** Further certificate authority in PEM that every connection trusts. */
  readonly ca?: string | undefined;
  /** Login that gives applications their tokens, in place of Microsoft's: an origin without a slash at the end. */
  readonly loginUrl?: string | undefined;
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
    const { db, secretKey, ca, loginUrl, ews } = this.#options;
    const { organizationId, signInWay } = settings;
    const secret = await readExchangeSecret(db, secretKey, organizationId, signInWay);
    const habits = habitsOf({ habits: await readServerHabits(db, organizationId, settings.ewsUrl) });
    const others = () => otherMailboxesOf(db, organizationId);
    return {
      ...ewsSettingsOf({ ...settings, secret: secret ?? '' }, { ca, loginUrl }),
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
