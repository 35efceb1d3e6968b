import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import { CALENDAR_SYNCHRONIZATION, readAddOn, setAddOn } from '../../store/add-ons.ts';
import { inTransaction } from '../../store/handle.ts';
import { stopRuns } from '../../store/mailbox-hold.ts';
import { insertStories } from '../../store/stories.ts';
import { switchedOnUsers } from '../../store/synchronizations.ts';
import { viewerOf } from '../access-guard.ts';
import { AddOn, AddOnChange, ApiError } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** Settings > Add-ons: the synchronization is the only one. */
export function addOnRoutes(api: Api, { database: { db }, engine }: HttpParts): void {
  const list = { summary: 'Add-ons', response: { 200: z.array(AddOn), '4xx': ApiError } };
  api.get('/api/add-ons', { schema: list }, async (request) => [
    await view(viewerOf(request).organizationId),
  ]);

  const change = {
    summary: 'Activate or deactivate an add-on',
    params: z.object({ name: z.string() }),
    body: AddOnChange,
    response: { 200: AddOn, '4xx': ApiError },
  };
  api.put('/api/add-ons/:name', { schema: change }, async (request) => {
    const { organizationId, userId } = viewerOf(request);
    const { name } = request.params;
    if (name !== CALENDAR_SYNCHRONIZATION) throw new Refusal(404, 'addOnNotFound');
    const isActive = request.body.active;
    if ((await readAddOn(db, organizationId)).isActive === isActive) return view(organizationId);
    const at = instantFromMillis(Date.now());
    await inTransaction(db, async (trx) => {
      await setAddOn(trx, organizationId, name, { isActive, changedBy: userId, changedAt: at });
      // Nobody waits for runs under way: they send nothing more.
      if (!isActive) await stopRuns(trx, organizationId);
      const code = isActive ? 'activated' : 'deactivated';
      const changes = [{ field: 'active', before: !isActive, after: isActive }];
      await insertStories(trx, organizationId, [
        { at, userId: null, actorId: userId, severity: 'info', kind: 'addOnChanged', code, changes },
      ]);
    });
    if (isActive) await startEverybody(organizationId);
    return view(organizationId);
  });

  /** What changed while the add-on was not active is synchronized now, behind what people wait for. */
  async function startEverybody(organizationId: string): Promise<void> {
    for (const userId of await switchedOnUsers(db, organizationId))
      await engine.enqueue({ organizationId, userId, trigger: 'sweep' });
  }

  async function view(organizationId: string): Promise<AddOn> {
    const { isActive, changedAt } = await readAddOn(db, organizationId);
    return { name: CALENDAR_SYNCHRONIZATION, active: isActive, changedAt };
  }
}
