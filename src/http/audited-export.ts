import { instantFromMillis } from '../model/time.ts';
import { insertAuditEntries } from '../store/audit.ts';
import type { HttpParts } from './parts.ts';
import type { Viewer } from './viewer.ts';

/** Writes down that somebody takes a file away: which, in which format, and by which filters. */
export async function recordExport(
  { database: { db } }: HttpParts,
  { organizationId, userId }: Viewer,
  what: 'log' | 'audit',
  query: Readonly<Record<string, unknown>>,
): Promise<void> {
  const filters = Object.entries(query).filter(([, value]) => value !== undefined);
  const changes = filters.map(([field, value]) => ({ field, before: null, after: value }));
  const at = instantFromMillis(Date.now());
  const entry = { at, actorId: userId, userId: null, action: 'exported', code: what, changes };
  await insertAuditEntries(db, organizationId, [entry]);
}
