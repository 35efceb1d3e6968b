import { instantFromMillis } from '../model/time.ts';
import { insertAuditEntries } from '../store/audit.ts';
import type { HttpParts } from './parts.ts';
import type { Viewer } from './viewer.ts';

/** In whose trail it is written; of a company that does not know its visitor with their name. */
interface Trail {
  readonly organizationId: string;
  readonly actorName?: string | undefined;
}

/** Writes down that somebody takes a file away: which, in which format, and by which filters. */
export async function recordExport(
  { database: { db } }: HttpParts,
  viewer: Viewer,
  what: 'log' | 'audit',
  query: Readonly<Record<string, unknown>>,
  { organizationId, actorName }: Trail = viewer,
): Promise<void> {
  const filters = Object.entries(query).filter(
    ([name, value]) => value !== undefined && name !== 'companyId',
  );
  const changes = filters.map(([field, value]) => ({ field, before: null, after: value }));
  const at = instantFromMillis(Date.now());
  const entry = {
    at,
    actorId: viewer.userId,
    actorName,
    userId: null,
    action: 'exported',
    code: what,
    changes,
  };
  await insertAuditEntries(db, organizationId, [entry]);
}
