import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isOutcomeUnknown } from './classify.ts';
import { getFolder } from './operations/get-folder.ts';
import { getItems } from './operations/get-item.ts';
import { calendar, connectTo, errorOf, folder, onni, QUICK, signal } from './testing/connect.ts';
import { CALENDAR, failure, fault, item, sendSoap, soap, success } from './testing/hostile-server.ts';

describe('a request', () => {
  test('signs in, names the mailbox and carries an id that the server’s support can look up', async () => {
    const { server, connection } = await connectTo(calendar);
    await folder(connection);
    const [{ headers, body } = { headers: {}, body: '' }] = server.seen;
    expect(headers.authorization).toBe(
      `Basic ${Buffer.from('sync.delegate@esimerkki.example:pässword: 1').toString('base64')}`,
    );
    expect(headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(headers['x-anchormailbox']).toBe('onni@esimerkki.example');
    expect(headers['user-agent']).toMatch(/^Tahti\/\d/);
    expect(headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['return-client-request-id']).toBe('true');
    expect(body).toContain('<t:PrimarySmtpAddress>onni@esimerkki.example</t:PrimarySmtpAddress>');
    expect(body).toContain('<t:RequestServerVersion Version="Exchange2016"/>');
    expect(body).toContain(
      '<t:TimeZoneContext><t:TimeZoneDefinition Id="FLE Standard Time"/></t:TimeZoneContext>',
    );
  });

  test('puts the NetBIOS domain before a plain user name', async () => {
    const { server, connection } = await connectTo(calendar, {
      userName: 'delegate',
      domain: 'ESIM',
      password: 'p',
    });
    await folder(connection);
    expect(server.seen[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ESIM\\delegate:p').toString('base64')}`,
    );
  });

  test('to Exchange 2007 carries nothing that came with 2010', async () => {
    const { server, connection } = await connectTo(calendar, { version: '2007-sp1' });
    await folder(connection);
    expect(server.seen[0]?.body).toContain('Version="Exchange2007_SP1"');
    expect(server.seen[0]?.body).not.toContain('TimeZoneContext');
  });

  test('sends back the affinity cookie, and only for the mailbox that got it', async () => {
    const { server, connection } = await connectTo((request, response, turn) => {
      if (turn === 1)
        response.setHeader('set-cookie', ['X-BackEndCookie=abc; path=/EWS; HttpOnly', 'gone=1; Max-Age=0']);
      return calendar(request, response, turn);
    });
    await folder(connection);
    await folder(connection);
    await folder(connection, { ...onni(), address: 'helmi@esimerkki.example' });
    expect(server.seen.map((one) => one.headers.cookie)).toEqual([
      undefined,
      'X-BackEndCookie=abc',
      undefined,
    ]);
  });

  test('with a hundred mailboxes never has more under way than the limits allow', async () => {
    let now = 0;
    let most = 0;
    const { connection } = await connectTo(
      async (request, response, turn) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return calendar(request, response, turn);
      },
      { limits: { connections: 4 } },
    );
    const mailboxes = Array.from({ length: 100 }, (_, n) => ({
      ...onni(),
      address: `user${n}@esimerkki.example`,
    }));
    await Promise.all(mailboxes.map((mailbox) => folder(connection, mailbox)));
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(1);
  });
});

describe('an answer', () => {
  test('is understood with any prefixes, without a charset and compressed', async () => {
    const xml = soap('GetFolder', CALENDAR)
      .replaceAll('m:', 'messages:')
      .replaceAll('xmlns:m=', 'xmlns:messages=')
      .replaceAll('s:Envelope', 'Envelope')
      .replaceAll('xmlns:s=', 'xmlns=')
      .replaceAll('s:Header', 'Header')
      .replaceAll('s:Body', 'Body');
    const { connection } = await connectTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(gzipSync(xml));
    });
    expect((await folder(connection)).displayName).toBe('Kalenteri');
    expect(connection.client.serverVersion?.build).toBe('15.1.2507.6');
  });

  test('tells the difference between the clocks', async () => {
    const { connection } = await connectTo((request, response, turn) => {
      response.setHeader('date', new Date(Date.now() + 600_000).toUTCString());
      return calendar(request, response, turn);
    });
    await folder(connection);
    expect(Math.abs(connection.clockOffset() - 600_000)).toBeLessThan(2_000);
  });

  for (const status of [200, 500])
    test(`with a fault and HTTP ${status} is the server’s own error`, async () => {
      const { connection } = await connectTo((_request, response) =>
        sendSoap(response, fault('ErrorImpersonateUserDenied'), status),
      );
      const error = await errorOf(folder(connection));
      expect(error).toMatchObject({
        kind: 'fatal',
        code: 'ErrorImpersonateUserDenied',
        words: 'The server said ErrorImpersonateUserDenied.',
        advice: 'ewsImpersonationMissing',
      });
      expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    });

  test.each(['ErrorAccessDenied', 'ErrorItemNotFound'])(
    'that refuses the whole folder with %s is no matter of one entry',
    async (code) => {
      const asFault = await connectTo((_request, response) => sendSoap(response, fault(code), 500));
      const asMessage = await connectTo((_request, response) =>
        sendSoap(response, soap('GetFolder', failure('GetFolder', code))),
      );
      for (const { connection } of [asFault, asMessage])
        expect(await errorOf(folder(connection))).toMatchObject({ code, kind: 'fatal' });
    },
  );

  test('names the primary address behind a secondary one: it is used and remembered', async () => {
    const primary = '<t:Value Name="Primary">leo@esimerkki.example</t:Value>';
    const { server, connection } = await connectTo((request, response) => {
      const isPrimary = request.body.includes('leo@esimerkki.example');
      sendSoap(
        response,
        isPrimary ? soap('GetFolder', CALENDAR) : fault('ErrorNonPrimarySmtpAddress', primary),
        isPrimary ? 200 : 500,
      );
    });
    const side = connection.side({
      mailboxAddress: 'leo@esimerkki-group.example',
      userZone: 'Europe/Helsinki',
    });
    const read = side.changes(null, { from: '', to: '' }, signal());
    await errorOf(read[Symbol.asyncIterator]().next());
    expect(side.resolvedAddress).toBe('leo@esimerkki.example');
    expect(server.seen.at(-1)?.headers['x-anchormailbox']).toBe('leo@esimerkki.example');
  });

  test('about two items that names only one is refused rather than guessed at', async () => {
    const { connection } = await connectTo((_request, response) =>
      sendSoap(response, soap('GetItem', success('GetItem', `<m:Items>${item('a', 'A')}</m:Items>`))),
    );
    const error = await errorOf(connection.client.call(getItems(['a', 'b'], true), onni(), signal()));
    expect(error).toMatchObject({ code: 'EWS_WRONG_ANSWER_COUNT', kind: 'retry' });
  });

  test('with one failing item gives the others all the same, in order', async () => {
    const messages = ['a', 'b', 'c'].map((id) =>
      id === 'b'
        ? failure('GetItem', 'ErrorAccessDenied')
        : success('GetItem', `<m:Items>${item(id, id)}</m:Items>`),
    );
    const { connection } = await connectTo((_request, response) =>
      sendSoap(response, soap('GetItem', messages.join(''))),
    );
    const outcomes = await connection.client.call(getItems(['a', 'b', 'c'], true), onni(), signal());
    expect(outcomes.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual([
      'ok',
      'ErrorAccessDenied',
      'ok',
    ]);
  });
});

