import { setLanguage } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, Me, MyPreferences } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { meView } from '../views/me.ts';

/** `GET` and `PATCH /api/me`: who is signed in, and their own preferences. */
export function meRoutes(api: Api, parts: HttpParts): void {
  const response = { 200: Me, '4xx': ApiError };
  api.get('/api/me', { schema: { summary: 'Who is signed in', response } }, async (request) =>
    meView(parts, viewerOf(request)),
  );

  const schema = { summary: 'My preferences', body: MyPreferences, response };
  api.patch('/api/me', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { language } = request.body;
    if (language) await setLanguage(parts.database.db, viewer.organizationId, viewer.userId, language);
    return meView(parts, viewer);
  });
}
