import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import type { EwsConnection, EwsSettings } from '../../src/sides/ews/connection.ts';
import { getFolder } from '../../src/sides/ews/operations/get-folder.ts';
import { startServer } from '../../src/sides/ews/testing/hostile-server.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import { FRONT_CERTIFICATE, startTlsTunnel } from '../fixtures/tls-front.ts';

let exchange: TestExchange;
let address: string;
const open: EwsConnection[] = [];

beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());
beforeEach(async () => {
  ({ address } = await exchange.newMailbox());
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  await allow({ basicAllowed: true, ntlmAllowed: true, bearerAllowed: true });
});

const allow = (schemes: object) => exchange.control('POST', '/sandbox/server', schemes);
const signal = () => AbortSignal.timeout(20_000);

function connect(settings: Partial<EwsSettings> = {}): EwsConnection {
  const connection = exchange.connect({ retry: { attempts: 1 }, ...settings });
  open.push(connection);
  return connection;
}

const look = async (connection: EwsConnection) => {
  const mailbox = { address, identifier: 'PrimarySmtpAddress', zone: null } as const;
  return (await connection.client.callOne(getFolder('calendar'), mailbox, signal())).totalCount;
};

async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SideError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.details;
}

interface Logged {
  readonly sequence: number;
  readonly status: number;
}
const latest = async () =>
  ((await exchange.control('GET', '/sandbox/requests')) as Logged[]).at(-1)?.sequence ?? 0;
/** How the server answered since then. */
const statuses = async (since: number) =>
  ((await exchange.control('GET', `/sandbox/requests?since=${since}`)) as Logged[]).map(
    ({ status }) => status,
  );

describe('a server that takes NTLM and not Basic', () => {
  beforeEach(() => allow({ basicAllowed: false, ntlmAllowed: true }));

  test.each([
    ['a user principal name', { userName: 'sync.delegate@esimerkki.example' }],
    ['DOMAIN\\user', { userName: 'ESIMERKKI\\sync.delegate' }],
    ['a plain name and a domain beside it', { userName: 'sync.delegate', domain: 'ESIMERKKI' }],
  ])('lets in %s', async (_name, account) => {
    expect(await look(connect(account))).toBe(0);
  });

  test('is shown the password once for each connection, not for each request', async () => {
    const connection = connect({ limits: { connections: 1 } });
    await look(connection);
    const since = await latest();
    for (let n = 0; n < 5; n++) await look(connection);
    expect(await statuses(since)).toEqual([200, 200, 200, 200, 200]);
  });

  test('lets in many requests at once, each connection signed in for itself', async () => {
    const connection = connect({ limits: { connections: 6, perMailbox: 6 } });
    const found = await Promise.all(Array.from({ length: 40 }, () => look(connection)));
    expect(found).toEqual(Array.from({ length: 40 }, () => 0));
  });

  test('is signed in to anew when the connection was lost', async () => {
    const connection = connect({
      limits: { connections: 1 },
      retry: { attempts: 3, firstPause: 1, longestPause: 2 },
    });
    await look(connection);
    await exchange.fault({ mailbox: address, count: 1, fault: { kind: 'dropBefore' } });
    expect(await look(connection)).toBe(0);
    expect(await look(connection)).toBe(0);
  });

  test('that rejects the password says so, without many tries', async () => {
    const since = await latest();
    const refusal = await refusalOf(look(connect({ password: 'wrong' })));
    expect(refusal).toMatchObject({ kind: 'fatal', code: 'HTTP 401', advice: 'ewsPasswordRejected' });
    expect((await statuses(since)).length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(refusal)).not.toContain('wrong');
  });

  test('lets in over TLS, where the sign-in is tied to the certificate', async () => {
    const front = await startTlsTunnel(exchange.url);
    const connection = connect({ url: `${front.url}/EWS/Exchange.asmx`, ca: FRONT_CERTIFICATE });
    expect(await look(connection)).toBe(0);
    await connection.close();
    await front.close();
  });

  test('sends events to a mailbox that is listened for', async () => {
    const connection = connect();
    const heard = new Promise<string>((resolve) => {
      const listener = connection.listen({
        dirty: (key) => {
          void listener.close();
          resolve(key);
        },
        connected: () => {},
        trouble: (_keys, { code }) => resolve(code),
      });
      const mailbox = { address, identifier: 'PrimarySmtpAddress', zone: null } as const;
      listener.watch([{ key: 'mine', mailbox }]);
    });
    expect(await heard).toBe('mine');
  });
});

describe('an application with a token', () => {
  const oauth = () => ({
    tenant: 'esimerkki.example',
    clientId: '7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01',
    clientSecret: 'graph-demo',
    tokenUrl: `${exchange.url}/esimerkki.example/oauth2/v2.0/token`,
  });
  afterEach(() =>
    exchange.control('POST', '/sandbox/application', { tokenLifetimeSeconds: 3_599, secretExpired: false }),
  );

  test('acts for a mailbox where passwords are taken no more, and asks for its token once', async () => {
    await allow({ basicAllowed: false, ntlmAllowed: false });
    let asked = 0;
    const endpoint = await startServer(async ({ body }, response) => {
      asked += 1;
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const token = await fetch(oauth().tokenUrl, { method: 'POST', headers, body });
      response.writeHead(token.status).end(await token.text());
    });
    const connection = connect({ oauth: { ...oauth(), tokenUrl: endpoint.url } });
    const since = await latest();
    await Promise.all(Array.from({ length: 10 }, () => look(connection)));
    await endpoint.close();
    expect(await statuses(since)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(asked).toBe(1);
  });

  test('renews a token that is about to end', async () => {
    await exchange.control('POST', '/sandbox/application', { tokenLifetimeSeconds: 1 });
    const connection = connect({ oauth: oauth() });
    const end = performance.now() + 2_500;
    while (performance.now() < end) expect(await look(connection)).toBe(0);
  });

  test('gets a new token when the server takes the old one no more', async () => {
    const connection = connect({ oauth: oauth() });
    await look(connection);
    await exchange.control('DELETE', '/sandbox/tokens');
    expect(await look(connection)).toBe(0);
  });

  test.each([
    ['a wrong secret', { clientSecret: 'not-it' }, 'AADSTS7000215', 'ewsTokenSecretWrong'],
    ['an unknown application', { clientId: 'x' }, 'AADSTS700016', 'ewsTokenApplicationUnknown'],
  ])('with %s is told Microsoft’s code and what to do', async (_name, change, aadsts, advice) => {
    const refusal = await refusalOf(look(connect({ oauth: { ...oauth(), ...change } })));
    expect(refusal).toMatchObject({ kind: 'fatal', code: 'EWS_TOKEN_REFUSED', advice });
    expect(refusal.extra?.aadsts).toBe(aadsts);
    expect(JSON.stringify(refusal)).not.toContain('not-it');
  });

  test('whose token Exchange does not take is told so, and not that its password is wrong', async () => {
    await allow({ bearerAllowed: false });
    const refusal = await refusalOf(look(connect({ oauth: oauth() })));
    expect(refusal).toMatchObject({ kind: 'fatal', code: 'HTTP 401', advice: 'ewsTokenNotTaken' });
  });

  test('never sends its secret over plain http to another machine', () => {
    const elsewhere = { ...oauth(), tokenUrl: 'http://login.example.org/token' };
    expect(() => connect({ oauth: elsewhere })).toThrow(/EWS_PLAIN_HTTP_REFUSED/);
  });
});
