import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import { CALENDAR_SYNCHRONIZATION, readAddOn, setAddOn } from '../../store/add-ons.ts';
import { insertStories } from '../../store/stories.ts';
import { viewerOf } from '../access-guard.ts';
import { AddOn, AddOnChange, ApiError } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** Settings > Add-ons: the synchronization is the only one. */
export function addOnRoutes(api: Api, { database: { db } }: HttpParts): void {
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
    await setAddOn(db, organizationId, name, { isActive, changedBy: userId, changedAt: at });
    await insertStories(db, organizationId, [
      {
        at,
        userId: null,
        actorId: userId,
        severity: 'info',
        kind: 'addOnChanged',
        code: isActive ? 'activated' : 'deactivated',
      },
    ]);
    return view(organizationId);
  });

  async function view(organizationId: string): Promise<AddOn> {
    const { isActive, changedAt } = await readAddOn(db, organizationId);
    return { name: CALENDAR_SYNCHRONIZATION, active: isActive, changedAt };
  }
}
