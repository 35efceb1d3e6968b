import { describe, expect, test } from 'vitest';
import { makeCompany } from '../fixtures/companies.ts';
import { aino, company, form, onNewCompany, save, web } from '../fixtures/http-exchange-settings.ts';
import { startServer } from '../fixtures/http-server.ts';

onNewCompany();

describe('the connection test', () => {
  const start = (signal?: AbortSignal) => {
    const body = { form: form(), testMailbox: company.aino.email };
    return aino.open('POST', '/api/exchange-settings/test', body, signal);
  };

  test('tells each rung when it is known, not at the end', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    web.engine.beforeRung = async ({ name }) => (name === 'signIn' ? gate : undefined);
    const response = await start();
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(JSON.parse(first)).toMatchObject({ name: 'address', state: 'passed' });
    release();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read())
      rest += new TextDecoder().decode(part.value);
    expect(
      rest
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['signIn', 'impersonation']);
  });

  test('is one at a time for a company, saving included', async () => {
    const goOn = Promise.withResolvers<void>();
    web.engine.beforeRung = ({ name }) => (name === 'signIn' ? goOn.promise : Promise.resolve());
    const response = await start();
    const second = await start();
    expect([second.status, await second.json()]).toMatchObject([409, { code: 'connectionTestBusy' }]);
    expect((await save()).body.code).toBe('connectionTestBusy');
    goOn.resolve();
    await response.text();
    expect((await save()).status).toBe(200);
  });

  test('stops climbing when the client leaves', async () => {
    const aborted = Promise.withResolvers<void>();
    web.engine.beforeRung = ({ name }, signal) =>
      name === 'address'
        ? Promise.resolve()
        : new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted.resolve();
              reject(signal.reason);
            });
          });
    const leaving = new AbortController();
    const response = await start(leaving.signal);
    await (response.body as ReadableStream<Uint8Array>).getReader().read();
    leaving.abort();
    await aborted.promise;
    await expect.poll(() => web.logged.join('')).toContain('broke off');
  });

  test('does not keep the server from closing', async () => {
    const closing = await startServer();
    const there = await makeCompany(closing.database, 'closing.example');
    const client = closing.client();
    await client.signIn(there.aino.email);
    const climbing = Promise.withResolvers<void>();
    closing.engine.beforeRung = (_rung, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        climbing.resolve();
      });
    const body = { form: form(), testMailbox: there.aino.email };
    const answer = client.send('POST', '/api/exchange-settings/test', body);
    await climbing.promise;
    await closing.close();
    expect((await answer).text).toContain('"state":"failed"');
  });

  test('that breaks off ends with a failed rung instead of silence', async () => {
    web.engine.beforeRung = async ({ name }) => {
      if (name === 'impersonation') throw new Error('inner details');
    };
    const text = await (await start()).text();
    const last = JSON.parse(text.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ name: 'signIn', state: 'failed', requestId: expect.any(String) });
    expect(text).not.toContain('inner details');
  });
});
