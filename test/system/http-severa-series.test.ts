import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findActivity } from '../../src/store/activities/find-activities.ts';
import { updateActivity } from '../../src/store/activities/update-activity.ts';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { SeveraClient } from '../fixtures/severa-client.ts';

let web: TestServer;
let company: Company;
let severa: SeveraClient;

beforeAll(async () => {
  web = await startServer();
});
afterAll(() => web.close());
beforeEach(async () => {
  company = await makeCompany(web.database, `${randomUUID()}.example`);
  severa = await SeveraClient.signIn(web.url, company);
  web.engine.announced.length = 0;
});

// biome-ignore lint/suspicious/noExplicitAny: bodies as a client in another language would write them.
type Json = any;

/** Every Tuesday at nine in Helsinki from 1 December, five times; that of the 8th is deleted. */
const TUESDAYS = {
  frequency: 'Weekly',
  pattern: { weekly: { interval: 1, tuesday: true } },
  range: { maxOccurrences: 5 },
  exceptions: ['2026-12-08T07:00:00Z'],
};

async function made(change: Record<string, unknown> = {}): Promise<Json> {
  const { status, body, text } = await severa.post('activities', {
    name: 'Weekly',
    startDateTime: '2026-12-01T09:00:00+02:00',
    endDateTime: '2026-12-01T10:00:00+02:00',
    activityType: { guid: company.types.meeting.id },
    ownerUser: { guid: company.onni.id },
    recurrence: TUESDAYS,
    ...change,
  });
  if (status !== 201) throw new Error(text);
  return body;
}

const replace = (path: string, value: unknown) => ({ op: 'Replace', path, value });
const byStart = (rows: Json[]) =>
  rows.toSorted((one, other) => (one.startDateTime < other.startDateTime ? -1 : 1));
const occurrences = async (query = ''): Promise<Json[]> =>
  byStart((await severa.get(`activities?rowCount=100${query}`)).body);
const days = (rows: Json[]) => rows.map((row) => row.startDateTime.slice(5, 13));

