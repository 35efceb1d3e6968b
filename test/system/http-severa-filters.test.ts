import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { SeveraClient } from '../fixtures/severa-client.ts';

let web: TestServer;
let company: Company;
let severa: SeveraClient;

const CUSTOMER = randomUUID();
const PROJECT = randomUUID();
const PHASE = randomUUID();

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'filters.example');
  severa = await SeveraClient.signIn(web.url, company);
  await fill();
});
afterAll(() => web.close());

/** One activity of each kind that a filter looks at, named after what is special about it. */
async function fill(): Promise<void> {
  const { types, onni, helmi } = company;
  const day = (date: string) => ({
    startDateTime: `2026-12-${date}T08:00:00Z`,
    endDateTime: `2026-12-${date}T09:00:00Z`,
  });
  const add = (name: string, change: object = {}) =>
    severa.post('activities', {
      name,
      ...day('01'),
      activityType: { guid: types.meeting.id },
      ownerUser: { guid: onni.id },
      ...change,
    });
  const shared = await add('plain');
  await severa.post('activityparticipants', { activityGuid: shared.body.guid, participantGuid: helmi.id });
  await add('of helmi', { ownerUser: { guid: helmi.id } });
  await add('closed', { isClosed: true });
  await add('unassigned', { isUnassigned: true });
  await add('call', { activityType: { guid: types.call.id }, hasDuration: false });
  await add('holiday', { activityType: { guid: types.holiday.id } });
  await add('visit', { activityType: { guid: types.visit.id }, customer: { guid: CUSTOMER } });
  const phase = { guid: PHASE, projectGuid: PROJECT, projectOwnerGuid: company.aino.id };
  await add('project', { phase });
  await add('second', day('02'));
  await add('across', { startDateTime: '2026-12-02T08:30:00Z', endDateTime: '2026-12-03T08:30:00Z' });
}

const namesOf = (rows: { name: string }[]) => rows.map((row) => row.name).sort();
const EVERYTHING = [
  ...['across', 'call', 'closed', 'holiday', 'of helmi', 'plain', 'project', 'second', 'unassigned', 'visit'],
];
const without = (...names: string[]) => EVERYTHING.filter((name) => !names.includes(name));

