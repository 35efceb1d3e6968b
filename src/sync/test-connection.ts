import type { ExchangeVersion } from '../model/organization.ts';
import { SideError } from '../model/problem.ts';
import type { Rung } from '../model/rung.ts';
import { testConnection as climb } from '../sides/ews/ladder/test-connection.ts';
import { readDelegateSecret } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { findOrganization } from '../store/organizations.ts';
import type { SecretKey } from '../store/secrets.ts';
import { saveServerHabits } from '../store/server-habits.ts';
import { ewsSettingsOf, otherMailboxesOf } from './connections.ts';

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

/**
 * Climbs the ladder with a connection that need not be saved; never throws for what the server does. What it finds
 * out about a server that is not quite Exchange is remembered for that server.
 */
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
    const settings = {
      ...ewsSettingsOf({ ...candidate, password }, ca),
      otherMailboxes: () => otherMailboxesOf(db, organizationId),
    };
    const options = { signal, ...(organization && { userZone: organization.timeZone }) };
    for await (const rung of climb(settings, mailbox, options)) {
      if (rung.name === 'probe' && rung.state === 'passed')
        await saveServerHabits(db, {
          organizationId,
          ewsUrl: candidate.ewsUrl,
          habits: rung.facts.habits ?? '',
        });
      yield rung;
    }
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
