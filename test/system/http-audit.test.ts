import { beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/http/contract.ts';
import { insertAuditEntries } from '../../src/store/audit.ts';
import { addOperator, connect, makeCompany } from '../fixtures/companies.ts';
import { aino, company, form, onNewCompany, SECRET, save, web } from '../fixtures/http-exchange-settings.ts';

onNewCompany();

let trail: (query?: string) => Promise<AuditEntry[]>;
beforeEach(() => {
  trail = async (query = '') => (await aino.get(`/api/audit${query}`)).body.entries;
});

const changeOf = (entry: AuditEntry | undefined, field: string) =>
  entry?.changes.find((change) => change.field === field);

test('a saved setting stands there with who, when, the old and the new value', async () => {
  await save();
  await save({ daysBack: 60, delegatePassword: null, outgoingTypeIds: [company.types.meeting.id] });
  const [second, first] = await trail();
  expect(second).toMatchObject({
    action: 'settingsChanged',
    actorName: 'Aino Example',
    actorId: company.aino.id,
  });
  expect(Date.now() - Date.parse(second?.at ?? '')).toBeLessThan(60_000);
  expect(changeOf(second, 'daysBack')).toEqual({ field: 'daysBack', before: 30, after: 60 });
  expect(changeOf(second, 'outgoingTypeIds')).toMatchObject({
    before: [{ en: 'Meeting' }, { en: 'Call' }],
    after: [{ en: 'Meeting' }],
  });
  expect(second?.changes.map(({ field }) => field)).toEqual(['outgoingTypeIds', 'daysBack']);
  expect(changeOf(first, 'daysBack')).toMatchObject({ before: null, after: 30 });
});

test('a password is told as changed, and stands nowhere', async () => {
  await save();
  const answer = await aino.get('/api/audit');
  expect(changeOf(answer.body.entries[0], 'delegatePassword')).toMatchObject({
    before: null,
    after: null,
    isSecret: true,
  });
  expect(answer.text).not.toContain(SECRET);
  expect((await aino.get('/api/audit/export?format=csv')).text).not.toContain(SECRET);
});

test('a save that was refused leaves no line', async () => {
  const body = { form: form({ daysBack: -1 }), testMailbox: company.aino.email, saveAnyway: false };
  expect((await aino.put('/api/exchange-settings', body)).status).toBe(400);
  expect(await trail()).toEqual([]);
});

test('a save without a passed test says so', async () => {
  await save({}, true);
  expect(changeOf((await trail())[0], 'savedAnyway')).toMatchObject({ after: true });
});

test('switching an add-on, and a synchronization on and off, stand there with whom they concern', async () => {
  await connect(web.database, web.secretKey, company);
  const onni = web.client();
  await onni.signIn(company.onni.email);
  await aino.put('/api/add-ons/exchange-calendar-synchronization', { active: false });
  await aino.put('/api/add-ons/exchange-calendar-synchronization', { active: true });
  await onni.post(`/api/users/${company.onni.id}/synchronization/on`);
  await aino.post(`/api/users/${company.onni.id}/synchronization/off`, { entries: 'keep' });
  // An attempt to switch on somebody else.
  expect((await aino.post(`/api/users/${company.onni.id}/synchronization/on`)).status).toBe(403);
  const lines = await trail();
  expect(lines.map(({ action, actorName, userName }) => [action, actorName, userName])).toEqual([
    ['refused', 'Aino Example', 'Onni Example'],
    ['switchedOff', 'Aino Example', 'Onni Example'],
    ['switchedOn', 'Onni Example', 'Onni Example'],
    ['addOnChanged', 'Aino Example', ''],
    ['addOnChanged', 'Aino Example', ''],
  ]);
  expect(changeOf(lines[4], 'active')).toMatchObject({ before: true, after: false });
  expect((await trail(`?userId=${company.onni.id}`)).length).toBe(3);
  expect((await trail(`?actorId=${company.onni.id}`)).map(({ action }) => action)).toEqual(['switchedOn']);
});

test('whoever takes a file away is told, with the filters of it', async () => {
  await aino.get('/api/log/export?format=json&severity=error');
  await aino.get('/api/audit/export?format=csv');
  const [audit, log] = await trail('?action=exported');
  expect([audit?.code, log?.code]).toEqual(['audit', 'log']);
  const filters = log?.changes.map(({ field, after }) => [field, after]);
  expect(Object.fromEntries(filters ?? [])).toEqual({ format: 'json', severity: 'error' });
});

test('support reads it, a user does not, and other companies see nothing of it', async () => {
  await save();
  const taavi = web.client();
  await taavi.signIn(company.taavi.email);
  expect((await taavi.get('/api/audit')).body.entries).toHaveLength(1);
  const onni = web.client();
  await onni.signIn(company.onni.email);
  expect((await onni.get('/api/audit')).body.code).toBe('forbidden');
  expect((await onni.get('/api/audit/export?format=csv')).body.code).toBe('forbidden');
  const other = await makeCompany(web.database, `other-${company.domain}`);
  const stranger = web.client();
  await stranger.signIn(other.aino.email);
  expect((await stranger.get('/api/audit')).body.entries).toEqual([]);
});

test('an operator sees what operators did, and nothing of the companies', async () => {
  await save();
  const operator = web.client();
  await operator.signIn((await addOperator(web.database, company.domain)).email);
  expect((await operator.get('/api/audit?text=exchange.example')).body.entries).toEqual([]);
});

test.each(['DELETE', 'PUT', 'PATCH', 'POST'])('%s finds no way to alter it', async (method) => {
  await save();
  const [line] = await trail();
  for (const path of ['/api/audit', `/api/audit/${line?.id}`])
    expect((await aino.send(method, path)).status).toBe(404);
  expect(await trail()).toHaveLength(1);
});

test('of thousands of lines pages and files tell each once', async () => {
  const entry = {
    at: new Date().toISOString(),
    actorId: company.aino.id,
    userId: null,
    action: 'settingsChanged',
  };
  const many = Array.from({ length: 3_217 }, (_, index) => ({
    ...entry,
    changes: [{ field: 'daysBack', before: index, after: index + 1 }],
  }));
  await insertAuditEntries(web.database.db, company.id, many);
  const seen = new Set<string>();
  let next: string | null = '';
  while (next !== null) {
    const { body }: { body: { entries: AuditEntry[]; next: string | null } } = await aino.get(
      `/api/audit?limit=500${next && `&before=${next}`}`,
    );
    for (const { id } of body.entries) seen.add(id);
    next = body.next;
  }
  expect(seen.size).toBe(3_217);
  expect((await aino.get('/api/audit/export?format=json&action=settingsChanged')).body).toHaveLength(3_217);
  const csv = (await aino.get('/api/audit/export?format=csv&action=settingsChanged')).text
    .trimEnd()
    .split('\r\n');
  expect(csv).toHaveLength(3_218);
  expect(csv[0]).toBe('id,at,actor,action,code,user,field,before,after');
});

test('as CSV it harms no spreadsheet', async () => {
  await save({ delegateUserName: '=cmd|calc', delegatePassword: SECRET });
  expect((await aino.get('/api/audit/export?format=csv')).text).toContain(",'=cmd|calc");
});

test.each([
  ['before=x', 'before'],
  ['from=yesterday', 'from'],
  ['limit=0', 'limit'],
  ['actorId=me', 'actorId'],
])('bad input is refused by the field: %s', async (query, field) => {
  const answer = await aino.get(`/api/audit?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.body.fields).toHaveProperty(field);
});
