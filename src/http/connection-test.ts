import type { ConnectionCandidate, SyncEngine } from '../jobs/engine.ts';
import type { ExchangeForm, Language, Rung } from './contract.ts';
import { sentence } from './language.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { Refusal, refuseField } from './refusal.ts';

/** Companies whose connection is being tested, by the button or by saving. */
export const ladders: OneAtATime = new OneAtATime('connectionTestBusy');

/** The form as the engine tries it. */
export function candidateOf(organizationId: string, form: ExchangeForm): ConnectionCandidate {
  const { version, ewsUrl, delegateUserName, delegatePassword, netbiosDomain } = form;
  const { signInWay, cloud, tenant, applicationId, clientSecret } = form;
  return {
    organizationId,
    version,
    signInWay,
    cloud,
    tenant: tenant.trim(),
    applicationId: applicationId.trim(),
    clientSecret,
    ewsUrl: ewsUrl.trim(),
    delegateUserName: delegateUserName.trim(),
    delegatePassword,
    netbiosDomain: netbiosDomain.trim(),
  };
}

/** The mailbox that the ladder is climbed with; refused (422) when none is named, or what is named is no address. */
export function testMailboxOf(mailbox: string): string {
  const address = mailbox.trim();
  const fault = testMailboxFault(address);
  if (fault) throw refuseField(422, 'testMailbox', fault);
  return address;
}

/** What is wrong with a trimmed mailbox address (the code of its sentence); null when it looks like one. */
export function testMailboxFault(address: string): 'testMailboxRequired' | 'testMailboxNotAddress' | null {
  if (address === '') return 'testMailboxRequired';
  return /^[^@\s]+@[^@\s]+$/.test(address) ? null : 'testMailboxNotAddress';
}

/** Climbs the whole ladder; throws a Refusal that tells the first rung that failed (422), or that a test is under way (409). */
export async function requirePassedTest(
  engine: SyncEngine,
  candidate: ConnectionCandidate,
  mailbox: string,
  language: Language,
  signal: AbortSignal,
): Promise<void> {
  const letGo = ladders.begin(candidate.organizationId);
  try {
    for await (const rung of engine.testConnection(candidate, mailbox, signal))
      if (rung.state === 'failed') throw failedRung(rung as Rung, language);
  } finally {
    letGo();
  }
}

function failedRung(rung: Rung, language: Language): Refusal {
  return new Refusal(422, 'connectionTestFailed', {
    params: { rung: sentence(language, `rung.${rung.name}`), words: rung.words },
    words: { [rung.name]: rung.words },
    body: { rung },
  });
}
