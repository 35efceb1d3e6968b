import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Health } from '../../src/http/contract.ts';
import { noCounts } from '../../src/model/run-counts.ts';
import { addRun, noHealthCounts } from '../../src/store/health/health-counts.ts';
import { recordHealth } from '../../src/store/health/record-health.ts';
import { recordLook } from '../../src/store/health/record-look.ts';
import { saveProblems } from '../../src/store/problems.ts';
import { switchOn } from '../../src/store/synchronizations.ts';
import { addOperator, type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { problemOf } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let web: TestServer;
let company: Company;
let other: Company;
let aino: HttpClient;
let operator: HttpClient;
const now = Date.now();
const minuteOf = (millis: number) => millis - (millis % MINUTE);

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'health.example');
  other = await makeCompany(web.database, 'other-health.example');
  [aino, operator] = [web.client(), web.client()];
  await aino.signIn(company.aino.email);
  await operator.signIn((await addOperator(web.database, 'health.example')).email);
  await record(company, now, 3);
  await record(company, now - 5 * HOUR, 10);
  await record(company, now - 20 * 24 * HOUR, 100);
  await record(other, now, 1_000);
  const at = new Date(now).toISOString();
  for (const { id, email } of [company.onni, company.helmi])
    await switchOn(web.database.db, { organizationId: company.id, userId: id, mailboxAddress: email }, at);
  await recordLook(web.database.db, now, [{ organizationId: company.id, waiting: 4, oldestSeconds: 12 }]);
});
afterAll(() => web.close());

/** As many entries arrived at that time, each after 800 ms, and one run failed. */
async function record({ id }: Company, at: number, entries: number): Promise<void> {
  const health = noHealthCounts();
  const counts = { ...noCounts(), createdInMailbox: entries };
  addRun(health, { counts, arrivals: Array.from({ length: entries }, () => 800), error: null });
  const { details } = problemOf('ErrorServerBusy', 'Busy.');
  addRun(health, { counts: noCounts(), arrivals: [], error: { ...details, retryAfter: 2_000 } });
  await recordHealth(web.database.db, [{ organizationId: id, minute: minuteOf(at), health }]);
}

const health = async (client: HttpClient, range: string): Promise<Health> =>
  (await client.get(`/api/health?range=${range}`)).body;

test.each([
  ['hour', 60, 60, 3],
  ['day', 96, 900, 13],
  ['week', 168, 3600, 13],
  ['month', 180, 14_400, 113],
])('the range %s has every step, and adds up what fell into it', async (range, points, step, entries) => {
  const body = await health(aino, range);
  expect(body.points).toHaveLength(points);
  expect(body.stepSeconds).toBe(step);
  const starts = body.points.map(({ at }) => Date.parse(at));
  expect(starts).toEqual(starts.map((_, index) => (starts[0] ?? 0) + index * step * 1000));
  expect(Date.parse(body.to)).toBeGreaterThan(now);
  expect(body.points.reduce((sum, point) => sum + point.toMailbox, 0)).toBe(entries);
  expect(body.total.toMailbox).toBe(entries);
});

test('the figures tell how long entries took, what failed, and how it stands now', async () => {
  const body = await health(aino, 'hour');
  expect(body.total).toMatchObject({ runs: 2, failedRuns: 1, throttledRuns: 1, throttledMillis: 2_000 });
  expect(body.total.arrivalMedian).toBeGreaterThan(500);
  expect(body.total.arrival95).toBeLessThanOrEqual(800);
  expect(body.total.arrivalSlowest).toBe(800);
  expect(body.failures).toMatchObject([{ code: 'ErrorServerBusy', failures: 1 }]);
  expect(body.now).toMatchObject({ queueWaiting: 4, queueOldestSeconds: 12, switchedOn: 2, inTrouble: 0 });
  const idle = body.points[0];
  expect(idle).toMatchObject({ runs: 0, arrivalMedian: null, arrivalSlowest: null, queueWaiting: null });
});

test('a company sees its own figures, an operator the sums of all', async () => {
  expect((await health(operator, 'hour')).total).toMatchObject({ toMailbox: 1_003, runs: 4 });
  const stranger = web.client();
  await stranger.signIn(other.taavi.email);
  expect((await health(stranger, 'hour')).total).toMatchObject({ toMailbox: 1_000, runs: 2 });
});

test('mailboxes in trouble are told with the server’s words and what waits', async () => {
  const { details } = problemOf('ErrorItemSave', 'The item cannot be saved.');
  await saveProblems(web.database.db, company.id, company.onni.id, [problemOf('ErrorItemSave', 'No.', true)]);
  await web.database.db
    .updateTable('synchronizations')
    .set({ lastError: JSON.stringify(details), failures: 2, lastFinishedAt: new Date(now).toISOString() })
    .where('userId', '=', company.helmi.id)
    .execute();
  const { body, text } = await aino.get('/api/health/mailboxes');
  expect(body.total).toBe(2);
  expect(body.rows[0]).toMatchObject({
    name: 'Helmi Example',
    failures: 2,
    trouble: { code: 'ErrorItemSave' },
  });
  expect(body.rows[1]).toMatchObject({ name: 'Onni Example', setAside: 1, trouble: null });
  expect(text).not.toContain('Secret');
  const second = await aino.get('/api/health/mailboxes?page=2&pageSize=1');
  expect(second.body).toMatchObject({ rows: [{ name: 'Onni Example' }], total: 2 });
});

test('a user sees none of it, and an operator no person', async () => {
  const onni = web.client();
  await onni.signIn(company.onni.email);
  expect((await onni.get('/api/health')).body.code).toBe('forbidden');
  expect((await onni.get('/api/health/mailboxes')).body.code).toBe('forbidden');
  expect((await operator.get('/api/health/mailboxes')).body.code).toBe('forbidden');
});

test('an unknown range is refused by its field', async () => {
  const answer = await aino.get('/api/health?range=year');
  expect([answer.status, Object.keys(answer.body.fields)]).toEqual([400, ['range']]);
});