describe('activities', () => {
  const cases: [string, () => string, string[]][] = [
    ['no filter', () => '', EVERYTHING],
    ['closed', () => 'closed=true', ['closed']],
    ['open', () => 'closed=False', without('closed')],
    ['categories', () => 'activityCategories=SalesEvent&activityCategories=Absences', ['call', 'holiday']],
    ['types', () => `activityTypeGuids=${company.types.visit.id}`, ['visit']],
    ['owners', () => `userGuids=${company.helmi.id}`, ['of helmi']],
    ['also as member', () => `userGuids=${company.helmi.id}&includeAsMember=true`, ['of helmi', 'plain']],
    ['two owners', () => `userGuids=${company.helmi.id}&userGuids=${company.onni.id}`, EVERYTHING],
    ['a customer alone', () => `customerGuids=${CUSTOMER}&includeTasksWithNoCustomer=false`, ['visit']],
    ['a customer or none', () => `customerGuids=${CUSTOMER}`, EVERYTHING],
    ['another customer or none', () => `customerGuids=${randomUUID()}`, without('visit')],
    ['a project alone', () => `projectGuids=${PROJECT}&includeTasksWithNoProject=false`, ['project']],
    ['a project or none', () => `projectGuids=${PROJECT}`, EVERYTHING],
    ['any customer', () => 'includeTasksWithNoCustomer=false', ['visit']],
    ['any project', () => 'includeTasksWithNoProject=false', ['project']],
    ['a phase', () => `phaseGuids=${PHASE}`, ['project']],
    ['a project manager', () => `projectOwnerGuids=${company.aino.id}`, ['project']],
    ['without duration', () => 'hasDuration=false', ['call']],
    ['with hours', () => 'hasHours=true', []],
    ['unassigned', () => 'isUnassigned=true', ['unassigned']],
    ['from', () => 'startDateTime=2026-12-02T08:00:00Z', ['across', 'second']],
    ['from, at the very end of one', () => 'startDateTime=2026-12-02T09:00:00Z', ['across', 'second']],
    ['until', () => 'endDateTime=2026-12-01T23:59:59Z', without('second', 'across')],
    ['until, at the very start of one', () => 'endDateTime=2026-12-02T08:00:00Z', without('across')],
    [
      'a day with an offset',
      () => `startDateTime=${encodeURIComponent('2026-12-03T00:00:00+02:00')}`,
      ['across'],
    ],
    [
      'strictly within',
      () =>
        'startDateTime=2026-12-02T00:00:00Z&endDateTime=2026-12-03T00:00:00Z&useStrictStartAndEndDateTime=true',
      ['second'],
    ],
    ['changed since', () => 'changedSince=2020-01-01T00:00:00Z', EVERYTHING],
    ['changed in the future', () => 'changedSince=2090-01-01T00:00:00Z', []],
    ['not recurring', () => 'recurrenceType=None', EVERYTHING],
    ['keywords, of which there are none', () => `userKeywordGuids=${randomUUID()}`, []],
    ['business units, of which there are none', () => `projectBusinessUnitGuids=${randomUUID()}`, []],
    ['contacts, of which there are none', () => `contactGuids=${randomUUID()}`, []],
    ['sub-phases', () => `phaseGuids=${PHASE}&includeSubPhases=true`, ['project']],
    ['several at once', () => `closed=false&userGuids=${company.onni.id}&hasDuration=false`, ['call']],
  ];
  test.each(cases)('%s', async (_title, query, expected) => {
    const { status, body, text } = await severa.get(`activities?rowCount=100&${query()}`);
    expect(status, text).toBe(200);
    expect(namesOf(body)).toEqual(expected.toSorted());
  });

  test.each([
    ['an unknown filter', 'colour=red', 'colour'],
    ['an unknown category', 'activityCategories=Meetings', 'activityCategories'],
    ['a guid that is none', 'userGuids=me', 'userGuids'],
    ['a flag that is none', 'closed=perhaps', 'closed'],
    ['a time without an offset', 'changedSince=2026-12-01T00:00:00', 'changedSince'],
    ['a time in no calendar', 'changedSince=0000-01-01T00:00:00Z', 'changedSince'],
    ['too many rows', 'rowCount=101', 'rowCount'],
    ['no rows', 'rowCount=0', 'rowCount'],
    ['a page that nobody gave out', 'pageToken=abc', 'pageToken'],
    [
      'an end before the start',
      'startDateTime=2026-12-02T00:00:00Z&endDateTime=2026-12-01T00:00:00Z',
      'endDateTime',
    ],
    ['an unknown recurrence', 'recurrenceType=Sometimes', 'recurrenceType'],
  ])('%s is refused by name', async (_title, query, name) => {
    const { status, body } = await severa.get(`activities?${query}`);
    expect([status, body.error.type]).toEqual([400, 'InvalidParameter']);
    expect(body.error.details[0].location).toMatchObject({ type: 'UriParameter' });
    expect(body.error.details[0].location.name).toMatch(new RegExp(`^${name}`));
  });

  test('after a change, changedSince tells that one', async () => {
    const [first] = (await severa.get('activities?rowCount=1')).body;
    const since = new Date(Date.parse(first.lastUpdatedDateTime) + 1).toISOString();
    await severa.patch(`activities/${first.guid}`, { op: 'Replace', path: '/notes', value: 'touched' });
    const changed = await severa.all(`activities?changedSince=${since}`);
    expect(changed.map((row) => row.guid)).toContain(first.guid);
  });
});

describe('paging', () => {
  test('has twenty rows unless asked otherwise, and no token on the last page', async () => {
    const few = await severa.get('activities');
    expect(few.headers.get('NextPageToken')).toBeNull();
    const page = await severa.get('activities?rowCount=4');
    expect(page.body).toHaveLength(4);
    expect(page.headers.get('NextPageToken')).not.toBeNull();
  });

  test('tells every activity once, however many come, change and go in the meantime', async () => {
    const before = await severa.all('activities?rowCount=100');
    const [victim, touched] = [before.at(-1), before.at(-2)];
    let calls = 0;
    const rows = await severa.all('activities?rowCount=3', async () => {
      calls++;
      await severa.post('activities', {
        name: `new ${calls}`,
        startDateTime: '2026-12-24T08:00:00Z',
        activityType: { guid: company.types.meeting.id },
        ownerUser: { guid: company.onni.id },
      });
      await severa.patch(`activities/${touched.guid}`, {
        op: 'Replace',
        path: '/notes',
        value: `touch ${calls}`,
      });
      if (calls === 1) await severa.delete(`activities/${victim.guid}`);
    });
    const guids = rows.map((row) => row.guid);
    expect(new Set(guids).size).toBe(guids.length);
    const stayed = before.filter((row) => row.guid !== victim.guid).map((row) => row.guid);
    expect(guids).toEqual(expect.arrayContaining(stayed));
    expect(guids).not.toContain(victim.guid);
  });
});

