import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { normaliseInstant } from '../../model/time.ts';
import { listStories, type StoryFilter } from '../../store/story-list.ts';
import { viewerOf } from '../access-guard.ts';
import { recordExport } from '../audited-export.ts';
import { ApiError, LogExportQuery, LogPage, LogQuery } from '../contract.ts';
import { csvExport, jsonExport } from '../log-export.ts';
import type { Api, HttpParts } from '../parts.ts';
import { refuseField } from '../refusal.ts';
import { logEntryView } from '../views/log-entry.ts';

/** Rows that one query of an export reads. */
const EXPORT_BATCH = 500;

/** `GET /api/log` and its download: one's own lines, or the company's for administrators and support. */
export function logRoutes(api: Api, parts: HttpParts): void {
  const refusals = { '4xx': ApiError };
  const list = { summary: 'The log', querystring: LogQuery, response: { 200: LogPage, ...refusals } };
  api.get('/api/log', { schema: list }, async (request) => {
    const { limit } = request.query;
    const stories = await readStories(parts, viewerOf(request), filterOf(request.query, limit + 1));
    const entries = stories.slice(0, limit).map(logEntryView);
    return { entries, next: stories.length > limit ? (entries.at(-1)?.id ?? null) : null };
  });

  const file = { 'text/csv': { schema: z.string() }, 'application/json': { schema: LogPage.shape.entries } };
  const exported = {
    summary: 'The log as a file',
    querystring: LogExportQuery,
    response: { 200: { description: 'The file', content: file }, ...refusals },
  };
  api.get('/api/log/export', { schema: exported }, async (request, reply) => {
    const { format } = request.query;
    await recordExport(parts, viewerOf(request), 'log', request.query);
    const lines = allStories(parts, viewerOf(request), filterOf(request.query, EXPORT_BATCH));
    return (reply as FastifyReply)
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="tahti-log.${format}"`)
      .send(Readable.from(format === 'csv' ? csvExport(lines) : jsonExport(lines)));
  });
}

type Viewer = ReturnType<typeof viewerOf>;

function readStories({ database }: HttpParts, viewer: Viewer, filter: StoryFilter) {
  return listStories(database.db, viewer.organizationId, viewer, filter);
}

async function* allStories(parts: HttpParts, viewer: Viewer, filter: StoryFilter) {
  let before = filter.before;
  for (;;) {
    const batch = await readStories(parts, viewer, { ...filter, before });
    for (const story of batch) yield logEntryView(story);
    before = batch.at(-1)?.id;
    if (batch.length < filter.limit) return;
  }
}

function filterOf(query: Omit<LogQuery, 'limit'>, limit: number): StoryFilter {
  const { before, from, to, kind, ...rest } = query;
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw refuseField(400, 'before', 'pageUnknown');
  return {
    ...rest,
    kind,
    from: from && normaliseInstant(from),
    to: to && normaliseInstant(to),
    before: before === undefined ? undefined : Number(before),
    limit,
  };
}
