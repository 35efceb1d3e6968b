import type { ServerResponse } from 'node:http';
import type { OpenStream } from '../notifications/subscriptions.ts';
import { writeStreamedEnvelope } from './envelope.ts';
import type { Exchange, Outcome } from './exchange.ts';
import type { StreamPlan } from './stream-plan.ts';
import { StreamCut, StreamSession } from './stream-session.ts';
import { type ServerVersionName, serverVersions } from './versions.ts';

/**
 * Sends an answer that is held open: chunked, one envelope after the other, until its time is over, the client
 * goes away, or the server closes.
 * @param opening the first envelope
 */
export async function sendStream(exchange: Exchange, opening: string, plan: StreamPlan): Promise<Outcome> {
  const { response, services } = exchange;
  const { subscriptions } = services;
  const bell = subscriptions.attach(plan.subscriptions);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const stream: OpenStream = {
    chargedTo: plan.chargedTo,
    subscriptionIds: plan.subscriptions.map(({ id }) => id),
    cut: () => response.socket?.destroy(),
  };
  subscriptions.opened(stream);
  try {
    const signal = AbortSignal.any([gone.signal, services.closing]);
    return await speak(
      exchange,
      opening,
      new StreamSession(plan, bell, { ...surroundings(exchange), signal }),
    );
  } finally {
    subscriptions.closed(stream);
    subscriptions.detach(plan.subscriptions, bell);
  }
}

function surroundings({ services }: Exchange) {
  const { subscriptions, faults, organization } = services;
  return { subscriptions, faults, version: () => organization.server.version };
}

async function speak(exchange: Exchange, opening: string, session: StreamSession): Promise<Outcome> {
  const { response, services } = exchange;
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'x-nobuffering': '1' });
  let answerBytes = await say(exchange, opening);
  let fault: string | null = null;
  try {
    for await (const body of session.bodies()) {
      const server = serverVersions[services.organization.server.version as ServerVersionName];
      answerBytes += await say(exchange, writeStreamedEnvelope(server, body));
    }
    response.end();
  } catch (error) {
    if (!(error instanceof StreamCut)) throw error;
    fault = 'dropStream';
    response.socket?.destroy();
  }
  return { status: 200, codes: ['NoError'], answerBytes, fault };
}

/** @returns the number of bytes */
async function say({ response, services, read, text }: Exchange, envelope: string): Promise<number> {
  services.capture.keep(read.operation, ['NoError'], text, envelope);
  if (!response.write(envelope)) await drained(response);
  return Buffer.byteLength(envelope);
}

/** Resolves when the client has read on, or will never read again. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
