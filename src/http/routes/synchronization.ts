import { SideError } from '../../model/problem.ts';
import { instantFromMillis } from '../../model/time.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { ApiError, DryRun, ExchangeUnreachable, SynchronizationView } from '../contract.ts';
import { NoBody } from '../no-body.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { requireAvailable } from '../synchronization-gate.ts';
import { UserParams, userOf } from '../synchronized-user.ts';
import { dryRunView } from '../views/dry-run.ts';
import { synchronizationView } from '../views/synchronization.ts';
import { troubleView } from '../views/trouble.ts';

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
    const { organizationId, userId } = viewer;
    const letGo = looks.begin(userId);
    try {
      const looked = await engine.dryRun(organizationId, userId, clientSignal(reply));
      return dryRunView(looked, user.email);
    } catch (error) {
      return refuseUnreachable(error);
    } finally {
      letGo();
    }
  });
}

/** Exchange's own words go to the person: they are what support will ask for. */
function refuseUnreachable(error: unknown): never {
  if (!(error instanceof SideError)) throw error;
  const { details } = error;
  throw new Refusal(502, 'exchangeUnreachable', {
    params: { words: details.words },
    body: { trouble: troubleView(details, instantFromMillis(Date.now())) },
  });
}
