import { z } from 'zod';
import { CalendarInstant } from './calendar-time.ts';

/**
 * GET /api/audit?actorId=&userId=&action=&from=&to=&text=&before=&limit= → AuditPage, newest first.
 * GET /api/audit/export?format=csv|json with the same filters is a download, itself a line of the trail.
 */
export const AuditChange = z.object({
  field: z.string(),
  /** A secret is null on both sides. */
  before: z.unknown(),
  after: z.unknown(),
  isSecret: z.boolean().optional(),
});
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actorId: z.uuid().nullable(),
  /** As it was then; empty where nobody was signed in. */
  actorName: z.string(),
  userId: z.uuid().nullable(),
  userName: z.string(),
  /** A kind of the log, or `exported`. */
  action: z.string(),
  code: z.string().nullable(),
  changes: z.array(AuditChange),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditQuery = z.strictObject({
  actorId: z.uuid().optional(),
  userId: z.uuid().optional(),
  action: z.string().max(100).optional(),
  from: CalendarInstant.optional(),
  to: CalendarInstant.optional(),
  text: z.string().max(200).optional(),
  before: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditExportQuery = AuditQuery.omit({ before: true, limit: true }).extend({
  format: z.enum(['csv', 'json']),
});
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;
