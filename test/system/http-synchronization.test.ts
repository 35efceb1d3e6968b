import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import { noCounts } from '../../src/model/run-counts.ts';
import { CALENDAR_SYNCHRONIZATION, setAddOn } from '../../src/store/add-ons.ts';
import { holdDeletions, loadHeldDeletions } from '../../src/store/held-deletions.ts';
import { saveLinks } from '../../src/store/links.ts';
import { takeMailbox } from '../../src/store/mailbox-hold.ts';
import { saveProblems } from '../../src/store/problems.ts';
import { endRun, insertRun, showProgress } from '../../src/store/runs.ts';
import { findSynchronization } from '../../src/store/synchronizations.ts';
import { type Company, connect, makeCompany, type Person } from '../fixtures/companies.ts';
import type { Answer, HttpClient } from '../fixtures/http-client.ts';
import { problemOf, someLink } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let onni: HttpClient;
let aino: HttpClient;
let count = 0;

beforeAll(async () => {
  web = await startServer();
});
afterAll(() => web.close());

beforeEach(async () => {
  company = await makeCompany(web.database, `sync-${++count}.example`);
  await connect(web.database, web.secretKey, company);
  onni = web.client();
  await onni.signIn(company.onni.email);
  aino = web.client();
  await aino.signIn(company.aino.email);
  web.engine.requests.length = 0;
});

function step(client: HttpClient, of: Person, name: string, body: unknown = {}): Promise<Answer> {
  return client.post(`/api/users/${of.id}/synchronization/${name}`, body);
}

const viewOf = (client: HttpClient, of: Person) => client.get(`/api/users/${of.id}/synchronization`);
const stateOf = async (of: Person) =>
  (await findSynchronization(web.database.db, company.id, of.id))?.state ?? 'off';

async function storiesOf(of: Person): Promise<{ kind: string; reason: string | null }[]> {
  const { body } = await aino.get(`/api/log?userId=${of.id}`);
  return body.entries.map(({ kind, reason }: { kind: string; reason: string | null }) => ({ kind, reason }));
}

describe('a user switches on for themselves', () => {
  test('and a run is asked for, which waits until a worker takes it', async () => {
    expect((await viewOf(onni, company.onni)).body).toMatchObject({
      state: 'off',
      available: true,
      run: null,
    });
    const { status, body } = await step(onni, company.onni, 'on');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'on',
      userName: company.onni.email,
      mailboxAddress: company.onni.email,
      addressMatch: 'unknown',
      run: { state: 'waiting', trigger: 'switchedOn', total: null },
    });
    expect(web.engine.requests).toEqual([
      { organizationId: company.id, userId: company.onni.id, trigger: 'switchedOn' },
    ]);
    expect(await storiesOf(company.onni)).toEqual([{ kind: 'switchedOn', reason: null }]);
  });

  test('twice is as good as once', async () => {
    const first = await step(onni, company.onni, 'on');
    const second = await step(onni, company.onni, 'on');
    expect(second.body.enabledAt).toBe(first.body.enabledAt);
    expect(web.engine.triggersOf(company.onni.id)).toEqual(['switchedOn']);
  });

  test('synchronizes now, pauses, resumes and switches off, each told in the log', async () => {
    await step(onni, company.onni, 'on');
    expect((await step(onni, company.onni, 'run')).body.run).toMatchObject({ state: 'waiting' });
    expect((await step(onni, company.onni, 'pause')).body.state).toBe('paused');
    const paused = await step(onni, company.onni, 'run');
    expect([paused.status, paused.body.code]).toEqual([409, 'synchronizationPaused']);
    expect((await step(onni, company.onni, 'resume')).body.state).toBe('on');
    expect((await step(onni, company.onni, 'off', { entries: 'keep' })).body.state).toBe('off');
    expect(web.engine.triggersOf(company.onni.id)).toEqual([
      'switchedOn',
      'synchronizeNow',
      'synchronizeNow',
    ]);
    const kinds = (await storiesOf(company.onni)).map((story) => story.kind);
    expect(kinds).toEqual(['switchedOff', 'resumed', 'paused', 'switchedOn']);
  });

  test('and takes back what was made, which is a run of its own', async () => {
    await step(onni, company.onni, 'on');
    const { body } = await step(onni, company.onni, 'off', { entries: 'takeBack' });
    expect(body).toMatchObject({ state: 'off', run: { state: 'waiting', trigger: 'takeBack' } });
    expect(web.engine.triggersOf(company.onni.id)).toEqual(['switchedOn', 'takeBack']);
  });

  test.each(['run', 'pause', 'resume'])('%s while it is off says so', async (name) => {
    const { status, body } = await step(onni, company.onni, name);
    expect([status, body.code]).toEqual([409, 'synchronizationOff']);
    expect(body.message).toContain('Turn it on first');
  });
});

