import { instantFromMillis } from '../model/time.ts';
import type { Database } from '../store/database.ts';
import { insertStories } from '../store/stories.ts';
import { findUser } from '../store/users.ts';
import { isUuid } from './identifiers.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/**
 * Writes down that somebody tried to start another user's synchronization. Refuses with 404 when that
 * user is none of the viewer's company: there, not even their existence is told.
 */
export async function recordAttempt({ db }: Database, viewer: Viewer, userId: string): Promise<void> {
  const target = isUuid(userId) ? await findUser(db, viewer.organizationId, userId) : undefined;
  if (!target) throw new Refusal(404, 'userNotFound');
  await insertStories(db, viewer.organizationId, [
    {
      at: instantFromMillis(Date.now()),
      userId: target.id,
      actorId: viewer.userId,
      severity: 'warning',
      kind: 'refused',
      code: 'onlyYourself',
    },
  ]);
}
