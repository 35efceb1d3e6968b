import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityForm } from '../../src/http/contract.ts';
import { updateActivityType } from '../../src/store/activity-types.ts';
import { saveLinks } from '../../src/store/links.ts';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { someLink } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let onni: HttpClient;
let helmi: HttpClient;
let aino: HttpClient;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'calendar.example');
  [onni, helmi, aino] = [web.client(), web.client(), web.client()];
  await onni.signIn(company.onni.email);
  await helmi.signIn(company.helmi.email);
  await aino.signIn(company.aino.email);
});
afterAll(() => web.close());
beforeEach(() => {
  web.engine.announced.length = 0;
  web.engine.queueTrouble = null;
});

const AT_NINE = {
  kind: 'timed',
  start: '2026-12-01T09:00:00+02:00',
  end: '2026-12-01T10:00:00+02:00',
  zone: 'Europe/Helsinki',
} as const;

function form(change: Partial<ActivityForm> = {}): ActivityForm {
  return {
    subject: 'Planning',
    typeId: company.types.meeting.id,
    time: AT_NINE,
    location: 'Room 1',
    notes: 'Bring coffee',
    participantIds: [],
    busy: 'busy',
    ...change,
  };
}

async function made(change: Partial<ActivityForm> = {}, client = onni) {
  const { status, body, text } = await client.post('/api/activities', form(change));
  if (status !== 201) throw new Error(text);
  return body;
}

const December = 'from=2026-11-30T22:00:00Z&to=2026-12-31T22:00:00Z';

describe('an activity of one’s own', () => {
  test('is made, read, changed, moved and deleted, and each is announced', async () => {
    const activity = await made();
    expect(activity).toMatchObject({
      subject: 'Planning',
      category: 'CalendarEntry',
      ownerId: company.onni.id,
      ownerName: 'Onni Example',
      time: { kind: 'timed', start: '2026-12-01T07:00:00.000Z', zone: 'Europe/Helsinki' },
      mayEdit: true,
      mayDelete: true,
      hidden: null,
      synchronized: null,
    });
    expect((await onni.get(`/api/activities/${activity.id}`)).body).toEqual(activity);
    const renamed = await onni.patch(`/api/activities/${activity.id}`, {
      version: activity.version,
      subject: 'Planning II',
    });
    expect(renamed.body).toMatchObject({ subject: 'Planning II', notes: 'Bring coffee' });
    const moved = await onni.patch(`/api/activities/${activity.id}`, {
      version: renamed.body.version,
      time: { kind: 'allDay', start: '2026-12-02', end: '2026-12-03' },
    });
    expect(moved.body.time).toEqual({ kind: 'allDay', start: '2026-12-02', end: '2026-12-03' });
    const deleted = await onni.delete(`/api/activities/${activity.id}?version=${moved.body.version}`);
    expect(deleted.status).toBe(204);
    expect((await onni.get(`/api/activities/${activity.id}`)).body.code).toBe('activityNotFound');
    expect(web.engine.announced).toEqual(Array.from({ length: 4 }, () => [company.onni.id]));
  });

  test('is announced to those who take part before and after the change', async () => {
    const activity = await made({ participantIds: [company.helmi.id] });
    await onni.patch(`/api/activities/${activity.id}`, {
      version: activity.version,
      participantIds: [company.aino.id],
    });
    const { onni: owner, helmi: left, aino: came } = company;
    expect(web.engine.announced).toEqual([[owner.id, left.id].sort(), [owner.id, left.id, came.id].sort()]);
  });

  test('is saved even while the queue is away: the sweep will find it', async () => {
    web.engine.queueTrouble = new Error('no queue');
    expect((await made()).subject).toBe('Planning');
    expect(web.logged.join('')).toContain('the sweep will find it');
  });

  test('says with what it is synchronized', async () => {
    const activity = await made();
    await saveLinks(web.database.db, company.id, [someLink(company.onni.id, activity.id)]);
    const { body } = await onni.get(`/api/activities/${activity.id}`);
    expect(body.synchronized).toMatchObject({ since: expect.any(String) });
  });

  test('keeps its answers when the people around them change', async () => {
    const activity = await made({ participantIds: [company.helmi.id] });
    await web.database.db
      .updateTable('activityParticipants')
      .set({ status: 'Accepted' })
      .where('activityId', '=', activity.id)
      .execute();
    const { body } = await onni.patch(`/api/activities/${activity.id}`, {
      version: activity.version,
      participantIds: [company.helmi.id, company.aino.id],
    });
    const answers = body.participants.map(({ name, answer }: { name: string; answer: string }) => [
      name,
      answer,
    ]);
    expect(Object.fromEntries(answers)).toEqual({ 'Helmi Example': 'accepted', 'Aino Example': 'none' });
  });
});

