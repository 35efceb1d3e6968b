import { z } from 'zod';
import { LogCompany } from './log.ts';
import { RunView } from './synchronization.ts';

/**
 * GET /api/log/live?since=&companyId= → server-sent events, for as long as the session lasts: `news` with the id of
 * the newest line whenever there are lines that whoever asks may see and has not (`since`), `runs` whenever a run
 * begins, goes on or ends, `end` when the session is over. An event says that there is something, never what:
 * that is asked of GET /api/log, which knows who may see it.
 */
export const LogLiveQuery = LogCompany.extend({ since: z.coerce.number().int().min(0) });
export type LogLiveQuery = z.infer<typeof LogLiveQuery>;

/** GET /api/log/companies → the companies whose log one may read, one's own first. */
export const LogCompanies = z.array(z.object({ id: z.uuid(), name: z.string() }));
export type LogCompanies = z.infer<typeof LogCompanies>;

/** GET /api/log/runs?companyId=&userId=&state=&from=&to=&before=&limit= → RunPage, newest first. */
export const RunOfLog = RunView.extend({ userId: z.uuid(), userName: z.string() });
export type RunOfLog = z.infer<typeof RunOfLog>;
export const RunPage = z.object({ runs: z.array(RunOfLog), next: z.string().nullable() });
export type RunPage = z.infer<typeof RunPage>;

export const RunQuery = LogCompany.extend({
  userId: z.uuid().optional(),
  state: z.enum(['running', 'succeeded', 'failed', 'held']).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunQuery = z.infer<typeof RunQuery>;
