import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** The faults that begin an answer and then spoil it. */
type BadAnswer = Extract<
  Fault,
  { kind: 'malformedXml' | 'endless' | 'hugeAnswer' | 'doctypeBomb' | 'trickle' }
>;

/**
 * Sends an answer that is spoiled on purpose. Stops as soon as the client goes away or the server closes.
 * @param xml the answer as it should have been
 */
export async function sendBadAnswer(
  response: ServerResponse,
  fault: BadAnswer,
  xml: string,
  closing: AbortSignal,
): Promise<number> {
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
  const sent = { bytes: 0 };
  for await (const piece of pieces(fault, xml, closing)) {
    if (response.destroyed || closing.aborted) break;
    sent.bytes += piece.length;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
  return sent.bytes;
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

async function* pieces(fault: BadAnswer, xml: string, closing: AbortSignal): AsyncGenerator<string> {
  switch (fault.kind) {
    case 'malformedXml':
      yield `${xml.slice(0, Math.floor(xml.length * 0.7))}</t:Nowhere>`;
      return;
    case 'doctypeBomb':
      yield bomb;
      return;
    case 'hugeAnswer':
      yield* filler(fault.bytes);
      return;
    case 'endless':
      yield* filler(Number.POSITIVE_INFINITY);
      return;
    case 'trickle':
      yield* trickle(xml, fault.bytesPerSecond, closing);
  }
}

const bomb = [
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">',
  ...Array.from({ length: 9 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`),
  ']><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>&a9;</s:Body></s:Envelope>',
].join('');

const opening =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>';
const ending = '</s:Body></s:Envelope>';
const block = '<filler>0123456789abcdef</filler>'.repeat(500);

/** Well-formed XML of about this many bytes, made block by block. */
function* filler(bytes: number): Generator<string> {
  yield opening;
  for (let sent = opening.length; sent < bytes; sent += block.length) yield block;
  yield ending;
}

async function* trickle(xml: string, bytesPerSecond: number, closing: AbortSignal): AsyncGenerator<string> {
  const step = Math.max(1, Math.ceil(bytesPerSecond / 10));
  for (let at = 0; at < xml.length; at += step) {
    yield xml.slice(at, at + step);
    await pause((step * 1_000) / bytesPerSecond, undefined, { signal: closing }).catch(() => {});
  }
}
