import { afterEach, beforeEach, expect, test } from 'vitest';
import { aino, getFolder, onni, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient();
});
afterEach(() => client.sandbox.close());

const right = {
  grant_type: 'client_credentials',
  client_id: '7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01',
  client_secret: 'graph-demo',
  scope: 'https://outlook.office365.com/.default',
};

async function ask(form: Record<string, string> = right, tenant = 'esimerkki.example') {
  const response = await fetch(`${client.sandbox.url}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function callWith(token: string, actFor: string | null = aino) {
  return client.call(getFolder(), { actFor, httpHeaders: { authorization: `Bearer ${token}` } });
}

const tokenOf = async (form = right): Promise<string> => String((await ask(form)).json.access_token);

test('an application with its secret gets a token, and acts for a mailbox with it', async () => {
  const { status, json } = await ask();
  expect(status).toBe(200);
  expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599 });
  const answer = await callWith(String(json.access_token), onni);
  expect(answer.codes).toEqual(['NoError']);
});

test('the tenant may be named by its id, and the secret be shown in the header', async () => {
  const { tenantId } = (await client.control('GET', 'application')).json as { tenantId: string };
  const { client_id: id, client_secret: secret, ...form } = right;
  const response = await fetch(`${client.sandbox.url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(200);
});

const { grant_type: _, ...withoutGrant } = right;
const { client_secret: __, ...withoutSecret } = right;

test.each([
  ['an unknown tenant', right, 'nowhere.example', 400, 'invalid_request', 90002],
  ['a wrong secret', { ...right, client_secret: 'x' }, undefined, 401, 'invalid_client', 7000215],
  ['no secret', withoutSecret, undefined, 401, 'invalid_client', 7000216],
  ['an unknown application', { ...right, client_id: 'x' }, undefined, 400, 'unauthorized_client', 700016],
  ['no grant type', withoutGrant, undefined, 400, 'invalid_request', 900144],
  ['another grant type', { ...right, grant_type: 'x' }, undefined, 400, 'unsupported_grant_type', 70003],
  [
    'a scope of a user',
    { ...right, scope: 'EWS.AccessAsUser.All' },
    undefined,
    400,
    'invalid_scope',
    1002012,
  ],
  [
    'an unknown resource',
    { ...right, scope: 'https://x/.default' },
    undefined,
    400,
    'invalid_resource',
    500011,
  ],
])('%s is refused with the code of Entra', async (_name, form, tenant, status, error, code) => {
  const answer = await ask(form, tenant);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ error, error_codes: [code] });
  expect(answer.json.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
});

test('an expired secret is refused as such', async () => {
  await client.control('POST', 'application', { secretExpired: true });
  expect((await ask()).json).toMatchObject({ error: 'invalid_client', error_codes: [7000222] });
});

test('an application has to say for whom it acts', async () => {
  const answer = await callWith(await tokenOf(), null);
  expect(answer.codes).toEqual(['ErrorInvalidExchangeImpersonationHeaderData']);
});

test('an application reaches the mailboxes of its scope only', async () => {
  await client.control('POST', 'application', { impersonation: { scope: [aino] } });
  const token = await tokenOf();
  expect((await callWith(token)).codes).toEqual(['NoError']);
  expect((await callWith(token, onni)).codes).toEqual(['ErrorImpersonateUserDenied']);
});

test.each([
  ['a forged one', async () => `${(await tokenOf()).slice(0, -4)}AAAA`, 'invalid_token'],
  [
    'one for Graph',
    () => tokenOf({ ...right, scope: 'https://graph.microsoft.com/.default' }),
    'invalid_resource',
  ],
  [
    'a revoked one',
    async () => {
      const token = await tokenOf();
      await client.control('DELETE', 'tokens');
      return token;
    },
    'invalid_token',
  ],
  [
    'an expired one',
    async () => {
      await client.control('POST', 'application', { tokenLifetimeSeconds: 60 });
      const token = await tokenOf();
      await client.control('POST', 'server', { clockOffsetMs: 61_000 });
      return token;
    },
    'token_expired',
  ],
])('of tokens, %s is refused, and the answer says why', async (_name, token, category) => {
  const answer = await callWith(await token());
  expect(answer.status).toBe(401);
  expect(answer.headers.get('x-ms-diagnostics')).toContain(`error_category="${category}"`);
  expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
});

test('with Bearer switched off no token is taken', async () => {
  await client.control('POST', 'server', { bearerAllowed: false });
  const answer = await callWith(await tokenOf());
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).not.toContain('Bearer');
});