describe('users', () => {
  const cases: [string, () => string, string[]][] = [
    ['all', () => '', ['Aino', 'Helmi', 'Onni', 'Taavi']],
    ['active', () => 'isActive=true', ['Aino', 'Helmi', 'Onni', 'Taavi']],
    ['inactive', () => 'isActive=false', []],
    ['by address, in any case', () => `email=${company.onni.email.toUpperCase()}`, ['Onni']],
    ['by an empty address', () => 'email=', ['Aino', 'Helmi', 'Onni', 'Taavi']],
    ['by code', () => 'code=HE', ['Helmi']],
    ['changed in the future', () => 'changedSince=2090-01-01T00:00:00Z', []],
    ['of a business unit, of which there are none', () => `businessUnitGuids=${randomUUID()}`, []],
  ];
  test.each(cases)('%s', async (_title, query, expected) => {
    const { body } = await severa.get(`users?${query()}`);
    expect(body.map((user: { firstName: string }) => user.firstName).sort()).toEqual(expected);
  });

  test('are told with zone, language and default type, and nothing of their password', async () => {
    const { body, text } = await severa.get(`users/${company.onni.id}`);
    expect(body).toMatchObject({
      guid: company.onni.id,
      email: company.onni.email,
      isActive: true,
      timezone: { systemName: 'FLE Standard Time', ianaName: 'Europe/Helsinki' },
      language: { code: 'en', englishName: 'English' },
      culture: { code: 'en-GB' },
      defaultActivityType: { guid: company.types.meeting.id, name: 'Meeting' },
      userType: 'FullUser',
    });
    expect(text).not.toMatch(/argon|password/i);
    expect((await severa.get(`users/${randomUUID()}`)).status).toBe(404);
    const zone = await severa.get(`localization/timezones/${body.timezone.guid}`);
    expect([200, 404]).toContain(zone.status);
  });

  test('page by page come once each', async () => {
    const guids = (await severa.all('users?rowCount=1')).map((user) => user.guid);
    expect(new Set(guids).size).toBe(4);
  });
});

describe('activity types', () => {
  test('are filtered by activity, category and change, and come page by page', async () => {
    const names = async (query: string) => namesOf(await severa.all(`activitytypes?rowCount=2${query}`));
    expect(await names('')).toHaveLength(6);
    expect(await names('&category=Task&category=Personal')).toEqual(['Personal', 'Project task']);
    expect(await names('&active=false')).toEqual([]);
    expect(await names('&changedSince=2090-01-01T00:00:00Z')).toEqual([]);
    expect((await severa.get('activitytypes?kind=x')).status).toBe(400);
  });

  test('are made, changed, made the default, and deleted when nothing uses them', async () => {
    const { status, body } = await severa.post('activitytypes', {
      name: 'Workshop',
      category: 'CalendarEntry',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Workshop', isActive: true, isDefault: false, isPaidLeave: false });
    const path = `activitytypes/${body.guid}`;
    const changed = await severa.patch(
      path,
      { op: 'Replace', path: '/name', value: 'Big workshop' },
      { op: 'Replace', path: '/isDefault', value: true },
      { op: 'Replace', path: '/code', value: 'WS' },
    );
    expect(changed.body).toMatchObject([{ name: 'Big workshop', isDefault: true, code: 'WS' }]);
    const before = await severa.get(`activitytypes/${company.types.meeting.id}`);
    expect(before.body.isDefault).toBe(false);
    expect((await severa.delete(path)).status).toBe(204);
    expect((await severa.get(path)).status).toBe(404);
  });

  test('in use are disabled instead of deleted, and keep their category', async () => {
    const path = `activitytypes/${company.types.call.id}`;
    const used = await severa.delete(path);
    expect([used.status, used.body.error.type]).toEqual([400, 'InvalidOperation']);
    const category = await severa.patch(path, { op: 'Replace', path: '/category', value: 'Task' });
    expect([category.status, category.body.error.details[0].location.name]).toEqual([400, 'category']);
    const off = await severa.patch(path, { op: 'Replace', path: '/isActive', value: false });
    expect(off.body).toMatchObject([{ isActive: false }]);
    const create = await severa.post('activities', {
      name: 'x',
      startDateTime: '2026-12-24T08:00:00Z',
      activityType: { guid: company.types.call.id },
      ownerUser: { guid: company.onni.id },
    });
    expect(create.body.error.details[0].message).toContain('not active');
  });

  test('need a name and a known category', async () => {
    expect((await severa.post('activitytypes', { category: 'Task' })).status).toBe(400);
    expect((await severa.post('activitytypes', { name: 'x', category: 'Fun' })).status).toBe(400);
  });
});

test('the organization and the time zones are told', async () => {
  const organization = (await severa.get('organizationdetails')).body;
  expect(organization).toMatchObject({
    guid: company.id,
    timezone: { name: 'Europe/Helsinki' },
    activeAddons: [],
  });
  const zones = (await severa.get('localization/timezones')).body;
  const pacific = zones.find((zone: { systemName: string }) => zone.systemName === 'Pacific Standard Time');
  expect(pacific).toMatchObject({ ianaName: 'America/Los_Angeles' });
  expect((await severa.get(`localization/timezones/${pacific.guid}`)).body).toEqual(pacific);
});
