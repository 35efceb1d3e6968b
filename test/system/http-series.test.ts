import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityView } from '../../src/http/contract.ts';
import type { NewActivity } from '../../src/model/activity.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { createActivities } from '../../src/store/activities/create-activities.ts';
import { findActivity } from '../../src/store/activities/find-activities.ts';
import { saveLinks } from '../../src/store/links.ts';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { someLink } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let onni: HttpClient;
let helmi: HttpClient;
let seriesId: string;

beforeAll(async () => {
  web = await startServer();
});
afterAll(() => web.close());
beforeEach(async () => {
  company = await makeCompany(web.database, `${randomUUID()}.example`);
  [onni, helmi] = [web.client(), web.client()];
  await onni.signIn(company.onni.email);
  await helmi.signIn(company.helmi.email);
  seriesId = await weekly();
  web.engine.announced.length = 0;
});

/** Every Tuesday at ten in Helsinki from 1 December, five times; Helmi takes part. */
const TUESDAYS: Recurrence = {
  pattern: { kind: 'weekly', interval: 1, days: ['TU'], firstDayOfWeek: 'MO' },
  range: { kind: 'count', occurrences: 5 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
const ALL = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'];

async function weekly(change: Partial<NewActivity> = {}): Promise<string> {
  const { onni: owner, helmi: guest, types } = company;
  const activity: NewActivity = {
    id: randomUUID(),
    originKey: null,
    typeId: types.meeting.id,
    ownerId: owner.id,
    name: 'Weekly',
    time: {
      kind: 'timed',
      start: '2026-12-01T08:00:00.000Z',
      end: '2026-12-01T09:00:00.000Z',
      zone: 'Europe/Helsinki',
    },
    recurrence: TUESDAYS,
    participants: [
      {
        type: 'User',
        userId: guest.id,
        name: 'Helmi Example',
        email: guest.email,
        phone: '',
        mobilePhone: '',
        role: 'required',
        status: 'Accepted',
      },
    ],
    hasDuration: true,
    location: 'Room 1',
    notes: 'Bring coffee',
    isClosed: false,
    isUnassigned: false,
    hasHours: false,
    busy: null,
    customer: null,
    phase: null,
    projectTaskStatus: null,
    ...change,
  };
  const [made] = await createActivities(web.database.db, company.id, [activity], null);
  return made?.id ?? '';
}

async function december(client = onni, userId = company.onni.id): Promise<ActivityView[]> {
  const period = 'from=2026-11-30T22:00:00Z&to=2027-01-31T22:00:00Z';
  return (await client.get(`/api/activities?userId=${userId}&${period}`)).body;
}

const dates = (views: readonly ActivityView[]) => views.map(({ time }) => time.start.slice(0, 10));

/** The occurrence of one of the Tuesdays, as it is listed. */
async function occurrence(nth: number): Promise<ActivityView> {
  const found = (await december())[nth - 1];
  if (!found) throw new Error(`there is no occurrence ${nth}`);
  return found;
}

const pathOf = ({ id }: ActivityView, scope?: string) =>
  `/api/activities/${id}${scope ? `?scope=${scope}` : ''}`;

const recurrenceNow = async (id = seriesId) =>
  (await findActivity(web.database.db, company.id, id))?.recurrence;

describe('a series in the calendar', () => {
  test('is listed by its occurrences, each under a lasting id of its own', async () => {
    const seen = await december();
    expect(dates(seen)).toEqual(ALL);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
    for (const one of seen)
      expect(one).toMatchObject({
        subject: 'Weekly',
        recurring: true,
        seriesId,
        mayEdit: true,
        mayDelete: true,
      });
    expect((await december()).map(({ id }) => id)).toEqual(seen.map(({ id }) => id));
    expect((await onni.get(pathOf(seen[2] as ActivityView))).body).toEqual(seen[2]);
    expect(dates(await december(helmi, company.helmi.id))).toEqual(ALL);
  });

  test('that began long ago is listed where it still goes on', async () => {
    await weekly({
      name: 'Old',
      recurrence: { ...TUESDAYS, start: '2019-01-01', range: { kind: 'endless' } },
    });
    const seen = (await december()).filter(({ subject }) => subject === 'Old');
    expect(dates(seen)).toEqual([...ALL, '2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26']);
  });

  test('shows at each occurrence with what the series is synchronized', async () => {
    await saveLinks(web.database.db, company.id, [someLink(company.onni.id, seriesId)]);
    expect((await occurrence(3)).synchronized).toMatchObject({ since: expect.any(String) });
  });

  test('hides one occurrence that was made private from colleagues', async () => {
    const [second] = [await occurrence(2)];
    const original = '2026-12-08T08:00:00.000Z';
    const exceptions = [{ original, time: second.time, subject: 'Dentist', isPrivate: true }] as const;
    const shared = await weekly({
      name: 'Open',
      participants: [],
      recurrence: { ...TUESDAYS, exceptions: exceptions as never },
    });
    const seen = (await december(helmi)).filter((one) => one.seriesId === shared);
    expect(seen.map(({ hidden, subject }) => [hidden, subject])).toEqual([
      [null, 'Open'],
      ['personal', ''],
      [null, 'Open'],
      [null, 'Open'],
      [null, 'Open'],
    ]);
  });
});

describe('one occurrence', () => {
  test('is changed alone, keeps its id, and everybody concerned hears of it', async () => {
    const second = await occurrence(2);
    const change = { version: second.version, subject: 'Special', location: 'Annex' };
    const { status, body } = await onni.patch(pathOf(second), change);
    expect([status, body]).toMatchObject([200, { id: second.id, subject: 'Special', location: 'Annex' }]);
    const after = await december();
    expect(after.map(({ subject }) => subject)).toEqual(['Weekly', 'Special', 'Weekly', 'Weekly', 'Weekly']);
    expect(web.engine.announced).toEqual([[company.onni.id, company.helmi.id].sort()]);
  });

  test('is moved to another day and found there', async () => {
    const second = await occurrence(2);
    const time = { ...second.time, start: '2027-01-07T08:00:00Z', end: '2027-01-07T09:00:00Z' };
    await onni.patch(pathOf(second), { version: second.version, time });
    const after = await december();
    expect(dates(after)).toEqual(['2026-12-01', '2026-12-15', '2026-12-22', '2026-12-29', '2027-01-07']);
    expect(after[4]?.id).toBe(second.id);
  });

  test('takes a whole form of which only some is new', async () => {
    const second = await occurrence(2);
    const { version, subject, typeId, time, location, busy } = second;
    const form = { version, subject, typeId, time, location, busy, participantIds: [company.helmi.id] };
    expect((await onni.patch(pathOf(second), { ...form, notes: 'Bring tea' })).status).toBe(200);
    expect((await recurrenceNow())?.exceptions).toEqual([
      { original: '2026-12-08T08:00:00.000Z', time: expect.anything(), text: 'Bring tea' },
    ]);
  });

  test('has no type and no participants of its own', async () => {
    const second = await occurrence(2);
    const path = pathOf(second);
    const { version } = second;
    const typed = await onni.patch(path, { version, typeId: company.types.visit.id });
    expect([typed.status, Object.keys(typed.body.fields)]).toEqual([400, ['typeId']]);
    const alone = await onni.patch(path, { version, participantIds: [] });
    expect([alone.body.code, Object.keys(alone.body.fields)]).toEqual([
      'occurrenceFixed',
      ['participantIds'],
    ]);
    expect((await recurrenceNow())?.exceptions).toEqual([]);
  });

  test('is deleted alone, and is gone then', async () => {
    const second = await occurrence(2);
    expect((await onni.delete(`${pathOf(second)}?version=${second.version}`)).status).toBe(204);
    expect(dates(await december())).toEqual(ALL.filter((date) => date !== '2026-12-08'));
    expect((await onni.get(pathOf(second))).body.code).toBe('activityNotFound');
  });

  test('that was the last one takes the series with it', async () => {
    for (let left = 5; left > 0; left -= 1) await onni.delete(pathOf(await occurrence(1)));
    expect(await december()).toEqual([]);
    expect(await recurrenceNow()).toBeUndefined();
  });

  test('is not overwritten by somebody who has not seen the last change', async () => {
    const [first, second] = [await occurrence(1), await occurrence(2)];
    await helmi.patch(pathOf(first), { version: first.version, notes: 'By Helmi' });
    const late = await onni.patch(pathOf(second), { version: second.version, notes: 'Late' });
    expect([late.status, late.body.code, late.body.current.id]).toEqual([409, 'staleVersion', second.id]);
    expect((await onni.delete(`${pathOf(second)}?version=${second.version}`)).status).toBe(409);
  });

  test('cannot be deleted by somebody who only takes part: they leave the whole', async () => {
    const second = await occurrence(2);
    expect((await helmi.delete(pathOf(second))).body.code).toBe('occurrenceNotYours');
    expect((await helmi.delete(pathOf(second, 'all'))).status).toBe(204);
    expect(await december(helmi, company.helmi.id)).toEqual([]);
    expect(dates(await december())).toEqual(ALL);
  });

  test('of another company’s series does not exist', async () => {
    const second = await occurrence(2);
    const other = await makeCompany(web.database, `${randomUUID()}.example`);
    const stranger = web.client();
    await stranger.signIn(other.onni.email);
    expect((await stranger.get(pathOf(second))).status).toBe(404);
    expect((await stranger.delete(pathOf(second, 'all'))).status).toBe(404);
  });
});

describe('a whole series', () => {
  test('is changed from any occurrence, without spreading what is that one’s own', async () => {
    const second = await occurrence(2);
    const special = await onni.patch(pathOf(second), { version: second.version, location: 'Annex' });
    const change = { version: special.body.version, location: 'Annex', subject: 'Renamed' };
    expect((await onni.patch(pathOf(second, 'all'), change)).status).toBe(200);
    const after = await december();
    expect(after.map(({ subject }) => subject)).toEqual(Array(5).fill('Renamed'));
    expect(after.map(({ location }) => location)).toEqual(['Room 1', 'Annex', 'Room 1', 'Room 1', 'Room 1']);
  });

  test('moves to another hour on all its days, over the clock change as well', async () => {
    await onni.delete(pathOf(await occurrence(2)));
    const third = await occurrence(2);
    const time = { ...third.time, start: '2026-12-15T11:00:00Z', end: '2026-12-15T11:30:00Z' };
    await onni.patch(pathOf(third, 'all'), { version: third.version, time });
    const after = await december();
    expect(after.map((one) => one.time.start)).toEqual(
      ['01', '15', '22', '29'].map((day) => `2026-12-${day}T11:00:00.000Z`),
    );
  });

  test('does not move to another day, which is its rule’s', async () => {
    const second = await occurrence(2);
    const time = { ...second.time, start: '2026-12-09T08:00:00Z', end: '2026-12-09T09:00:00Z' };
    const { status, body } = await onni.patch(pathOf(second, 'all'), { version: second.version, time });
    expect([status, body.code]).toEqual([400, 'seriesDayFixed']);
  });

  test('is deleted from any occurrence', async () => {
    expect((await onni.delete(pathOf(await occurrence(3), 'all'))).status).toBe(204);
    expect(await december()).toEqual([]);
  });
});

describe('an occurrence and those that follow', () => {
  test('become a series of their own when they are changed', async () => {
    const third = await occurrence(3);
    const time = { ...third.time, start: '2026-12-15T12:00:00Z', end: '2026-12-15T13:00:00Z' };
    const change = { version: third.version, subject: 'From now on', time };
    const { status, body } = await onni.patch(pathOf(third, 'following'), change);
    expect([status, body.subject]).toEqual([200, 'From now on']);
    const after = await december();
    expect(after.map((one) => [one.subject, one.time.start.slice(5, 13)])).toEqual([
      ['Weekly', '12-01T08'],
      ['Weekly', '12-08T08'],
      ['From now on', '12-15T12'],
      ['From now on', '12-22T12'],
      ['From now on', '12-29T12'],
    ]);
    expect(new Set(after.map((one) => one.seriesId)).size).toBe(2);
    expect(dates(await december(helmi, company.helmi.id))).toEqual(ALL);
  });

  test('are deleted together', async () => {
    expect((await onni.delete(pathOf(await occurrence(3), 'following'))).status).toBe(204);
    expect(dates(await december())).toEqual(['2026-12-01', '2026-12-08']);
  });

  test('from the first one on are the whole series', async () => {
    const first = await occurrence(1);
    await onni.patch(pathOf(first, 'following'), { version: first.version, subject: 'All' });
    expect(new Set((await december()).map((one) => one.seriesId)).size).toBe(1);
    await onni.delete(pathOf(first, 'following'));
    expect(await december()).toEqual([]);
  });
});
