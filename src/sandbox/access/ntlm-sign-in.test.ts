import { afterEach, beforeEach, expect, test } from 'vitest';
import { getFolder, openTestClient, soapRequest, type TestClient } from '../test-client.ts';
import {
  authenticateMessage,
  Connection,
  challengeIn,
  negotiateMessage,
  type Who,
} from './test-ntlm-client.ts';

let client: TestClient;
let connection: Connection;
const connections: Connection[] = [];
beforeEach(async () => {
  client = await openTestClient();
  connection = connect();
});
afterEach(async () => {
  for (const each of connections.splice(0)) each.close();
  await client.sandbox.close();
});

function connect(): Connection {
  const fresh = new Connection(`${client.sandbox.url}/EWS/Exchange.asmx`);
  connections.push(fresh);
  return fresh;
}

const aino: Who = { user: 'aino.aalto', domain: 'ESIMERKKI', password: 'tahti-demo' };
const body = soapRequest(getFolder(), 'Exchange2013_SP1', null, '');
const header = (message: Buffer, scheme = 'NTLM'): string => `${scheme} ${message.toString('base64')}`;

async function signIn(who: Who, scheme = 'NTLM', spoilMic = false) {
  const challenge = await connection.send(header(negotiateMessage(), scheme));
  expect(challenge.status).toBe(401);
  const message = authenticateMessage(who, challengeIn(challenge, scheme), spoilMic);
  return connection.send(header(message, scheme), body);
}

test('whoever answers the challenge is signed in, and the connection stays theirs', async () => {
  const answer = await signIn(aino);
  expect([answer.status, answer.headers['persistent-auth']]).toEqual([200, 'true']);
  expect(answer.text).toContain('<t:DisplayName>Calendar</t:DisplayName>');
  expect((await connection.send(null, body)).status).toBe(200);
  expect((await connect().send(null, body)).status).toBe(401);
});

test.each([
  ['the principal name alone', { ...aino, user: 'aino.aalto@esimerkki.example', domain: '' }],
  ['the DNS name of the domain', { ...aino, domain: 'esimerkki.example' }],
  ['no domain', { ...aino, domain: '' }],
  ['capitals', { ...aino, user: 'AINO.Aalto' }],
])('a name with %s is understood', async (_, who) => {
  expect((await signIn(who)).status).toBe(200);
});

test('a wrong password is refused, and all ways are offered again', async () => {
  const answer = await signIn({ ...aino, password: 'wrong' });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Negotiate, NTLM, Basic realm="sandbox"');
  expect((await connection.send(null, body)).status).toBe(401);
});

test('messages that were altered on the way are refused', async () => {
  expect((await signIn(aino, 'NTLM', true)).status).toBe(401);
});

test('an answer is good for its own connection only, and only once', async () => {
  const challenge = await connection.send(header(negotiateMessage()));
  const answer = header(authenticateMessage(aino, challengeIn(challenge)));
  expect((await connect().send(answer, body)).status).toBe(401);
  expect((await connection.send(answer, body)).status).toBe(200);
  expect((await connection.send(answer, body)).status).toBe(401);
});

test('Negotiate is taken for NTLM when a bare NTLM message comes with it', async () => {
  expect((await signIn(aino, 'Negotiate')).status).toBe(200);
  expect((await connect().send('Negotiate YIIBhwYGKwYBBQUC', body)).status).toBe(401);
});

test('a planned fault befalls the request itself, not the challenge before it', async () => {
  await client.control('POST', 'faults', { count: 1, fault: { kind: 'httpStatus', status: 503 } });
  expect((await signIn(aino)).status).toBe(503);
});

test('with NTLM switched off it is neither offered nor taken', async () => {
  await client.control('POST', 'server', { ntlmAllowed: false });
  const answer = await connection.send(header(negotiateMessage()));
  expect(answer.headers['www-authenticate']).toBe('Basic realm="sandbox"');
  await client.control('POST', 'server', { ntlmAllowed: true, basicAllowed: false });
  expect((await signIn(aino)).status).toBe(200);
});
