import type { IncomingMessage } from 'node:http';

/** Thrown when a body is larger than the server reads. */
export class BodyTooLarge extends Error {}

/**
 * Reads a request's body whole, up to a limit in bytes. Past the limit reading stops, but the connection stays
 * open, so that the refusal can still be sent.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new BodyTooLarge(`The request is larger than ${limit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
