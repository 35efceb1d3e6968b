import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaused } from '../../src/store/synchronizations.ts';
import { LogCompany } from '../fixtures/log-company.ts';

const CODE = 'ErrorCalendarDurationIsTooLong';

let here: LogCompany;

beforeAll(async () => {
  here = await LogCompany.open();
});

afterAll(() => here.close());

/** Exchange refuses every new entry, until it is told otherwise. */
const refuseAll = () =>
  here.company.exchange.control('POST', 'faults', {
    operation: 'CreateItem',
    count: 1000,
    fault: { kind: 'responseCode', code: CODE, message: 'Too long, says the server.' },
  });

/** Activities of Onni's that Exchange refuses. */
async function refused(...names: string[]): Promise<void> {
  await refuseAll();
  for (const name of names) await here.company.addActivity(here.onni, name);
  await here.company.runWell(here.onni);
}

const tryAgain = (body: object, client = here.own) => client.post('/api/set-aside/try-again', body);
const runs = () => here.web.engine.triggersOf(here.onni.id);

describe('entries that are set aside', () => {
  it('are listed with the server’s exact words, the advice and their reasons in numbers', async () => {
    await refused('Long one', 'Long two');
    const { body } = await here.own.get('/api/set-aside');
    expect(body.total).toBe(2);
    expect(body.reasons).toMatchObject([{ code: CODE, count: 2, users: 1 }]);
    expect(body.entries[0]).toMatchObject({
      userName: 'Onni Virtanen',
      attempts: 1,
      error: { code: CODE, words: 'Too long, says the server.' },
    });
    expect(body.entries[0].error.requestId).toBeTruthy();
    expect((await here.administrator.get('/api/set-aside')).body.total).toBe(2);
    expect((await here.support.get(`/api/set-aside?code=${CODE}&pageSize=1`)).body.entries).toHaveLength(1);
    expect((await here.support.get('/api/set-aside?code=ErrorOther')).body).toMatchObject({
      total: 0,
      entries: [],
    });
    expect((await here.colleague.get('/api/set-aside')).body).toMatchObject({ total: 0, reasons: [] });
    expect((await here.colleague.get(`/api/set-aside?userId=${here.onni.id}`)).body.total).toBe(0);
  });

  it('are tried again at once, one of them, and the run’s result shows', async () => {
    const [first] = (await here.own.get('/api/set-aside')).body.entries;
    expect((await tryAgain({ id: first.id }, here.colleague)).body.code).toBe('nothingSetAside');
    here.web.engine.requests.length = 0;
    expect((await tryAgain({ id: first.id })).body).toEqual({ tried: 1, users: 1, resting: 0 });
    expect(runs()).toEqual(['synchronizeNow']);
    await here.company.runWell(here.onni);
    const still = (await here.own.get('/api/set-aside')).body.entries;
    expect(still.map(({ attempts }: { attempts: number }) => attempts).sort()).toEqual([1, 2]);
    const [told] = (await here.own.get('/api/log?kind=triedAgain')).body.entries;
    expect(told).toMatchObject({ actorName: 'Onni Virtanen', userName: 'Onni Virtanen' });
  });

  it('are tried again all of one reason, and are gone when the server takes them', async () => {
    await here.company.exchange.control('DELETE', 'faults');
    here.web.engine.requests.length = 0;
    expect((await tryAgain({ code: CODE }, here.support)).body).toEqual({ tried: 2, users: 1, resting: 0 });
    expect(runs()).toEqual(['synchronizeNow']);
    await here.company.runWell(here.onni);
    expect((await here.own.get('/api/set-aside')).body.total).toBe(0);
    expect(await here.company.itemSubjects(here.onni)).toEqual(['Long one', 'Long two']);
    const { body } = await tryAgain({ code: CODE });
    expect(body.code).toBe('nothingSetAside');
    const [audited] = (await here.administrator.get('/api/audit?action=triedAgain')).body.entries;
    expect(audited).toMatchObject({ actorName: 'Taavi Tuki', userName: 'Onni Virtanen', code: CODE });
  });

  it('wait while their user has paused, and the answer says so', async () => {
    await refused('Long three');
    const paused = (is: boolean) =>
      setPaused(
        here.web.database.db,
        here.company.organizationId,
        here.onni.id,
        is,
        new Date().toISOString(),
      );
    await paused(true);
    here.web.engine.requests.length = 0;
    const { status, body } = await tryAgain({ code: CODE }, here.administrator);
    expect([status, body.code]).toEqual([409, 'tryAgainOff']);
    expect(runs()).toEqual([]);
    await paused(false);
  });

  it('do not show what somebody else’s private one is called', async () => {
    await refuseAll();
    await here.company.addActivity(here.onni, 'Oncologist', 30, 'Personal');
    await here.company.runWell(here.onni);
    for (const client of [here.administrator, here.support]) {
      const { body, text } = await client.get('/api/set-aside');
      expect(text).not.toContain('Oncologist');
      expect(body.entries).toContainEqual(expect.objectContaining({ subject: null, isPrivate: true }));
    }
    expect((await here.own.get('/api/set-aside')).text).toContain('Oncologist');
  });

  it.each([
    [{}, 'code'],
    [{ id: 'nothing' }, 'id'],
    [{ id: '8f1a9e9e-5e1c-4f0a-8a6c-0c1b1f4f5a77', code: CODE }, 'code'],
    [{ code: '' }, 'code'],
    [{ code: CODE, userId: 'Onni' }, 'userId'],
    [{ code: CODE, other: 1 }, 'other'],
  ])('are not tried again by %j, and the sentence stands beside %s', async (body, field) => {
    const answer = await tryAgain(body);
    expect(answer.status).toBe(400);
    expect(answer.body.fields).toHaveProperty(field);
  });
});
