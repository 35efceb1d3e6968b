import { instantFromMillis } from '../model/time.ts';
import { insertAuditEntries } from '../store/audit.ts';
import { wasLookedAt } from '../store/looks.ts';
import { isAssigned } from '../store/support-assignments.ts';
import { findUser } from '../store/users.ts';
import type { Viewer as StoreViewer } from '../store/viewer.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** Whose log is read, and as whom. */
export interface LogScope {
  readonly organizationId: string;
  /** Of somebody from another company nobody's own: no entry there is theirs. */
  readonly viewer: StoreViewer;
  /** For the audit trail of a company that does not know its visitor; undefined at home. */
  readonly actorName: string | undefined;
}

/** The id of no user at all. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The log that a request means: one's own company's, or the one of another company that a support person looks
 * after. Any other is refused (403) in the same words, whether it exists or not.
 */
export async function logScope(
  { database: { db } }: HttpParts,
  viewer: Viewer,
  companyId: string | undefined,
): Promise<LogScope> {
  const { organizationId: homeId, userId, role } = viewer;
  if (companyId === undefined || companyId.toLowerCase() === homeId)
    return { organizationId: homeId, viewer: { userId, role }, actorName: undefined };
  const looksAfter = role === 'support' && (await isAssigned(db, { homeId, userId }, companyId));
  if (!looksAfter) throw new Refusal(403, 'companyNotAssigned');
  const self = await findUser(db, homeId, userId);
  const actorName = self ? `${self.firstName} ${self.lastName} (${self.email})`.trim() : '';
  return { organizationId: companyId.toLowerCase(), viewer: { userId: NOBODY, role }, actorName };
}

/** One visit is told once in so long (milliseconds), however often the page asks within it. */
const VISIT = 3600_000;

/**
 * Writes down that support looks into a company's log, and of whom where one user was picked: a visit at a time, so
 * that the trail says who looked without being buried under it. What is the user's or the company's own needs no line.
 */
export async function recordLook(
  { database: { db } }: HttpParts,
  { userId: actorId, role }: Viewer,
  { organizationId, actorName }: LogScope,
  userId: string | undefined,
): Promise<void> {
  if (role !== 'support') return;
  const now = Date.now();
  const of = { actorId, userId: userId ?? null, since: instantFromMillis(now - VISIT) };
  if (await wasLookedAt(db, organizationId, of)) return;
  const at = instantFromMillis(now);
  const look = { at, actorId, actorName, userId: of.userId, action: 'looked', code: 'log' };
  await insertAuditEntries(db, organizationId, [look]);
}
