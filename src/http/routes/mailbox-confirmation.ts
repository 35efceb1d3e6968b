import { SideError } from '../../model/problem.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import {
  ApiError,
  ConfirmationCode,
  ExchangeUnreachable,
  MailboxConfirmation,
  SynchronizationView,
} from '../contract.ts';
import { refuseUnreachable } from '../exchange-unreachable.ts';
import { NoBody } from '../no-body.ts';
import { MailboxConfirmations } from '../owner/mailbox-confirmations.ts';
import type { Api, HttpParts } from '../parts.ts';
import { UserParams, userOf } from '../synchronized-user.ts';
import { synchronizationView } from '../views/synchronization.ts';

/** How somebody shows that the mailbox is theirs, where their account passed through other hands. */
export function mailboxConfirmationRoutes(api: Api, parts: HttpParts): void {
  const { database } = parts;
  const confirmations = new MailboxConfirmations(parts);
  const ask = {
    summary: 'Leave a code in my mailbox',
    params: UserParams,
    body: NoBody,
    response: { 200: MailboxConfirmation, 502: ExchangeUnreachable, '4xx': ApiError },
  };
  api.post('/api/users/:userId/synchronization/confirmation', { schema: ask }, async (request, reply) => {
    const user = await userOf(database, viewerOf(request), request.params.userId);
    try {
      return await confirmations.ask(user, request, clientSignal(reply));
    } catch (error) {
      throw error instanceof SideError ? refuseUnreachable(error) : error;
    }
  });

  const say = {
    summary: 'Say the code from my mailbox',
    params: UserParams,
    body: ConfirmationCode,
    response: { 200: SynchronizationView, '4xx': ApiError },
  };
  api.post('/api/users/:userId/synchronization/confirmation/code', { schema: say }, async (request) => {
    const viewer = viewerOf(request);
    const user = await userOf(database, viewer, request.params.userId);
    await confirmations.confirm(user, request.body.code, request);
    return synchronizationView(parts, viewer, await userOf(database, viewer, user.id));
  });
}
