import { describe, expect, test } from 'vitest';
import type { ListenerLimits } from '../../src/sides/ews/notifications/listener-words.ts';
import {
  type Answer,
  bareFault,
  fault,
  sendSoap,
  soap,
  startServer,
  success,
  type TestServer,
} from '../../src/sides/ews/testing/hostile-server.ts';
import { until } from '../fixtures/until.ts';
import { connect, Ear, ends, onExchange } from './ews-notifications-harness.ts';

onExchange();

describe('a listener to a hostile server', () => {
  let server: TestServer;
  async function listenTo(streaming: Answer, limits: Partial<ListenerLimits> = {}): Promise<Ear> {
    const subscribed = success('Subscribe', '<m:SubscriptionId>sub-1</m:SubscriptionId>');
    server = await startServer((request, response, turn) => {
      if (request.body.includes('<m:GetStreamingEvents>')) return streaming(request, response, turn);
      sendSoap(
        response,
        soap(request.body.includes('Unsubscribe') ? 'Unsubscribe' : 'Subscribe', subscribed),
      );
    });
    ends.push(() => server.close());
    const ear = new Ear(connect({ url: server.url, retry: { attempts: 1 } }), limits);
    ear.listenTo('onni@esimerkki.example');
    return ear;
  }
  const status = (word: string) =>
    soap(
      'GetStreamingEvents',
      success('GetStreamingEvents', `<m:ConnectionStatus>${word}</m:ConnectionStatus>`),
    );
  const asked = () => server.seen.filter(({ body }) => body.includes('<m:GetStreamingEvents>')).length;

  test('that falls silent takes the connection for dead', async () => {
    const ear = await listenTo(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).write(status('OK'));
      },
      { silence: 300 },
    );
    await until(() => asked() >= 2);
    expect(ear.troubles[0]).toMatchObject({ code: 'EWS_ANSWER_TIMEOUT' });
  });

  test('that ends every connection at once is not asked without a pause', async () => {
    const begun = performance.now();
    await listenTo((_request, response) => sendSoap(response, status('Closed')), { firstPause: 200 });
    await until(() => asked() >= 4);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(300);
  });

  test('that forgets every subscription at once is not asked without a pause', async () => {
    const begun = performance.now();
    const lost = fault('ErrorSubscriptionNotFound');
    await listenTo((_request, response) => sendSoap(response, lost, 500), {
      firstPause: 200,
      longestPause: 400,
    });
    await until(() => asked() >= 4);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(300);
  });

  test('that knows no operation for events is told of once in a while, and its mailboxes are left to the sweep', async () => {
    const unknown = bareFault('Client', 'Operation Subscribe is not known here');
    server = await startServer((_request, response) => sendSoap(response, unknown, 500));
    ends.push(() => server.close());
    const ear = new Ear(connect({ url: server.url, retry: { attempts: 1 } }), { refusedPause: 200 });
    const begun = performance.now();
    ear.listenTo('onni@esimerkki.example');
    await until(() => server.seen.length >= 3);
    // Two pauses of half to the whole of `refusedPause`, by chance.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(200);
    expect(ear.troubles[0]).toMatchObject({ words: 'Operation Subscribe is not known here' });
    expect(ear.connected.size).toBe(0);
  });

  test.each([
    ['a page for people', 'text/html', '<html>Sign in</html>'],
    ['half an envelope', 'text/xml', '<s:Envelope'],
    ['a DOCTYPE', 'text/xml', '<!DOCTYPE a><a/>'],
    ['nothing', 'text/xml', ''],
  ])('that answers with %s is told of, and tried again', async (_name, type, body) => {
    const ear = await listenTo((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    await until(() => ear.troubles.length >= 2);
    expect(ear.connected.size).toBe(0);
  });
});
