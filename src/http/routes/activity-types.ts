import { z } from 'zod';
import { listActivityTypes } from '../../store/activity-types.ts';
import { viewerOf } from '../access-guard.ts';
import { ActivityType, ApiError } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';

/** `GET /api/activity-types`, in the order in which the page shows them. */
export function activityTypeRoutes(api: Api, { database }: HttpParts): void {
  const schema = { summary: 'Activity types', response: { 200: z.array(ActivityType), '4xx': ApiError } };
  api.get('/api/activity-types', { schema }, async (request) => {
    const types = await listActivityTypes(database.db, viewerOf(request).organizationId);
    return types.map(({ id, names, category, color, isActive, isDefault }) => ({
      id,
      names,
      category,
      color,
      active: isActive,
      isDefault,
    }));
  });
}
