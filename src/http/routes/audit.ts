import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { normaliseInstant } from '../../model/time.ts';
import { type AuditFilter, listAuditEntries } from '../../store/audit.ts';
import { viewerOf } from '../access-guard.ts';
import { auditCsv, auditJson } from '../audit-export.ts';
import { recordExport } from '../audited-export.ts';
import { ApiError, AuditExportQuery, AuditPage, AuditQuery } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { refuseField } from '../refusal.ts';
import { auditEntryView } from '../views/audit-entry.ts';

/** Rows that one query of an export reads. */
const EXPORT_BATCH = 500;

/** `GET /api/audit` and its download. There is no route that changes or removes a line. */
export function auditRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const refusals = { '4xx': ApiError };
  const list = {
    summary: 'The audit trail',
    querystring: AuditQuery,
    response: { 200: AuditPage, ...refusals },
  };
  api.get('/api/audit', { schema: list }, async (request) => {
    const { limit } = request.query;
    const { organizationId } = viewerOf(request);
    const stored = await listAuditEntries(db, organizationId, filterOf(request.query, limit + 1));
    const entries = stored.slice(0, limit).map(auditEntryView);
    return { entries, next: stored.length > limit ? (entries.at(-1)?.id ?? null) : null };
  });

  const file = {
    'text/csv': { schema: z.string() },
    'application/json': { schema: AuditPage.shape.entries },
  };
  const exported = {
    summary: 'The audit trail as a file',
    querystring: AuditExportQuery,
    response: { 200: { description: 'The file', content: file }, ...refusals },
  };
  api.get('/api/audit/export', { schema: exported }, async (request, reply) => {
    const { format } = request.query;
    const viewer = viewerOf(request);
    const filter = filterOf(request.query, EXPORT_BATCH);
    await recordExport(parts, viewer, 'audit', request.query);
    const lines = allEntries(viewer.organizationId, filter);
    return (reply as FastifyReply)
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="tahti-audit.${format}"`)
      .send(Readable.from(format === 'csv' ? auditCsv(lines) : auditJson(lines)));
  });

  async function* allEntries(organizationId: string, filter: AuditFilter) {
    let { before } = filter;
    for (;;) {
      const batch = await listAuditEntries(db, organizationId, { ...filter, before });
      for (const entry of batch) yield auditEntryView(entry);
      before = batch.at(-1)?.id;
      if (batch.length < filter.limit) return;
    }
  }
}

function filterOf(query: Omit<AuditQuery, 'limit'>, limit: number): AuditFilter {
  const { before, from, to, actorId, userId, action, text } = query;
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw refuseField(400, 'before', 'pageUnknown');
  return {
    ...{ actorId, userId, action, text, limit },
    from: from && normaliseInstant(from),
    to: to && normaliseInstant(to),
    before: before === undefined ? undefined : Number(before),
  };
}
