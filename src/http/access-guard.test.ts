import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { guardAccess } from './access-guard.ts';

function guarded() {
  const server = Fastify();
  guardAccess(server, { readViewer: async () => null, recordAttempt: async () => {} });
  return server;
}

test('a route under /api that the table does not name keeps the server from starting', () => {
  const server = guarded();
  expect(() => server.get('/api/forgotten', () => 'open to all')).toThrow(
    'GET /api/forgotten does not stand in the table of access',
  );
  expect(() => server.put('/api/me', () => 'another method')).toThrow('PUT /api/me does not stand');
});

test('routes elsewhere are not its business', async () => {
  const server = guarded();
  server.get('/healthz', () => 'ok');
  expect((await server.inject('/healthz')).statusCode).toBe(200);
});
