import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readLogPulse } from '../../store/log-pulse.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { ApiError, LogLiveQuery } from '../contract.ts';
import { type LogScope, logScope } from '../log-scope.ts';
import { LOOK_EVERY, logStream } from '../log-stream.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { isStillIn } from '../sessions.ts';
import { SharedPulse } from '../shared-pulse.ts';
import type { Viewer } from '../viewer.ts';

/** Streams that one person may have open at a time, in all their windows. */
const AT_MOST = 20;

/** `GET /api/log/live`: says when there is something new to ask for. */
export function logLiveRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const pulses = new SharedPulse(LOOK_EVERY * 0.9);
  const open = new Map<string, number>();
  const events = {
    description: 'Server-sent events: `news`, `runs`, `end`',
    content: { 'text/event-stream': { schema: z.string() } },
  };
  const schema = {
    summary: 'What is new in the log, as it happens',
    querystring: LogLiveQuery,
    response: { 200: events, '4xx': ApiError },
  };
  api.get('/api/log/live', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { companyId, since } = request.query;
    const scope = await logScope(parts, viewer, companyId);
    countIn(viewer.userId, reply as FastifyReply);
    const { organizationId } = scope;
    const name = `${organizationId} ${viewer.role === 'user' ? viewer.userId : ''}`;
    const stream = logStream({
      since,
      pulse: () => pulses.read(name, () => readLogPulse(db, organizationId, scope.viewer)),
      mayListen: () => mayListen(request, viewer, scope),
      signal: clientSignal(reply),
    });
    return (
      (reply as FastifyReply)
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        // Begun before the server closes, it could not say later that its connection is not to be kept.
        .header('connection', 'close')
        .send(Readable.from(stream))
    );
  });

  function countIn(userId: string, reply: FastifyReply): void {
    const count = (open.get(userId) ?? 0) + 1;
    if (count > AT_MOST) throw new Refusal(429, 'tooManyStreams', { retryAfterSeconds: 60 });
    open.set(userId, count);
    reply.raw.once('close', () => {
      const left = (open.get(userId) ?? 1) - 1;
      if (left > 0) open.set(userId, left);
      else open.delete(userId);
    });
  }

  async function mayListen(request: FastifyRequest, viewer: Viewer, scope: LogScope): Promise<boolean> {
    if (!(await isStillIn(parts.database, request, viewer))) return false;
    if (scope.organizationId === viewer.organizationId) return true;
    return logScope(parts, viewer, scope.organizationId).then(
      () => true,
      () => false,
    );
  }
}
