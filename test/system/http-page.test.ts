import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCompany } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

const ACCOUNT = { email: 'aino@x.example', name: 'Aino', role: 'administrator', password: 'demo' } as const;

let web: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tahti-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Tahti</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b3c.js'), 'export {};');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  web = await startServer({ webRoot: folder, demo: true, demoAccounts: [ACCOUNT] });
});
afterAll(async () => {
  await web.close();
  await rm(folder, { recursive: true });
});

describe('the page', () => {
  test.each(['/', '/settings/users', '/my-profile?tab=sync'])(
    'is served at %s and never kept',
    async (path) => {
      const { status, headers, text } = await web.client().get(path);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(text).toContain('<title>Tahti</title>');
    },
  );

  test('its hashed assets are kept for a year, other files are asked about again', async () => {
    const asset = await web.client().get('/assets/main-1a2b3c.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await web.client().get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test.each([
    ['GET', '/assets/main-old.js'],
    ['GET', '/api/nothing'],
    ['GET', '/api'],
    ['POST', '/settings'],
    ['GET', '/../package.json'],
    ['GET', '/%2e%2e/package.json'],
  ])('does not come back for %s %s', async (method, path) => {
    const { status, text } = await web.client().send(method, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('<title>');
  });

  test('lets nothing in from elsewhere and itself be framed by nobody', async () => {
    const { headers } = await web.client().get('/');
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('before anyone signs in, the page knows the demo’s accounts', async () => {
  const { body } = await web.client().get('/api/start');
  expect(body).toEqual({
    demo: true,
    version: '0.0.0-test',
    accounts: [ACCOUNT],
    // Neither a sign-in service nor mail is set up in this test.
    provider: null,
    mail: false,
  });
});

describe('for the operator', () => {
  test('it is alive, and ready when every migration is applied', async () => {
    expect((await web.client().get('/healthz')).status).toBe(200);
    expect((await web.client().get('/readyz')).body).toEqual({ status: 'ready' });
    const newest = '(select max(version) from schema_migrations)';
    const sql = `delete from schema_migrations where version = ${newest} returning *`;
    const rows = await web.database.pool.query(sql);
    const { status, body } = await web.client().get('/readyz');
    expect([status, body.because]).toEqual([503, expect.stringContaining('tahti migrate')]);
    for (const { version, name, checksum } of rows.rows)
      await web.database.pool.query(
        'insert into schema_migrations (version, name, checksum) values ($1, $2, $3)',
        [version, name, checksum],
      );
  });

  test('it measures answers by route, and no address of a person gets there', async () => {
    const company = await makeCompany(web.database, 'metrics.example');
    const client = web.client();
    await client.signIn(company.aino.email);
    await client.get(`/api/users/${company.onni.id}/synchronization`);
    const { text, headers } = await web.client().get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain('route="/api/users/:userId/synchronization",status="200"');
    expect(text).not.toContain(company.onni.id);
  });
});

describe('behind a proxy', () => {
  test('cookies are for TLS alone when the page is reached over it', async () => {
    const secure = await startServer({ secureCookies: true });
    const proxied = await startServer({ trustProxy: true });
    try {
      for (const [server, forwarded] of [
        [secure, 'http'],
        [proxied, 'https'],
        [proxied, 'http'],
      ] as const) {
        const company = await makeCompany(server.database, `tls-${forwarded}.example`);
        const client = server.client();
        client.headers = { 'x-forwarded-proto': forwarded };
        const body = { email: company.aino.email, password: 'correct horse battery staple' };
        const cookie = (await client.open('POST', '/api/session', body)).headers.getSetCookie()[0] ?? '';
        expect(cookie.includes('Secure')).toBe(server === secure || forwarded === 'https');
      }
    } finally {
      await secure.close();
      await proxied.close();
    }
  });
});
