import { Counter, Registry } from 'prom-client';
import { afterEach, expect, it } from 'vitest';
import { openWorkerMetrics } from './worker-metrics.ts';

const parts = new AsyncDisposableStack();
afterEach(() => parts.disposeAsync());

it('tells a worker’s figures and that it lives, and nothing else', async () => {
  const registry = new Registry();
  new Counter({ name: 'tahti_test_total', help: 'A test', registers: [registry] }).inc(3);
  const url = await openWorkerMetrics({ HOST: '127.0.0.1', TAHTI_WORKER_METRICS_PORT: 0 }, registry, parts);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('tahti_test_total 3');
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect((await fetch(`${url}/api/me`)).status).toBe(404);
});

it('listens nowhere unless a port was named', async () => {
  const config = { HOST: '127.0.0.1', TAHTI_WORKER_METRICS_PORT: undefined };
  expect(await openWorkerMetrics(config, new Registry(), parts)).toBeNull();
});
