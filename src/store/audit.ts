import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { AuditChange } from '../model/audit.ts';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { asJson } from './schema/columns.ts';
import type { Schema } from './schema.ts';

/** One line of the audit trail as it is written. A secret is never among the values. */
export interface NewAuditEntry {
  readonly at: Instant;
  /** Whoever did it; null where nobody was signed in. */
  readonly actorId: string | null;
  /** Whose synchronization or account it concerns; null for what concerns the company. */
  readonly userId: string | null;
  /** Of somebody who is none of the company's own users. */
  readonly actorName?: string | undefined;
  readonly action: string;
  readonly code?: string | null;
  readonly changes?: readonly AuditChange[];
}

/** As `insertStories`: rows in one statement. */
const BATCH = 500;

const nameOf = (organizationId: string, userId: string | null) =>
  sql<string>`coalesce((select trim(first_name || ' ' || last_name) from users
    where organization_id = ${organizationId}::uuid and id = ${userId}::uuid), '')`;

/**
 * Writes lines of the audit trail, in the transaction of the change that they tell of. Names are kept as they
 * are now: they stay when a user goes.
 */
export async function insertAuditEntries(
  db: Handle,
  organizationId: string,
  entries: readonly NewAuditEntry[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += BATCH)
    await db
      .insertInto('auditEntries')
      .values(
        entries.slice(at, at + BATCH).map(({ changes, code, actorName, ...entry }) => ({
          ...entry,
          organizationId,
          code: code ?? null,
          actorName: actorName ?? nameOf(organizationId, entry.actorId),
          userName: nameOf(organizationId, entry.userId),
          changes: asJson(changes ?? []),
        })),
      )
      .execute();
}

/** A line as it is shown. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Instant;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly userId: string | null;
  readonly userName: string;
  readonly action: string;
  readonly code: string | null;
  readonly changes: readonly AuditChange[];
}

export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly userId?: string | undefined;
  readonly action?: string | undefined;
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly to?: Instant | undefined;
  /** Part of a name, of a field's name or of a value. */
  readonly text?: string | undefined;
  /** Only lines older than the one of this id: paging. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The audit trail of a company, the newest first. */
export async function listAuditEntries(
  db: Handle,
  organizationId: string,
  filter: AuditFilter,
): Promise<readonly AuditEntry[]> {
  return db
    .selectFrom('auditEntries')
    .select(['id', 'at', 'actorId', 'actorName', 'userId', 'userName', 'action', 'code', 'changes'])
    .where('organizationId', '=', organizationId)
    .where((eb) => eb.and(conditions(eb, filter)))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();
}

function conditions(eb: ExpressionBuilder<Schema, 'auditEntries'>, filter: AuditFilter) {
  const list: ExpressionWrapper<Schema, 'auditEntries', SqlBool>[] = [];
  if (filter.actorId) list.push(eb('actorId', '=', filter.actorId));
  if (filter.userId) list.push(eb('userId', '=', filter.userId));
  if (filter.action) list.push(eb('action', '=', filter.action));
  if (filter.from) list.push(eb('at', '>=', filter.from));
  if (filter.to) list.push(eb('at', '<', filter.to));
  if (filter.before !== undefined) list.push(eb('id', '<', filter.before));
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    const inChanges = eb(sql<string>`changes::text`, 'ilike', pattern);
    list.push(eb.or([eb('actorName', 'ilike', pattern), eb('userName', 'ilike', pattern), inChanges]));
  }
  return list;
}
