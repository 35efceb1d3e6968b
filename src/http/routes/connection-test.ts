import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rung } from '../../model/rung.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { candidateOf, ladders, testMailboxOf } from '../connection-test.ts';
import { ApiError, ExchangeTest, Rung as RungSchema } from '../contract.ts';
import { checkExchangeForm } from '../exchange-form.ts';
import { sentence } from '../language.ts';
import type { Api, HttpParts } from '../parts.ts';

/** `POST /api/exchange-settings/test`: the ladder, one rung a line as each is known. */
export function connectionTestRoutes(api: Api, { database, engine }: HttpParts): void {
  const lines = {
    description: 'One rung a line',
    content: { 'application/x-ndjson': { schema: RungSchema } },
  };
  const schema = {
    summary: 'Test the connection to Exchange',
    body: ExchangeTest,
    response: { 200: lines, '4xx': ApiError },
  };
  api.post('/api/exchange-settings/test', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { form, testMailbox } = request.body;
    await checkExchangeForm(database, viewer, form, true);
    const mailbox = testMailboxOf(testMailbox);
    const candidate = candidateOf(viewer.organizationId, form);
    // Let go when the answer is over, however it ends: a ladder that nobody reads may never be begun.
    reply.raw.once('close', ladders.begin(viewer.organizationId));
    const rungs = engine.testConnection(candidate, mailbox, clientSignal(reply));
    return (
      (reply as FastifyReply)
        .type('application/x-ndjson; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        // Begun before the server closes, it could not say later that its connection is not to be kept.
        .header('connection', 'close')
        .send(Readable.from(linesOf(rungs, request)))
    );
  });
}

/** The answer has begun when something goes wrong in the middle: it is told as a failed rung of its own. */
async function* linesOf(rungs: AsyncIterable<Rung>, request: FastifyRequest): AsyncGenerator<string> {
  let name: Rung['name'] = 'address';
  try {
    for await (const rung of rungs) {
      name = rung.name;
      yield `${JSON.stringify(rung)}\n`;
    }
  } catch (error) {
    request.log.error({ err: error, requestId: request.id }, 'the connection test broke off');
    const words = sentence(viewerOf(request).language, 'error.internal');
    yield `${JSON.stringify({ ...BROKEN_OFF, name, words, requestId: request.id })}\n`;
  }
}

const BROKEN_OFF = { state: 'failed', advice: null, facts: {}, millis: 0 } as const;
