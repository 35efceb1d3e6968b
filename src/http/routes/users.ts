import { z } from 'zod';
import { listUserOverviews } from '../../store/user-overview.ts';
import { listUsers } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, Colleague, UserPage, UserQuery } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { userRow } from '../views/user.ts';

/** Settings > Users, and the colleagues whose calendars everyone may look at. */
export function userRoutes(api: Api, { database: { db } }: HttpParts): void {
  const list = { summary: 'Users', querystring: UserQuery, response: { 200: UserPage, '4xx': ApiError } };
  api.get('/api/users', { schema: list }, async (request) => {
    const { page, pageSize, ...asked } = request.query;
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const { organizationId } = viewerOf(request);
    const { rows, counts } = await listUserOverviews(db, organizationId, { ...asked, ...paging });
    const { total, ...ofAll } = counts;
    return { rows: rows.map(userRow), total, counts: ofAll };
  });

  const colleagues = { summary: 'Colleagues', response: { 200: z.array(Colleague), '4xx': ApiError } };
  api.get('/api/colleagues', { schema: colleagues }, async (request) => {
    const users = await listUsers(db, viewerOf(request).organizationId, { isActive: true });
    const named = users.map(({ id, email, firstName, lastName }) => ({
      id,
      email,
      name: `${firstName} ${lastName}`.trim(),
    }));
    return named.sort((one, other) => one.name.localeCompare(other.name, 'fi'));
  });
}
