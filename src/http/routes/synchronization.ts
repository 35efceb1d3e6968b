import { SideError } from '../../model/problem.ts';
import { inTransaction } from '../../store/handle.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { ApiError, DryRun, ExchangeUnreachable, SynchronizationView } from '../contract.ts';
import { refuseUnreachable } from '../exchange-unreachable.ts';
import { NoBody } from '../no-body.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { requireOwner } from '../owner/require-owner.ts';
import type { Api, HttpParts } from '../parts.ts';
import { requireAvailable } from '../synchronization-gate.ts';
import { UserParams, userOf } from '../synchronized-user.ts';
import { dryRunView } from '../views/dry-run.ts';
import { synchronizationView } from '../views/synchronization.ts';

/** How a user's synchronization stands, and what switching it on would do. */
export function synchronizationRoutes(api: Api, parts: HttpParts): void {
  const { database, engine } = parts;
  const looks = new OneAtATime('dryRunBusy');
  const read = {
    summary: "How a user's calendar synchronization stands",
    params: UserParams,
    response: { 200: SynchronizationView, '4xx': ApiError },
  };
  api.get('/api/users/:userId/synchronization', { schema: read }, async (request) => {
    const viewer = viewerOf(request);
    return synchronizationView(parts, viewer, await userOf(database, viewer, request.params.userId));
  });

  const look = {
    summary: 'What switching on would do; writes nothing',
    params: UserParams,
    body: NoBody,
    response: { 200: DryRun, 502: ExchangeUnreachable, '4xx': ApiError },
  };
  api.post('/api/users/:userId/synchronization/dry-run', { schema: look }, async (request, reply) => {
    const viewer = viewerOf(request);
    const user = await userOf(database, viewer, request.params.userId);
    await requireAvailable(database, user);
    // Whoever may not open the mailbox may not look into it either.
    await inTransaction(database.db, (trx) => requireOwner(trx, viewer, user));
    const { organizationId, userId } = viewer;
    const letGo = looks.begin(userId);
    try {
      const looked = await engine.dryRun(organizationId, userId, clientSignal(reply));
      return dryRunView(looked, user.email);
    } catch (error) {
      throw error instanceof SideError ? refuseUnreachable(error) : error;
    } finally {
      letGo();
    }
  });
}
