import { z } from 'zod';
import type { Database } from '../store/database.ts';
import { findUser, type User } from '../store/users.ts';
import { isUuid } from './identifiers.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** Path parameters of everything under `/api/users/:userId`. */
export const UserParams = z.object({ userId: z.string() });

/** The user whom the path names, of the viewer's own company; 404 for anybody else. */
export async function userOf({ db }: Database, viewer: Viewer, userId: string): Promise<User> {
  const user = isUuid(userId) ? await findUser(db, viewer.organizationId, userId) : undefined;
  if (user) return user;
  throw new Refusal(404, 'userNotFound');
}
