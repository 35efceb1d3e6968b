import { afterAll, beforeAll, expect, test } from 'vitest';
import { aino, getFolder, onni, openTestClient, type TestClient } from '../test-client.ts';

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.sandbox.close());

test('a wrong password is refused with 401 and the ways that the server offers', async () => {
  const answer = await client.call(getFolder(), { password: 'wrong' });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Negotiate, NTLM, Basic realm="sandbox"');
});

test('a request without a name is refused with 401', async () => {
  const response = await fetch(`${client.sandbox.url}/EWS/Exchange.asmx`, { method: 'POST', body: 'x' });
  expect(response.status).toBe(401);
});

test('a user signs in with the principal name and reaches the own calendar without impersonation', async () => {
  const answer = await client.call(getFolder(), { user: aino, password: 'tahti-demo', actFor: null });
  expect(answer.codes).toEqual(['NoError']);
  expect(answer.first('DisplayName')).toBe('Calendar');
});

test('a user signs in as DOMAIN\\user, whatever the case', async () => {
  const options = { user: 'esimerkki\\Aino.Aalto', password: 'tahti-demo', actFor: null };
  expect((await client.call(getFolder(), options)).codes).toEqual(['NoError']);
});

test("another's calendar, named by address, is not found without rights", async () => {
  const mailbox = `<t:Mailbox><t:EmailAddress>${onni}</t:EmailAddress></t:Mailbox>`;
  const options = { user: aino, password: 'tahti-demo', actFor: null };
  expect((await client.call(getFolder('calendar', mailbox), options)).codes).toEqual(['ErrorItemNotFound']);
});

test('an account without a mailbox is told to name one', async () => {
  const answer = await client.call(getFolder(), { actFor: null });
  expect(answer.codes).toEqual(['ErrorMissingEmailAddress']);
});

test('with Basic switched off even the right password is refused', async () => {
  await client.control('POST', 'server', { basicAllowed: false });
  const answer = await client.call(getFolder());
  await client.control('POST', 'server', { basicAllowed: true });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).not.toContain('Basic');
});

test('the answer repeats client-request-id when it is asked to, and names its own request id', async () => {
  const httpHeaders = { 'client-request-id': 'abc-1', 'return-client-request-id': 'true' };
  const answer = await client.call(getFolder(), { httpHeaders });
  expect(answer.headers.get('client-request-id')).toBe('abc-1');
  expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
