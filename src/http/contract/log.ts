import { z } from 'zod';
import { CalendarInstant } from './calendar-time.ts';
import { Trouble } from './synchronization.ts';

/**
 * GET /api/log?companyId=&userId=&from=&to=&severity=&kind=&code=&text=&activityId=&itemId=&runId=&before=&limit=
 * → LogPage, newest first. A user gets only their own; an administrator the company's; support that of a company
 * which they look after (their own where `companyId` is left out; 403 `companyNotAssigned` for any other).
 * Subjects of private entries are null for everyone but their owner. GET /api/log/export?format=csv|json with the
 * same filters is a download.
 */
export const LogKind = z.enum([
  'created',
  'changed',
  'deleted',
  'matched',
  'conflict',
  'setAside',
  'recovered',
  'leftAlone',
  'held',
  'runFailed',
  'switchedOn',
  'switchedOff',
  'paused',
  'resumed',
  'refused',
  'settingsChanged',
  'connectionMove',
  'addOnChanged',
  'unlinked',
  'resynchronized',
  'approved',
  'takenBack',
  'signInFailed',
  'signInChanged',
  'putBack',
  'triedAgain',
]);
export type LogKind = z.infer<typeof LogKind>;

export const LogEntry = z.object({
  id: z.string(),
  at: z.string(),
  userId: z.uuid().nullable(),
  userName: z.string().nullable(),
  /** Who did it, where a person did: switching, settings, a refused attempt. */
  actorName: z.string().nullable(),
  severity: z.enum(['info', 'warning', 'error']),
  kind: LogKind,
  /** On which side it was done. */
  side: z.enum(['activities', 'mailbox']).nullable(),
  subject: z.string().nullable(),
  isPrivate: z.boolean(),
  activityId: z.string().nullable(),
  itemId: z.string().nullable(),
  runId: z.string().nullable(),
  /** Names of the fields concerned, from the field table. */
  fields: z.array(z.string()),
  /** Both values of a conflict; null where the entry is somebody else's private one. */
  conflicts: z.array(
    z.object({
      field: z.string(),
      activity: z.unknown(),
      mailbox: z.unknown(),
      winner: z.enum(['activities', 'mailbox']),
      /** Whose value was put back last, by whom and when; null while nobody has. */
      putBack: z
        .object({ side: z.enum(['activities', 'mailbox']), at: z.string(), actorName: z.string().nullable() })
        .nullable(),
    }),
  ),
  /** Reason of `leftAlone`, `held`, `refused`, `putBack`: a key of the language files. */
  reason: z.string().nullable(),
  error: Trouble.nullable(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const LogPage = z.object({ entries: z.array(LogEntry), next: z.string().nullable() });
export type LogPage = z.infer<typeof LogPage>;

/** Whose log it is: the company of whoever asks where it is left out. */
export const LogCompany = z.strictObject({ companyId: z.uuid().optional() });
export type LogCompany = z.infer<typeof LogCompany>;

export const LogQuery = LogCompany.extend({
  userId: z.uuid().optional(),
  from: CalendarInstant.optional(),
  to: CalendarInstant.optional(),
  severity: z.enum(['info', 'warning', 'error']).optional(),
  kind: LogKind.optional(),
  code: z.string().max(200).optional(),
  text: z.string().max(200).optional(),
  activityId: z.string().max(100).optional(),
  /** Id of the entry in the mailbox. */
  itemId: z.string().max(1000).optional(),
  runId: z.uuid().optional(),
  before: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type LogQuery = z.infer<typeof LogQuery>;

/** GET /api/log/export: the same filters, every entry that they let through, as a download. */
export const LogExportQuery = LogQuery.omit({ before: true, limit: true }).extend({
  format: z.enum(['csv', 'json']),
});
export type LogExportQuery = z.infer<typeof LogExportQuery>;