describe('nobody switches on for somebody else', () => {
  test.each(['on', 'dry-run', 'run', 'pause', 'resume'])(
    'an administrator cannot %s, and the attempt stands in the log',
    async (name) => {
      const { status, body } = await step(aino, company.onni, name);
      expect([status, body.code]).toEqual([403, 'onlyYourself']);
      expect(await stateOf(company.onni)).toBe('off');
      expect(web.engine.requests).toEqual([]);
      expect(await storiesOf(company.onni)).toEqual([{ kind: 'refused', reason: 'onlyYourself' }]);
      expect((await onni.get('/api/log')).body.entries[0]).toMatchObject({
        kind: 'refused',
        severity: 'warning',
        actorName: 'Aino Example',
      });
    },
  );

  test('neither with their own id in the body, nor in another case of letters, nor with a query', async () => {
    for (const body of [{ userId: company.onni.id }, { user: company.onni.id }, [], 'null']) {
      const answer = await step(aino, company.onni, 'on', body);
      expect([answer.status, answer.body.code]).toEqual([403, 'onlyYourself']);
    }
    const path = `/api/users/${company.onni.id.toUpperCase()}/synchronization/on`;
    expect((await aino.post(path, {})).body.code).toBe('onlyYourself');
    const own = `/api/users/${company.aino.id}/synchronization/on?userId=${company.onni.id}`;
    await aino.post(own, {});
    const smuggled = `/api/users/${company.aino.id}%2F..%2F${company.onni.id}/synchronization/on`;
    expect((await aino.post(smuggled, {})).status).toBe(404);
    expect(await stateOf(company.onni)).toBe('off');
  });

  test('a forged body is refused on one’s own account too', async () => {
    const { status, body } = await step(onni, company.onni, 'on', { userId: company.helmi.id });
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.fields.userId).toContain('is not a known field');
    expect(await stateOf(company.onni)).toBe('off');
  });

  test('another website cannot do it with the person’s own cookie', async () => {
    onni.csrfToken = '';
    expect((await step(onni, company.onni, 'on')).body.code).toBe('forgeryToken');
    onni.csrfToken = aino.csrfToken;
    expect((await step(onni, company.onni, 'on')).body.code).toBe('forgeryToken');
    onni.headers = { 'sec-fetch-site': 'cross-site' };
    expect((await step(onni, company.onni, 'on')).body.code).toBe('crossSite');
    const signIn = await onni.post('/api/session', { email: company.onni.email, password: 'x' });
    expect([signIn.status, signIn.body.code]).toEqual([403, 'crossSite']);
    expect(await stateOf(company.onni)).toBe('off');
  });

  test('a person of another company is told that there is no such user, and nothing is logged there', async () => {
    const stranger = await makeCompany(web.database, `strangers-${count}.example`);
    const client = web.client();
    await client.signIn(stranger.aino.email);
    const answer = await step(client, company.onni, 'on');
    expect([answer.status, answer.body.code]).toEqual([404, 'userNotFound']);
    expect(await storiesOf(company.onni)).toEqual([]);
    expect((await viewOf(client, company.onni)).status).toBe(404);
  });

  test('the administrator sees, and turns off', async () => {
    await step(onni, company.onni, 'on');
    expect((await viewOf(aino, company.onni)).body.state).toBe('on');
    const { status, body } = await step(aino, company.onni, 'off', { entries: 'keep' });
    expect([status, body.state]).toEqual([200, 'off']);
  });
});

describe('what stands in the way is said', () => {
  const deactivate = () =>
    setAddOn(web.database.db, company.id, CALENDAR_SYNCHRONIZATION, {
      isActive: false,
      changedBy: null,
      changedAt: new Date().toISOString(),
    });

  test('the add-on is not active', async () => {
    await deactivate();
    expect((await viewOf(onni, company.onni)).body).toMatchObject({
      available: false,
      unavailableBecause: 'addOnInactive',
    });
    for (const name of ['on', 'dry-run']) {
      const { status, body } = await step(onni, company.onni, name);
      expect([status, body.code]).toEqual([409, 'addOnInactive']);
      expect(body.message).toContain('Settings > Add-ons');
    }
  });

  test('the connection is missing', async () => {
    await web.database.db.deleteFrom('exchangeSettings').where('organizationId', '=', company.id).execute();
    const { status, body } = await step(onni, company.onni, 'on');
    expect([status, body.code]).toEqual([409, 'connectionMissing']);
  });

  test('customer support has no mailbox', async () => {
    const taavi = web.client();
    await taavi.signIn(company.taavi.email);
    const { status, body } = await step(taavi, company.taavi, 'on');
    expect([status, body.code]).toEqual([409, 'noMailbox']);
  });
});

