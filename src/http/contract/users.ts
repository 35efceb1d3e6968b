import { z } from 'zod';
import { Role } from './session.ts';
import { Trouble } from './synchronization.ts';

/** GET /api/users?search=&state=&page=&pageSize= → UserPage (administrator, support). */
export const UserRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  state: z.enum(['off', 'on', 'paused']),
  since: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  trouble: Trouble.nullable(),
  problems: z.number(),
});
export type UserRow = z.infer<typeof UserRow>;
export const UserPage = z.object({ rows: z.array(UserRow), total: z.number() });
export type UserPage = z.infer<typeof UserPage>;

export const UserQuery = z.strictObject({
  /** Part of a name or an e-mail address. */
  search: z.string().max(200).optional(),
  state: z.enum(['off', 'on', 'paused']).optional(),
  /** The first page is 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type UserQuery = z.infer<typeof UserQuery>;

/** GET /api/colleagues → Colleague[] (everyone): whose calendars can be looked at, who can take part. */
export const Colleague = z.object({ id: z.uuid(), name: z.string(), email: z.string() });
export type Colleague = z.infer<typeof Colleague>;
