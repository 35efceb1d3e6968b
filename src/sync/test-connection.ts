import type { Cloud, SignInWay } from '../model/cloud.ts';
import type { ExchangeVersion } from '../model/organization.ts';
import { SideError } from '../model/problem.ts';
import type { Rung } from '../model/rung.ts';
import { testConnection as climb } from '../sides/ews/ladder/test-connection.ts';
import { readExchangeSecret } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { findOrganization } from '../store/organizations.ts';
import type { SecretKey } from '../store/secrets.ts';
import { saveServerHabits } from '../store/server-habits.ts';
import { otherMailboxesOf } from './connections.ts';
import { ewsSettingsOf } from './ews-settings.ts';

/** The connection as the form holds it; a null password or secret means the stored one. */
export interface Candidate {
  readonly organizationId: string;
  readonly version: ExchangeVersion;
  readonly signInWay: SignInWay;
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly applicationId: string;
  readonly clientSecret: string | null;
  readonly ewsUrl: string;
  readonly delegateUserName: string;
  readonly delegatePassword: string | null;
  readonly netbiosDomain: string;
}

export interface TestTools {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  readonly ca?: string | undefined;
  /** Login in place of Microsoft's. */
  readonly loginUrl?: string | undefined;
}

/**
 * Climbs the ladder with a connection that need not be saved; never throws for what the server does. What it finds
 * out about a server that is not quite Exchange is remembered for that server.
 */
export async function* testConnection(
  { db, secretKey, ca, loginUrl }: TestTools,
  candidate: Candidate,
  mailbox: string,
  signal: AbortSignal,
): AsyncGenerator<Rung> {
  const { organizationId, signInWay: way } = candidate;
  const typed = way === 'application' ? candidate.clientSecret : candidate.delegatePassword;
  const secret = typed ?? (await readExchangeSecret(db, secretKey, organizationId, way)) ?? '';
  const organization = await findOrganization(db, organizationId);
  try {
    const settings = {
      ...ewsSettingsOf({ ...candidate, secret }, { ca, loginUrl }),
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
