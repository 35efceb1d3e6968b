import { describe, expect, test } from 'vitest';
import { CALENDAR_SYNCHRONIZATION, setAddOn } from '../../src/store/add-ons.ts';
import { makeCompany } from '../fixtures/companies.ts';
import {
  aino,
  company,
  count,
  onConnectedCompany,
  onni,
  stateOf,
  step,
  storiesOf,
  viewOf,
  web,
} from '../fixtures/http-synchronization.ts';

onConnectedCompany();

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