describe('a series', () => {
  test('is kept and told with its rule and its last occurrence; its exceptions can be reset', async () => {
    const { guid, ...body } = await made();
    expect(body).toMatchObject({
      recurrenceType: 'Series',
      recurrenceRule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=5',
      recurrence: {
        frequency: 'Weekly',
        exceptions: ['2026-12-08T07:00:00.000Z'],
        lastOccurrenceDateTime: '2026-12-29T07:00:00.000Z',
      },
    });
    expect((await severa.delete(`activities/${guid}/exceptions`)).status).toBe(204);
    expect((await severa.get(`activities/${guid}`)).body.recurrence.exceptions).toEqual([]);
    const ended = await severa.patch(
      `activities/${guid}`,
      replace('/recurrence/range', { recursUntilDate: '2027-01-31' }),
    );
    expect(ended.body[0].recurrenceRule).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270131');
    const single = await severa.patch(`activities/${guid}`, { op: 'Remove', path: '/recurrence' });
    expect(single.body[0]).toMatchObject({ recurrence: null, recurrenceType: 'None' });
    expect((await severa.delete(`activities/${guid}/exceptions`)).status).toBe(404);
  });

  test('begins on the first date of its rule', async () => {
    const body = await made({
      startDateTime: '2026-11-26T09:00:00+02:00',
      endDateTime: '2026-11-26T10:00:00+02:00',
    });
    expect(body.startDateTime).toBe('2026-12-01T07:00:00.000Z');
  });

  test('of an activity that stands is made and unmade by a patch', async () => {
    const { guid } = await made({ recurrence: null });
    const recurring = await severa.patch(`activities/${guid}`, {
      op: 'Add',
      path: '/recurrence',
      value: TUESDAYS,
    });
    expect(recurring.body[0]).toMatchObject({ guid, recurrenceType: 'Series' });
    expect(days(await occurrences())).toEqual(['12-01T07', '12-15T07', '12-22T07', '12-29T07']);
  });

  test.each([
    ['ends before it starts', { ...TUESDAYS, range: { recursUntilDate: '2026-01-01' } }],
    ['has no day of the week', { ...TUESDAYS, pattern: { weekly: { interval: 1 } } }],
  ])('that %s is refused', async (_what, recurrence) => {
    await expect(made({ recurrence })).rejects.toThrow(/"httpStatusCode":400.*recurrence/);
    const { guid } = await made();
    const { status } = await severa.patch(`activities/${guid}`, replace('/recurrence', recurrence));
    expect(status).toBe(400);
    expect((await severa.get(`activities/${guid}`)).body.recurrence.range.maxOccurrences).toBe(5);
  });

  test('keeps its changed and deleted occurrences when its range or its hour is changed', async () => {
    const { guid } = await made();
    const third = (await occurrences())[1];
    await severa.patch(`activities/${third.guid}`, replace('/name', 'Special'));
    await severa.patch(`activities/${guid}`, replace('/recurrence/range', { maxOccurrences: 6 }));
    await severa.patch(
      `activities/${guid}`,
      replace('/startDateTime', '2026-12-01T13:00:00+02:00'),
      replace('/endDateTime', '2026-12-01T14:00:00+02:00'),
    );
    const after = await occurrences();
    expect(days(after)).toEqual(['12-01T11', '12-15T11', '12-22T11', '12-29T11', '01-05T11']);
    expect(after.map(({ name }) => name)).toEqual(['Weekly', 'Special', 'Weekly', 'Weekly', 'Weekly']);
    expect(after[1].guid).toBe(third.guid);
  });

  test('keeps what Severa has no word for when something else is patched', async () => {
    const { guid } = await made();
    const { id: organizationId } = company;
    const before = await findActivity(web.database.db, organizationId, guid);
    if (before?.recurrence?.pattern.kind !== 'weekly') throw new Error('not weekly');
    const pattern = { ...before.recurrence.pattern, firstDayOfWeek: 'SU', interval: 2 } as const;
    const change = { recurrence: { ...before.recurrence, pattern } };
    await updateActivity(web.database.db, organizationId, { id: guid, version: null, actorId: null, change });
    await severa.patch(`activities/${guid}`, replace('/recurrence/range', { maxOccurrences: 3 }));
    const after = await findActivity(web.database.db, organizationId, guid);
    expect(after?.recurrence).toMatchObject({ pattern, range: { occurrences: 3 } });
  });
});

