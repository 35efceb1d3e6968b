import type { ConnectionCandidate, SyncEngine } from '../jobs/engine.ts';
import type { ExchangeForm, Language, Rung } from './contract.ts';
import { sentence } from './language.ts';
import { Refusal } from './refusal.ts';

/** The form as the engine tries it. */
export function candidateOf(organizationId: string, form: ExchangeForm): ConnectionCandidate {
  const { version, ewsUrl, delegateUserName, delegatePassword, netbiosDomain } = form;
  return {
    organizationId,
    version,
    ewsUrl: ewsUrl.trim(),
    delegateUserName: delegateUserName.trim(),
    delegatePassword,
    netbiosDomain: netbiosDomain.trim(),
  };
}

/** The mailbox that the ladder is climbed with; refused (422) when none is named. */
export function testMailboxOf(mailbox: string): string {
  const address = mailbox.trim();
  if (address !== '') return address;
  throw new Refusal(422, 'testMailboxRequired', {
    fields: { testMailbox: { key: 'error.testMailboxRequired' } },
  });
}

/** Climbs the whole ladder; throws a Refusal (422) that tells the first rung that failed. */
export async function requirePassedTest(
  engine: SyncEngine,
  candidate: ConnectionCandidate,
  mailbox: string,
  language: Language,
  signal: AbortSignal,
): Promise<void> {
  for await (const rung of engine.testConnection(candidate, mailbox, signal))
    if (rung.state === 'failed') throw failedRung(rung as Rung, language);
}

function failedRung(rung: Rung, language: Language): Refusal {
  return new Refusal(422, 'connectionTestFailed', {
    params: { rung: sentence(language, `rung.${rung.name}`), words: rung.words },
    words: { [rung.name]: rung.words },
    body: { rung },
  });
}