describe('two who change the same activity', () => {
  test('do not overwrite each other: the later one is shown how it stands now', async () => {
    const activity = await made({ participantIds: [company.helmi.id] });
    const path = `/api/activities/${activity.id}`;
    await helmi.patch(path, { version: activity.version, subject: 'By Helmi' });
    const { status, body } = await onni.patch(path, { version: activity.version, location: 'Room 2' });
    expect([status, body.code]).toEqual([409, 'staleVersion']);
    expect(body.current).toMatchObject({ subject: 'By Helmi', location: 'Room 1' });
    const late = await onni.delete(`${path}?version=${activity.version}`);
    expect([late.status, late.body.code]).toEqual([409, 'staleVersion']);
    expect((await onni.patch(path, { version: 'nonsense', subject: 'X' })).body.code).toBe('staleVersion');
    expect((await onni.get(path)).body).toMatchObject({ subject: 'By Helmi', location: 'Room 1' });
  });
});

describe('who may what', () => {
  test('a participant edits, but deleting takes only themselves out', async () => {
    const activity = await made({ participantIds: [company.helmi.id] });
    const path = `/api/activities/${activity.id}`;
    const edited = await helmi.patch(path, { version: activity.version, notes: 'Bring tea' });
    expect(edited.body).toMatchObject({ notes: 'Bring tea', mayEdit: true });
    web.engine.announced.length = 0;
    expect((await helmi.delete(path)).status).toBe(204);
    expect(web.engine.announced).toEqual([[company.onni.id, company.helmi.id].sort()]);
    expect((await onni.get(path)).body.participants).toEqual([]);
  });

  test('nobody else edits or deletes, administrators neither', async () => {
    const activity = await made();
    const path = `/api/activities/${activity.id}`;
    for (const client of [helmi, aino]) {
      const edit = await client.patch(path, { version: activity.version, subject: 'Mine' });
      expect([edit.status, edit.body.code]).toEqual([403, 'notYours']);
      expect((await client.delete(path)).body.code).toBe('notYours');
      expect((await client.get(path)).body).toMatchObject({ subject: 'Planning', mayEdit: false });
    }
  });

  test.each([
    ['personal', 'personal', 'busy'],
    ['holiday', 'absence', 'outOfOffice'],
  ] as const)('of a colleague’s %s only the time is seen', async (type, hidden, busy) => {
    const activity = await made({ typeId: company.types[type].id, subject: 'Dentist' });
    for (const client of [helmi, aino]) {
      const answer = await client.get(`/api/activities?userId=${company.onni.id}&${December}`);
      const seen = answer.body.find((one: { id: string }) => one.id === activity.id);
      expect(seen).toMatchObject({ hidden, busy, subject: '', notes: '', location: '', participants: [] });
      expect(answer.text).not.toContain('Dentist');
    }
    const own = await onni.get(`/api/activities/${activity.id}`);
    expect(own.body).toMatchObject({ hidden: null, subject: 'Dentist', busy });
  });

  test('one who takes part in a Personal activity reads it', async () => {
    const personal = {
      typeId: company.types.personal.id,
      subject: 'Lunch',
      participantIds: [company.helmi.id],
    };
    const activity = await made(personal);
    expect((await helmi.get(`/api/activities/${activity.id}`)).body.subject).toBe('Lunch');
    const mine = await helmi.get(`/api/activities?${December}`);
    expect(mine.body.map((one: { id: string }) => one.id)).toContain(activity.id);
  });

  test('activities and users of another company do not exist', async () => {
    const other = await makeCompany(web.database, 'elsewhere.example');
    const stranger = web.client();
    await stranger.signIn(other.aino.email);
    const activity = await made();
    const path = `/api/activities/${activity.id}`;
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.patch(path, { version: activity.version, subject: 'X' })).status).toBe(404);
    expect((await stranger.delete(path)).status).toBe(404);
    expect((await stranger.get(`/api/activities?userId=${company.onni.id}&${December}`)).status).toBe(404);
    const foreignType = await stranger.post('/api/activities', form());
    expect(foreignType.body.fields).toHaveProperty('typeId');
    const foreignPerson = form({ typeId: other.types.meeting.id, participantIds: [company.helmi.id] });
    expect((await stranger.post('/api/activities', foreignPerson)).body.fields).toHaveProperty(
      'participantIds',
    );
  });
});

