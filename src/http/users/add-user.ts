import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { changesBetween } from '../../model/audit.ts';
import { instantFromMillis } from '../../model/time.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { inTransaction } from '../../store/handle.ts';
import { NO_PASSWORD } from '../../store/passwords.ts';
import { insertUser } from '../../store/users.ts';
import type { UserAnswer, UserForm } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { issueLinkFor } from '../password-by-link.ts';
import { requireZone } from '../time-zone.ts';
import type { Viewer } from '../viewer.ts';
import { rowOf } from './row-of.ts';
import { refusingTakenAddress } from './taken-address.ts';

/**
 * Adds a user who sets their own password by a link, and whose synchronization is off. Refuses an unknown zone (400)
 * and an address of another user (409), each beside its field. Should the process die before the link is made,
 * the user is there, and the administrator makes one as for anybody else.
 */
export async function addUser(
  parts: HttpParts,
  viewer: Viewer,
  form: UserForm,
  request: FastifyRequest,
): Promise<UserAnswer> {
  requireZone('timeZone', form.timeZone);
  const { organizationId, userId: issuedBy } = viewer;
  const userId = randomUUID();
  await refusingTakenAddress(form.email, () =>
    inTransaction(parts.database.db, async (trx) => {
      await insertUser(trx, { ...form, organizationId, id: userId, passwordHash: NO_PASSWORD });
      await insertAuditEntries(trx, organizationId, [
        {
          at: instantFromMillis(Date.now()),
          actorId: issuedBy,
          userId,
          action: 'userAdded',
          changes: changesBetween(undefined, form),
        },
      ]);
    }),
  );
  const about = { organizationId, userId, issuedBy, purpose: 'invitation' } as const;
  const link = await issueLinkFor(parts, request, about);
  return { user: await rowOf(parts, organizationId, userId), link };
}
