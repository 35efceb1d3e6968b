import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from './sandbox.ts';
import { delegate, delegatePassword, getFolder, openTestClient, type TestClient } from './test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

test('a port that is taken is an error, and the data folder can be opened again after it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-port-'));
  const taken = startSandbox({ port: client.sandbox.port, dataDir, seed: 'example' });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const sandbox = await startSandbox({ port: 0, dataDir });
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

test('closing does not wait for an answer that never ends', async () => {
  const other = await openTestClient();
  await other.control('POST', 'faults', { count: 1, fault: { kind: 'endless' } });
  const response = await fetch(`${other.sandbox.url}/EWS/Exchange.asmx`, {
    method: 'POST',
    headers: {
      'content-type': 'text/xml',
      authorization: `Basic ${btoa(`${delegate}:${delegatePassword}`)}`,
    },
    body: '<a/>',
  });
  await other.sandbox.close();
  await expect(response.text()).rejects.toThrow();
});

test('a request larger than Exchange takes is refused as too large, and the next one is served', async () => {
  const padding = `<!--${'x'.repeat(36 * 1024 * 1024)}-->`;
  const answer = await client.call(padding + getFolder()).catch((error: Error) => error);
  // The server stops reading; depending on who is quicker, the client sees the refusal or a cut connection.
  if (!(answer instanceof Error)) expect(answer.status).toBe(413);
  expect((await client.call(getFolder())).codes).toEqual(['NoError']);
});

test('the endpoint shows a page to a browser that signs in, and only POST is answered with SOAP', async () => {
  const headers = { authorization: `Basic ${btoa(`${delegate}:${delegatePassword}`)}` };
  const address = `${client.sandbox.url}/ews/exchange.asmx`;
  expect((await fetch(address, { headers })).status).toBe(200);
  expect((await fetch(address)).status).toBe(401);
  expect((await fetch(address, { headers, method: 'PUT', body: 'x' })).status).toBe(405);
  expect((await fetch(`${client.sandbox.url}/owa`)).status).toBe(404);
});
