import { clientSignal } from '../client-signal.ts';
import { testMailboxFault } from '../connection-test.ts';
import { ApiError, FindAddress, FoundAddress } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/**
 * `POST /api/exchange-settings/find-address`: the EWS address by Autodiscover. The password is the one that was
 * just typed, never the stored one: that goes to the server for which it was entered, and nowhere else.
 */
export function findAddressRoutes(api: Api, { engine }: HttpParts): void {
  const schema = {
    summary: 'Find the EWS address of a mailbox by Autodiscover',
    body: FindAddress,
    response: { 200: FoundAddress, '4xx': ApiError },
  };
  api.post('/api/exchange-settings/find-address', { schema }, async (request, reply) => {
    const { mailbox, delegateUserName, delegatePassword, netbiosDomain, confirmedHost } = request.body;
    const question = {
      mailbox: mailbox.trim(),
      userName: delegateUserName.trim(),
      password: delegatePassword,
      netbiosDomain: netbiosDomain.trim(),
      confirmedHost,
    };
    checkQuestion(question);
    const answer = await engine.findAddress(question, clientSignal(reply));
    if (answer.ok) {
      const { ewsUrl, primaryAddress, version } = answer;
      return { found: { ewsUrl, primaryAddress, version }, trouble: null, confirmHost: null };
    }
    const { code, words, requestId, advice } = answer.error;
    return { found: null, trouble: { code, words, requestId, advice }, confirmHost: answer.confirm };
  });
}

function checkQuestion(question: { mailbox: string; userName: string; password: string }): void {
  const mailboxFault = testMailboxFault(question.mailbox);
  const faults = {
    ...(mailboxFault && { mailbox: { key: `error.${mailboxFault}` } }),
    ...(question.userName === '' && { delegateUserName: { key: 'error.delegateUserNameRequired' } }),
    ...(question.password === '' && { delegatePassword: { key: 'error.delegatePasswordRequired' } }),
  };
  if (Object.keys(faults).length > 0) throw new Refusal(422, 'invalidRequest', { fields: faults });
}
