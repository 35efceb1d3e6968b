import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { calendar, connectTo, errorOf, folder, QUICK } from './testing/connect.ts';
import { type Answer, CALENDAR, sendSoap, soap } from './testing/hostile-server.ts';

describe('a hostile or broken answer ends in one clear error', () => {
  const body =
    (text: string | Buffer): Answer =>
    (_request, response) =>
      sendSoap(response, String(text));

  test('XML that is not well-formed', async () => {
    const { connection } = await connectTo(
      body('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body></s:Envelope>'),
    );
    expect(await errorOf(folder(connection))).toMatchObject({ code: 'EWS_MALFORMED_XML', kind: 'retry' });
  });

  test('an answer that breaks off in the middle', async () => {
    const { connection } = await connectTo(body(soap('GetFolder', CALENDAR).slice(0, 300)));
    expect((await errorOf(folder(connection))).code).toBe('EWS_MALFORMED_XML');
  });

  test('a DOCTYPE with entities that would unfold to gigabytes', async () => {
    const entities = Array.from(
      { length: 20 },
      (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};">`,
    ).join('');
    const { connection } = await connectTo(
      body(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><x>&e20;</x>`),
    );
    expect(await errorOf(folder(connection))).toMatchObject({
      code: 'EWS_DOCTYPE_REFUSED',
      advice: 'ewsAnswerUnusable',
    });
  });

  test('elements nested a hundred thousand deep', async () => {
    const { connection } = await connectTo(body('<a>'.repeat(100_000)));
    expect((await errorOf(folder(connection))).code).toBe('EWS_ANSWER_TOO_DEEP');
  });

  test('a page for people with HTTP 200', async () => {
    const { connection } = await connectTo((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><head><title>x</title></head><body>Sign in to Outlook</body></html>');
    });
    const error = await errorOf(folder(connection));
    expect(error).toMatchObject({ kind: 'fatal', code: 'EWS_NOT_SOAP', advice: 'ewsNotExchange' });
    expect(error.words).toContain('Sign in to Outlook');
  });

  test('XML that is no SOAP', async () => {
    const { connection } = await connectTo(body('<Autodiscover/>'));
    expect((await errorOf(folder(connection))).code).toBe('EWS_NOT_SOAP');
  });

  test('a redirect is not followed with the password in hand', async () => {
    const { server, connection } = await connectTo((_request, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example/owa' }).end();
    });
    const error = await errorOf(folder(connection));
    expect(error.code).toBe('EWS_REDIRECTED');
    expect(error.words).toContain('https://elsewhere.example/owa');
    expect(server.seen).toHaveLength(1);
  });

  test('an answer that trickles for ever ends at the whole answer’s deadline', async () => {
    const { connection } = await connectTo(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/xml' });
        const trickle = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(trickle));
      },
      { limits: { answerTimeout: 200 }, retry: { ...QUICK, attempts: 1 } },
    );
    expect(await errorOf(folder(connection))).toMatchObject({ code: 'EWS_ANSWER_TIMEOUT', kind: 'retry' });
  });

  test('an answer that never begins ends at the same deadline', async () => {
    const { connection } = await connectTo(() => {}, {
      limits: { answerTimeout: 150 },
      retry: { ...QUICK, attempts: 1 },
    });
    expect((await errorOf(folder(connection))).code).toBe('EWS_ANSWER_TIMEOUT');
  });

  test('a server that is not there', async () => {
    const { server, connection } = await connectTo(calendar);
    await server.close();
    expect(await errorOf(folder(connection))).toMatchObject({
      code: 'EWS_UNREACHABLE',
      advice: 'ewsUnreachable',
    });
  });

  test('a small compressed answer that unfolds beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    const { connection } = await connectTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await errorOf(folder(connection))).toMatchObject({
      code: 'EWS_ANSWER_TOO_LARGE',
      advice: 'ewsAnswerTooLarge',
    });
  });

  const ENVELOPE =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><r><ResponseMessages xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">';

  test.each([
    ['one message of endless elements', '<m><x>', '<a>some words</a>'],
    ['endless messages', '', '<m>some words</m>'],
    ['one endless text', '<m><Body>', 'some words of a text that goes on and on '],
    ['endless white space before the envelope', null, ' '.repeat(32)],
  ])('200 MB as %s: refused early, with memory flat', async (_what, start, repeated) => {
    const chunk = Buffer.from(repeated.repeat(Math.ceil(2 ** 20 / repeated.length)));
    let sent = 0;
    const { connection } = await connectTo(
      async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/xml' });
        if (start !== null) response.write(ENVELOPE + start);
        const closed = once(response, 'close');
        while (sent < 200 * 2 ** 20 && !response.destroyed) {
          sent += chunk.length;
          const drained = new Promise((resolve) => response.once('drain', resolve));
          if (!response.write(chunk)) await Promise.race([drained, closed]);
          else response.removeAllListeners('drain');
        }
        response.end();
      },
      { retry: { ...QUICK, attempts: 1 } },
    );
    const before = process.memoryUsage().rss;
    const { code } = await errorOf(folder(connection));
    expect(['EWS_ANSWER_TOO_LARGE', 'EWS_WRONG_ANSWER_COUNT']).toContain(code);
    expect(sent).toBeLessThan(64 * 2 ** 20);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(150);
  });
});
