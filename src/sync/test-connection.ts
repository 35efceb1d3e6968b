import type { ExchangeVersion } from '../model/organization.ts';
import { SideError } from '../model/problem.ts';
import type { Rung } from '../model/rung.ts';
import { testConnection as climb } from '../sides/ews/ladder/test-connection.ts';
import { readDelegateSecret } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { findOrganization } from '../store/organizations.ts';
import type { SecretKey } from '../store/secrets.ts';
import { ewsSettingsOf } from './connections.ts';

/** The connection as the form holds it; a null password means the stored one. */
export interface Candidate {
  readonly organizationId: string;
  readonly version: ExchangeVersion;
  readonly ewsUrl: string;
  readonly delegateUserName: string;
  readonly delegatePassword: string | null;
  readonly netbiosDomain: string;
}

export interface TestTools {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  readonly ca?: string | undefined;
}

/** Climbs the ladder with a connection that need not be saved; never throws for what the server does. */
export async function* testConnection(
  { db, secretKey, ca }: TestTools,
  candidate: Candidate,
  mailbox: string,
  signal: AbortSignal,
): AsyncGenerator<Rung> {
  const { organizationId, delegatePassword } = candidate;
  const password = delegatePassword ?? (await readDelegateSecret(db, secretKey, organizationId)) ?? '';
  const organization = await findOrganization(db, organizationId);
  try {
    const settings = ewsSettingsOf({ ...candidate, password }, ca);
    yield* climb(settings, mailbox, { signal, ...(organization && { userZone: organization.timeZone }) });
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
    yield refusedRung(error);
  }
}

/** A connection that cannot even be tried fails at the first rung. */
function refusedRung({ details }: SideError): Rung {
  const { words, requestId, advice, code } = details;
  return { name: 'address', state: 'failed', words, requestId, advice, facts: { code }, millis: 0 };
}
