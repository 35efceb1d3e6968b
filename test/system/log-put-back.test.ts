import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../fixtures/http-client.ts';
import { LogCompany } from '../fixtures/log-company.ts';

let here: LogCompany;
let count = 0;

beforeAll(async () => {
  here = await LogCompany.open();
});

afterAll(() => here.close());

const aName = () => `Meeting ${++count}`;

const putBack = (client: HttpClient, id: string, body: object = { field: 'subject', side: 'activities' }) =>
  client.post(`/api/log/${id}/put-back`, body);

const auditOf = async (action: string) =>
  (await here.administrator.get(`/api/audit?action=${action}`)).body.entries;

describe('a value that lost a conflict', () => {
  it('is put back by its owner, taken to the mailbox by the next run, and stands in log and audit trail', async () => {
    const name = aName();
    const { id } = await here.conflict(name);
    here.web.engine.announced.length = 0;
    const { status, body } = await putBack(here.own, id);
    expect([status, body.conflicts]).toMatchObject([
      200,
      [{ field: 'subject', winner: 'mailbox', putBack: { side: 'activities', actorName: 'Onni Virtanen' } }],
    ]);
    expect(here.web.engine.announced).toEqual([[here.onni.id]]);
    expect(await here.activity(`${name} in Severa`)).toBeDefined();
    await here.company.runWell(here.onni);
    expect(await here.company.itemSubjects(here.onni)).toContain(`${name} in Severa`);
    const told = (await here.own.get(`/api/log?activityId=${body.activityId}`)).body.entries;
    expect(
      told.map(({ kind, reason }: { kind: string; reason: string }) => [kind, reason]).slice(0, 2),
    ).toEqual([
      ['changed', null],
      ['putBack', 'activitiesValue'],
    ]);
    expect((await auditOf('putBack'))[0]).toMatchObject({
      actorName: 'Onni Virtanen',
      code: 'activitiesValue',
    });
  });

  it('is not put back twice, and the other value can be put back after it', async () => {
    const name = aName();
    const { id } = await here.conflict(name);
    expect((await putBack(here.own, id)).status).toBe(200);
    const again = await putBack(here.own, id);
    expect([again.status, again.body.code]).toEqual([409, 'putBackStands']);
    await here.company.runWell(here.onni);
    expect((await putBack(here.own, id)).body.code).toBe('putBackStands');
    expect((await putBack(here.own, id, { field: 'subject', side: 'mailbox' })).status).toBe(200);
    await here.company.runWell(here.onni);
    expect(await here.company.itemSubjects(here.onni)).toContain(`${name} in Outlook`);
  });

  it('is written once when it is asked for twice at the same moment', async () => {
    const { id } = await here.conflict(aName());
    const answers = await Promise.all([putBack(here.own, id), putBack(here.own, id), putBack(here.own, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const told = (await here.own.get('/api/log?kind=putBack')).body.entries;
    expect(told.filter((one: { activityId: string }) => one.activityId === told[0].activityId)).toHaveLength(
      1,
    );
  });

  it('may be a time, which then stands on both sides', async () => {
    const name = aName();
    await here.company.exchange.add(here.onni.email, [{ subject: name }]);
    await here.company.runWell(here.onni);
    const { time } = await here.activity(name);
    if (time.kind !== 'timed') throw new Error('an hour was asked for');
    const later = (instant: string) => new Date(Date.parse(instant) + 3600_000).toISOString();
    await here.changeActivity(name, { time: { ...time, start: later(time.start), end: later(time.end) } });
    await here.outlookWins(() =>
      here.change(name, 'calendar:End', `<t:End>${later(later(time.end))}</t:End>`),
    );
    await here.company.runWell(here.onni);
    const { id, conflicts } = await here.latestConflict();
    expect(conflicts).toMatchObject([{ field: 'time', winner: 'mailbox' }]);
    expect((await putBack(here.own, id, { field: 'time', side: 'activities' })).status).toBe(200);
    await here.company.runWell(here.onni);
    const item = await here.company.exchange.item(here.onni.email, name);
    expect(Date.parse(item.start)).toBe(Date.parse(later(time.start)));
    expect(Date.parse(item.end)).toBe(Date.parse(later(time.end)));
  });

  it('may be put back by an administrator, while support and colleagues may not', async () => {
    const { id } = await here.conflict(aName());
    expect((await putBack(here.support, id)).body.code).toBe('forbidden');
    expect((await putBack(here.colleague, id)).body.code).toBe('logEntryNotFound');
    const { body } = await putBack(here.administrator, id);
    expect(body.conflicts[0].putBack.actorName).toBe('Aino Aalto');
    expect((await auditOf('putBack'))[0]).toMatchObject({
      actorName: 'Aino Aalto',
      userName: 'Onni Virtanen',
    });
  });
});

describe('a value is left where it is', () => {
  it('when the field has been changed since, on either side', async () => {
    const name = aName();
    const first = await here.conflict(name);
    await here.changeActivity(`${name} in Outlook`, { name: 'Changed in Severa' });
    expect((await putBack(here.own, first.id)).body.code).toBe('putBackChanged');
    const other = aName();
    const second = await here.conflict(other);
    await here.change(`${other} in Outlook`, 'item:Subject', '<t:Subject>Changed in Outlook</t:Subject>');
    await here.company.runWell(here.onni);
    const { status, body } = await putBack(here.own, second.id);
    expect([status, body.code]).toEqual([409, 'putBackChanged']);
    expect(body.message).toContain('muutettu');
    expect(await here.activity('Changed in Outlook')).toBeDefined();
  });

  it('but not when another field has been changed since', async () => {
    const name = aName();
    const { id } = await here.conflict(name);
    await here.changeActivity(`${name} in Outlook`, { location: 'Room 5' });
    expect((await putBack(here.own, id)).status).toBe(200);
    expect(await here.activity(`${name} in Severa`)).toMatchObject({ location: 'Room 5' });
  });

  it('when the entry is gone', async () => {
    const name = aName();
    const { id } = await here.conflict(name);
    await here.company.deleteActivity((await here.activity(`${name} in Outlook`)).id);
    expect((await putBack(here.own, id)).body.code).toBe('putBackGone');
    await here.company.runWell(here.onni);
    expect((await putBack(here.own, id)).body.code).toBe('putBackGone');
  });

  it('when its text was private: the log keeps none', async () => {
    const name = aName();
    await here.company.exchange.add(here.onni.email, [{ subject: name, sensitivity: 'Private' }]);
    await here.company.runWell(here.onni);
    await here.changeActivity(name, { notes: 'Ours' });
    await here.outlookWins(() => here.change(name, 'item:Body', '<t:Body BodyType="Text">Theirs</t:Body>'));
    await here.company.runWell(here.onni);
    const { id } = await here.latestConflict();
    const asked = { field: 'text', side: 'activities' };
    expect((await putBack(here.own, id, asked)).body.code).toBe('putBackNotKept');
    expect((await putBack(here.administrator, id, asked)).body.code).toBe('putBackPrivate');
  });

  it('when the synchronization of its user is off', async () => {
    const { id } = await here.conflict(aName());
    await here.company.switchOff(here.onni, 'keep');
    expect((await putBack(here.own, id)).body.code).toBe('synchronizationOff');
    await here.company.switchOn(here.onni);
    await here.company.runWell(here.onni);
  });

  it('when the line tells of no such conflict, or is none', async () => {
    const { id } = await here.conflict(aName());
    const wrong = (body: unknown, of = id) => here.own.post(`/api/log/${of}/put-back`, body);
    expect((await wrong({ field: 'time', side: 'activities' })).body.code).toBe('putBackNoConflict');
    expect((await wrong({ field: 'subject', side: 'nowhere' })).body.fields).toHaveProperty('side');
    expect((await wrong({ field: 'html', side: 'mailbox' })).body.fields).toHaveProperty('field');
    expect((await wrong({ field: 'subject', side: 'mailbox', more: 1 })).body.fields).toHaveProperty('more');
    for (const of of ['0', '999999999', 'nothing', "1' or '1'='1"])
      expect((await wrong({ field: 'subject', side: 'mailbox' }, encodeURIComponent(of))).body.code).toBe(
        'logEntryNotFound',
      );
    const [other] = (await here.own.get('/api/log?kind=created&limit=1')).body.entries;
    expect((await putBack(here.own, other.id)).body.code).toBe('putBackNoConflict');
  });
});
