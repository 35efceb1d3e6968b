import { z } from 'zod';

/** An activity and a mailbox entry that are kept the same. */
export const SynchronizedPair = z.object({
  id: z.uuid(),
  activityId: z.string(),
  /** Null for a private entry of somebody else. */
  subject: z.string().nullable(),
  location: z.string().nullable(),
  /** Of a series its first occurrence: an instant, or a date where `allDay` says so. */
  start: z.string(),
  allDay: z.boolean(),
  isPrivate: z.boolean(),
  recurring: z.boolean(),
  /** On which side it was first; `matched` where it stood on both before they were synchronized. */
  origin: z.enum(['activities', 'mailbox', 'matched']),
  /** Address of who organises it in Exchange, where somebody else does. */
  organiser: z.string().nullable(),
  since: z.string(),
  updatedAt: z.string(),
});
export type SynchronizedPair = z.infer<typeof SynchronizedPair>;

/** The latest start first; `next` asks for what comes behind, `total` counts all that the search finds. */
export const PairPage = z.object({
  pairs: z.array(SynchronizedPair),
  next: z.string().nullable(),
  total: z.number(),
});
export type PairPage = z.infer<typeof PairPage>;

/**
 * GET /api/users/:userId/synchronization/pairs?text=&after=&limit= (oneself; administrator and support for
 * others, without the names of private entries). `text` is part of the subject or place.
 */
export const PairQuery = z.strictObject({
  text: z.string().trim().max(200).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
});
export type PairQuery = z.infer<typeof PairQuery>;