describe('the listing', () => {
  test('without a recurrence type has single activities, occurrences and exceptions; Series has the masters', async () => {
    const { guid } = await made();
    await made({ name: 'Single', recurrence: null });
    const second = (await occurrences('&recurrenceType=Occurrence'))[1];
    await severa.patch(`activities/${second.guid}`, replace('/notes', 'Special'));
    const kinds = (await occurrences()).map((row) => [
      row.name,
      row.recurrenceType,
      row.recurrenceParentActivityGuid,
    ]);
    expect(kinds.toSorted()).toEqual(
      [
        ['Single', 'None', null],
        ['Weekly', 'Exception', guid],
        ...Array.from({ length: 3 }, () => ['Weekly', 'Occurrence', guid]),
      ].toSorted(),
    );
    expect((await occurrences('&recurrenceType=Series')).map((row) => row.guid)).toEqual([guid]);
    expect((await occurrences('&recurrenceType=Exception')).map((row) => row.guid)).toEqual([second.guid]);
    expect((await occurrences('&recurrenceType=None')).map(({ name }) => name)).toEqual(['Single']);
  });

  test('of a period has the occurrences that touch it, limits included', async () => {
    await made();
    expect(
      days(await occurrences('&startDateTime=2026-12-15T08:00:00Z&endDateTime=2026-12-22T07:00:00Z')),
    ).toEqual(['12-15T07', '12-22T07']);
    const strictly = '&startDateTime=2026-12-15T07:30:00Z&endDateTime=2026-12-23T00:00:00Z';
    expect(days(await occurrences(`${strictly}&useStrictStartAndEndDateTime=true`))).toEqual(['12-22T07']);
  });

  test('is paged through without losing or repeating an occurrence', async () => {
    await made({ recurrence: { ...TUESDAYS, range: { maxOccurrences: 40 } } });
    await made({
      name: 'Daily',
      recurrence: { frequency: 'Daily', pattern: { daily: {} }, range: { maxOccurrences: 30 } },
    });
    for (let n = 0; n < 10; n += 1) await made({ name: `Single ${n}`, recurrence: null });
    const seen: string[] = [];
    for (let token = ''; ; ) {
      const answer = await severa.get(`activities?rowCount=7${token}`);
      seen.push(...answer.body.map((row: Json) => row.guid));
      const next = answer.headers.get('NextPageToken');
      if (next === null) break;
      token = `&pageToken=${encodeURIComponent(next)}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([79, 79]);
  });

  test('of a series without end ends', async () => {
    await made({ recurrence: { ...TUESDAYS, range: null } });
    const far = '&startDateTime=2020-01-01T00:00:00Z&endDateTime=2099-01-01T00:00:00Z';
    const { status, body } = await severa.get(`activities?rowCount=100${far}`);
    expect([status, body.length]).toEqual([200, 100]);
  });
});

describe('one occurrence', () => {
  test('is told by its guid, changed and deleted alone', async () => {
    const { guid } = await made();
    const second = (await occurrences())[1];
    expect((await severa.get(`activities/${second.guid}`)).body).toEqual(second);
    web.engine.announced.length = 0;
    const changed = await severa.patch(
      `activities/${second.guid}`,
      replace('/name', 'Special'),
      replace('/startDateTime', '2026-12-16T12:00:00+02:00'),
      replace('/endDateTime', '2026-12-16T13:00:00+02:00'),
    );
    expect(changed.body[0]).toMatchObject({
      guid: second.guid,
      name: 'Special',
      startDateTime: '2026-12-16T10:00:00.000Z',
      recurrenceType: 'Exception',
      recurrenceParentActivityGuid: guid,
      recurrence: null,
    });
    expect((await severa.get(`activities/${guid}`)).body).toMatchObject({ name: 'Weekly' });
    expect((await severa.delete(`activities/${second.guid}`)).status).toBe(204);
    expect((await severa.get(`activities/${second.guid}`)).status).toBe(404);
    expect(days(await occurrences())).toEqual(['12-01T07', '12-22T07', '12-29T07']);
    expect(web.engine.announced).toEqual([[company.onni.id], [company.onni.id]]);
  });

  test('follows its rule again when the exceptions of the series are reset', async () => {
    const { guid } = await made();
    const second = (await occurrences())[1];
    await severa.patch(`activities/${second.guid}`, replace('/name', 'Special'));
    await severa.delete(`activities/${guid}/exceptions`);
    expect((await severa.get(`activities/${second.guid}`)).body.name).toBe('Weekly');
    expect(await occurrences()).toHaveLength(5);
  });

  test('has no type, owner or rule of its own', async () => {
    await made();
    const second = (await occurrences())[1];
    for (const operation of [
      replace('/activityType', { guid: company.types.visit.id }),
      replace('/ownerUser', { guid: company.helmi.id }),
      replace('/recurrence', TUESDAYS),
      replace('/isClosed', true),
    ]) {
      const { status, text } = await severa.patch(`activities/${second.guid}`, operation);
      expect([status, text], text).toEqual([400, expect.stringContaining('belongs to the whole series')]);
    }
  });

  test('shows who takes part in the series', async () => {
    const { guid } = await made();
    const second = (await occurrences())[1];
    const person = { activityGuid: second.guid, participantGuid: company.helmi.id };
    expect((await severa.post('activityparticipants', person)).body).toMatchObject({ activityGuid: guid });
    const { body } = await severa.get(`activities/${second.guid}/activityparticipants`);
    expect(body).toMatchObject([{ name: 'Helmi Example' }]);
  });
});
