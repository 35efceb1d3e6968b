import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import { dismissInvitation } from '../../store/synchronization-invitations.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, InvitationAnswer, InvitationOrder } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { inviteToSwitchOn } from '../users/invite-to-switch-on.ts';

/** Asking users to turn their synchronization on, and their answer that they do not want to be asked. */
export function invitationRoutes(api: Api, parts: HttpParts): void {
  const invite = {
    summary: 'Ask users to turn their synchronization on',
    body: InvitationOrder,
    response: { 200: InvitationAnswer, '4xx': ApiError },
  };
  api.post('/api/synchronization-invitations', { schema: invite }, (request) =>
    inviteToSwitchOn(parts, viewerOf(request), request.body),
  );

  const dismiss = {
    summary: 'Dismiss my invitation to turn synchronization on',
    response: { 204: z.null(), '4xx': ApiError },
  };
  api.delete('/api/me/synchronization-invitation', { schema: dismiss }, async (request, reply) => {
    const { organizationId, userId } = viewerOf(request);
    await dismissInvitation(parts.database.db, organizationId, userId, instantFromMillis(Date.now()));
    return reply.code(204).send(null);
  });
}