describe('what is not valid names its field', () => {
  const timed = (change: object) => ({ time: { ...AT_NINE, ...change } as ActivityForm['time'] });

  test.each<[string, Partial<ActivityForm>, string, RegExp]>([
    ['no subject', { subject: '  ' }, 'subject', /Subject is required/],
    ['a long subject', { subject: 'x'.repeat(1001) }, 'subject', /at most 1000/],
    ['a long location', { location: 'x'.repeat(1001) }, 'location', /at most 1000/],
    ['an unknown type', { typeId: randomUUID() }, 'typeId', /does not exist/],
    ['an end before the start', timed({ end: '2026-12-01T08:00:00+02:00' }), 'time.end', /before the start/],
    ['a start without an offset', timed({ start: '2026-12-01T09:00:00' }), 'time.start', /with an offset/],
    ['an unknown zone', timed({ zone: 'Mars/Olympus' }), 'time.zone', /Mars\/Olympus/],
    ['an offset for a zone', timed({ zone: '+02:00' }), 'time.zone', /not known/],
    ['no day', { time: { kind: 'allDay', start: '2026-12-01', end: '2026-12-01' } }, 'time.end', /day after/],
    [
      'a date that is none',
      { time: { kind: 'allDay', start: '2026-02-31', end: '2026-03-02' } },
      'time.start',
      /date/,
    ],
    ['a year that no calendar has', timed({ end: '9999-12-31T23:59:59-12:00' }), 'time.end', /1900 to 2199/],
    ['a zero byte', { notes: 'a\u0000b' }, 'notes', /cannot be stored/],
    ['an unknown participant', { participantIds: [randomUUID()] }, 'participantIds', /Participants/],
    ['an unknown field', { nickname: 'x' } as never, 'nickname', /not a known field/],
  ])('%s', async (_title, change, field, words) => {
    const { status, body } = await onni.post('/api/activities', form(change));
    expect(status).toBe(400);
    expect(body.fields[field], JSON.stringify(body)).toMatch(words);
    expect(body.message).toMatch(words);
  });

  test('a type of another category, or one out of use', async () => {
    const activity = await made();
    const path = `/api/activities/${activity.id}`;
    const other = await onni.patch(path, { version: activity.version, typeId: company.types.call.id });
    expect([other.status, other.body.code]).toEqual([400, 'categoryFixed']);
    expect(other.body.message).toContain('CalendarEntry');
    const same = await onni.patch(path, { version: activity.version, typeId: company.types.visit.id });
    expect(same.body.typeId).toBe(company.types.visit.id);
    await updateActivityType(web.database.db, company.id, company.types.call.id, { isActive: false });
    const unused = await onni.post('/api/activities', form({ typeId: company.types.call.id }));
    expect([unused.body.code, unused.body.message]).toEqual([
      'typeInactive',
      expect.stringContaining('Call'),
    ]);
  });

  test('a period that is reversed or too long', async () => {
    const reversed = await onni.get('/api/activities?from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z');
    expect(reversed.body.code).toBe('periodReversed');
    const long = await onni.get('/api/activities?from=2026-01-01T00:00:00Z&to=2027-12-01T00:00:00Z');
    expect(long.body).toMatchObject({ code: 'periodTooLong', message: expect.stringContaining('400') });
    expect((await onni.get('/api/activities')).body.fields).toHaveProperty('from');
  });
});
