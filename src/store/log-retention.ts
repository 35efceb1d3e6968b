import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';

/** Deletes lines of the log and runs from before an instant, of all companies; returns how many lines. */
export async function clearLogBefore(db: Handle, before: Instant): Promise<number> {
  const stories = await db.deleteFrom('stories').where('at', '<', before).executeTakeFirst();
  await db.deleteFrom('runs').where('startedAt', '<', before).where('state', '!=', 'running').execute();
  return Number(stories.numDeletedRows);
}
