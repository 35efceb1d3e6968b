import { z } from 'zod';
import { findOrganization } from '../../store/organizations.ts';
import { assignedCompanies } from '../../store/support-assignments.ts';
import { listUsers } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, Colleague, LogCompanies, LogCompany } from '../contract.ts';
import { logScope } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';

/** Whose logs one may read, and the people of the one that is read: for the page's choices. */
export function logPeopleRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const companies = {
    summary: 'Companies whose log one may read, one’s own first',
    response: { 200: LogCompanies, '4xx': ApiError },
  };
  api.get('/api/log/companies', { schema: companies }, async (request) => {
    const { organizationId: homeId, userId, role } = viewerOf(request);
    const home = await findOrganization(db, homeId);
    const others = role === 'support' ? await assignedCompanies(db, { homeId, userId }) : [];
    return [...(home ? [home] : []), ...others].map(({ id, name }) => ({ id, name }));
  });

  const people = {
    summary: 'The people whose calendars a log tells of',
    querystring: LogCompany,
    response: { 200: z.array(Colleague), '4xx': ApiError },
  };
  api.get('/api/log/people', { schema: people }, async (request) => {
    const { organizationId } = await logScope(parts, viewerOf(request), request.query.companyId);
    const users = await listUsers(db, organizationId, {});
    return users
      .map(({ id, email, firstName, lastName }) => ({ id, email, name: `${firstName} ${lastName}`.trim() }))
      .sort((one, other) => one.name.localeCompare(other.name, 'fi'));
  });
}
