import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { viewerOf } from '../access-guard.ts';
import { recordExport } from '../audited-export.ts';
import { ApiError, LogExportQuery, LogPage, LogQuery } from '../contract.ts';
import { csvExport, jsonExport } from '../log-export.ts';
import { allEntries, EXPORT_BATCH, filterOf, readEntries } from '../log-reading.ts';
import { logScope, recordLook } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';

/** `GET /api/log` and its download: one's own lines, or the company's for administrators and support. */
export function logRoutes(api: Api, parts: HttpParts): void {
  const refusals = { '4xx': ApiError };
  const list = { summary: 'The log', querystring: LogQuery, response: { 200: LogPage, ...refusals } };
  api.get('/api/log', { schema: list }, async (request) => {
    const { limit, companyId, userId } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const entries = await readEntries(parts, scope, filterOf(request.query, limit + 1));
    await recordLook(parts, viewer, scope, userId);
    const shown = entries.slice(0, limit);
    return { entries: shown, next: entries.length > limit ? (shown.at(-1)?.id ?? null) : null };
  });

  const file = { 'text/csv': { schema: z.string() }, 'application/json': { schema: LogPage.shape.entries } };
  const exported = {
    summary: 'The log as a file',
    querystring: LogExportQuery,
    response: { 200: { description: 'The file', content: file }, ...refusals },
  };
  api.get('/api/log/export', { schema: exported }, async (request, reply) => {
    const { format, ...query } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, query.companyId);
    const filter = filterOf(query, EXPORT_BATCH);
    await recordExport(parts, viewer, 'log', request.query, scope);
    const lines = allEntries(parts, scope, filter);
    return (reply as FastifyReply)
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="tahti-log.${format}"`)
      .send(Readable.from(format === 'csv' ? csvExport(lines) : jsonExport(lines)));
  });
}