describe('a server in trouble', () => {
  test('is given exactly the back-off that it asks for', async () => {
    const { server, connection } = await connectTo((_request, response, turn) => {
      times.push(performance.now());
      if (turn === 1)
        sendSoap(
          response,
          fault('ErrorServerBusy', '<t:Value Name="BackOffMilliseconds">250</t:Value>'),
          500,
        );
      else sendSoap(response, soap('GetFolder', CALENDAR));
    });
    const times: number[] = [];
    await folder(connection);
    expect(server.seen).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(250);
  });

  test('that asks for more patience than we sleep through is left alone, and the wait is told', async () => {
    const { server, connection } = await connectTo((_request, response) =>
      sendSoap(
        response,
        fault('ErrorServerBusy', '<t:Value Name="BackOffMilliseconds">300000</t:Value>'),
        500,
      ),
    );
    const error = await errorOf(folder(connection));
    expect(error).toMatchObject({ kind: 'retry', code: 'ErrorServerBusy', retryAfter: 300_000 });
    expect(server.seen).toHaveLength(1);
  });

  test('that says HTTP 429 with Retry-After is asked again after that', async () => {
    const { server, connection } = await connectTo((_request, response, turn) => {
      if (turn === 1) response.writeHead(429, { 'retry-after': '0' }).end('slow down');
      else sendSoap(response, soap('GetFolder', CALENDAR));
    });
    await folder(connection);
    expect(server.seen).toHaveLength(2);
  });

  test('is asked a bounded number of times', async () => {
    const { server, connection } = await connectTo(
      (_request, response) =>
        response.writeHead(503, { 'request-id': 'r' }).end('<html><body>Service Unavailable</body></html>') &&
        undefined,
    );
    const error = await errorOf(folder(connection));
    expect(error).toMatchObject({ kind: 'retry', code: 'HTTP 503', words: 'Service Unavailable' });
    expect(server.seen).toHaveLength(QUICK.attempts);
  });

  test('reckons the date of Retry-After by its own clock', async () => {
    const { connection } = await connectTo((_request, response) => {
      const dates = { date: 'Tue, 24 Nov 2020 12:00:00 GMT', 'retry-after': 'Tue, 24 Nov 2020 12:01:30 GMT' };
      response.writeHead(503, dates).end('busy');
    });
    expect(await errorOf(folder(connection))).toMatchObject({ code: 'HTTP 503', retryAfter: 90_000 });
  });

  test('is told apart from a proxy that says 503 in its place', async () => {
    const { connection } = await connectTo((_request, response) => {
      response.writeHead(503).end('No server is available');
    });
    const error = await errorOf(folder(connection));
    expect(error).toMatchObject({ code: 'EWS_GATEWAY_UNAVAILABLE', words: 'No server is available' });
    expect([isOutcomeUnknown('EWS_GATEWAY_UNAVAILABLE'), isOutcomeUnknown('HTTP 503')]).toEqual([
      true,
      false,
    ]);
  });

  test('that drops the connection is asked again', async () => {
    const { connection } = await connectTo((_request, response, turn) => {
      if (turn === 1) response.socket?.destroy();
      else sendSoap(response, soap('GetFolder', CALENDAR));
    });
    expect((await folder(connection)).displayName).toBe('Kalenteri');
  });

  test('that rejects the password is not asked again, and the schemes that it offers are told', async () => {
    const { server, connection } = await connectTo((_request, response) => {
      response.writeHead(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }).end();
    });
    const error = await errorOf(folder(connection));
    expect(error).toMatchObject({
      kind: 'fatal',
      code: 'HTTP 401',
      advice: 'ewsPasswordRejected',
      extra: { offered: 'Negotiate, NTLM' },
    });
    // Basic first, then the greeting of NTLM, to which this server has no challenge.
    expect(server.seen.map(({ headers }) => headers.authorization?.split(' ')[0])).toEqual(['Basic', 'NTLM']);
    expect(JSON.stringify(error)).not.toContain('pässword');
  });
});

describe('giving up', () => {
  test('ends a request under way at once', async () => {
    const giveUp = new AbortController();
    const { connection } = await connectTo(() => giveUp.abort());
    const error = await errorOf(connection.client.callOne(getFolder('calendar'), onni(), giveUp.signal));
    expect(error.code).toBe('EWS_ABORTED');
  });
});