describe('the dry run', () => {
  test('tells what would happen, and writes nothing', async () => {
    web.engine.looked = {
      counts: { ...noCounts(), matched: 2, createdInMailbox: 1 },
      examples: [
        {
          kind: 'createInMailbox',
          subject: 'Meeting',
          time: { kind: 'allDay', start: '2026-12-01', end: '2026-12-02' },
          isPrivate: false,
        },
      ],
      resolvedAddress: company.onni.email,
    };
    const { status, body } = await step(onni, company.onni, 'dry-run');
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ matched: 2, createdInMailbox: 1, conflicts: 0 });
    expect(body.examples).toEqual([
      { kind: 'createInMailbox', subject: 'Meeting', start: '2026-12-01', allDay: true, isPrivate: false },
    ]);
    expect(await stateOf(company.onni)).toBe('off');
  });

  test('is one at a time: who asks again meanwhile is told so', async () => {
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    web.engine.beforeLook = () => {
      begun.resolve();
      return goOn.promise;
    };
    const first = step(onni, company.onni, 'dry-run');
    await begun.promise;
    const second = await step(onni, company.onni, 'dry-run');
    expect([second.status, second.body.code]).toEqual([409, 'dryRunBusy']);
    goOn.resolve();
    expect((await first).status).toBe(200);
    expect((await step(onni, company.onni, 'dry-run')).status).toBe(200);
    web.engine.beforeLook = async () => {};
  });

  test('that cannot look answers with the server’s own words', async () => {
    const { details } = problemOf('ErrorNonExistentMailbox', 'No mailbox with such guid.');
    web.engine.looked = new SideError(details);
    const { status, body } = await step(onni, company.onni, 'dry-run');
    expect([status, body.code]).toEqual([502, 'exchangeUnreachable']);
    expect(body.message).toContain('No mailbox with such guid.');
    expect(body.trouble).toMatchObject({ code: 'ErrorNonExistentMailbox', requestId: details.requestId });
  });
});

describe('how it stands', () => {
  test('with a run in progress, its problems and what waits for a person', async () => {
    const { db } = web.database;
    const { id: userId } = company.onni;
    await step(onni, company.onni, 'on');
    const startedAt = new Date(Date.now() + 1).toISOString();
    const runId = crypto.randomUUID();
    await takeMailbox(db, company.id, userId, runId, startedAt);
    await insertRun(db, { organizationId: company.id, id: runId, userId, trigger: 'switchedOn', startedAt });
    expect((await viewOf(onni, company.onni)).body.run).toMatchObject({
      id: runId,
      state: 'running',
      total: null,
    });
    await showProgress(db, company.id, runId, { done: 3, total: 8, phase: 'apply' });
    expect((await viewOf(onni, company.onni)).body.run).toMatchObject({ done: 3, total: 8 });
    await saveProblems(db, company.id, userId, [problemOf('ErrorItemSave', 'It cannot be saved.', true)]);
    const end = { state: 'succeeded', endedAt: startedAt, counts: { matched: 8 }, error: null } as const;
    await endRun(db, company.id, runId, end);
    const mine = (await viewOf(onni, company.onni)).body;
    expect(mine.run).toMatchObject({ state: 'succeeded', counts: { matched: 8, conflicts: 0 } });
    expect(mine.problems).toMatchObject([{ subject: 'Secret', error: { words: 'It cannot be saved.' } }]);
    const theirs = (await viewOf(aino, company.onni)).body;
    expect(theirs.problems).toMatchObject([{ subject: '', error: { words: 'It cannot be saved.' } }]);
  });

  test('with held deletions, which the user or an administrator decides on', async () => {
    const { db } = web.database;
    const { id: userId } = company.onni;
    await step(onni, company.onni, 'on');
    const decide = (client: HttpClient, decision: string) =>
      step(client, company.onni, 'held-deletions', { decision });
    const early = await decide(onni, 'approve');
    expect([early.status, early.body.code]).toEqual([409, 'nothingHeld']);
    const link = someLink(userId);
    await saveLinks(db, company.id, [link]);
    const held = {
      linkId: link.id,
      side: 'mailbox',
      subject: 'Gone',
      isPrivate: false,
      isRestoring: false,
      isApproved: false,
    } as const;
    await holdDeletions(db, company.id, userId, [held]);
    expect((await viewOf(onni, company.onni)).body).toMatchObject({
      heldDeletions: 1,
      synchronizedEntries: 1,
    });
    expect((await decide(aino, 'approve')).status).toBe(200);
    expect(await loadHeldDeletions(db, company.id, userId)).toEqual([{ ...held, isApproved: true }]);
    const { heldUntil } = (await viewOf(onni, company.onni)).body;
    const shown = { decision: 'restore', heldUntil };
    expect((await step(onni, company.onni, 'held-deletions', shown)).status).toBe(200);
    expect(await loadHeldDeletions(db, company.id, userId)).toEqual([{ ...held, isRestoring: true }]);
    expect(web.engine.triggersOf(userId)).toEqual(['switchedOn', 'synchronizeNow', 'synchronizeNow']);
    const helmi = web.client();
    await helmi.signIn(company.helmi.email);
    expect((await decide(helmi, 'approve')).body.code).toBe('forbidden');
  });
});
