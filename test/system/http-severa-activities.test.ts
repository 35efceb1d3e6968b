import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeCompany, type Person } from '../fixtures/companies.ts';
import {
  company,
  made,
  model,
  onSevera,
  replace,
  severa,
  stockholm,
  web,
} from '../fixtures/severa-activities.ts';
import { SeveraClient } from '../fixtures/severa-client.ts';

onSevera();

describe('an activity', () => {
  test('is made, and told with everything that Severa tells', async () => {
    const body = await made({ location: 'Room 1', notes: 'Bring coffee' });
    expect(body).toEqual({
      guid: expect.stringMatching(/^[\da-f-]{36}$/),
      name: 'Planning',
      startDateTime: '2026-12-01T07:00:00.000Z',
      endDateTime: '2026-12-01T08:00:00.000Z',
      isAllDay: false,
      hasDuration: true,
      isClosed: false,
      isUnassigned: false,
      hasHours: false,
      notes: 'Bring coffee',
      location: 'Room 1',
      activityType: { guid: company.types.meeting.id, name: 'Meeting', category: 'CalendarEntry' },
      ownerUser: { guid: company.onni.id, name: 'Onni Example', code: 'ON', keywords: [] },
      customer: null,
      phase: null,
      projectTaskStatus: null,
      recurrence: null,
      recurrenceRule: null,
      recurrenceType: 'None',
      recurrenceParentActivityGuid: null,
      createdDateTime: expect.any(String),
      createdBy: null,
      lastUpdatedDateTime: expect.any(String),
      lastUpdatedBy: null,
    });
    expect((await severa.get(`activities/${body.guid}`)).body).toEqual(body);
    expect(web.engine.announced).toEqual([[company.onni.id]]);
  });

  test('keeps its customer, phase and flags', async () => {
    const customer = { guid: randomUUID(), name: 'Asiakas Oy', number: 7 };
    const phase = {
      ...{ guid: randomUUID(), name: 'Design', isLocked: false, projectGuid: randomUUID() },
      ...{ projectName: 'House', projectNumber: 12, projectOwnerGuid: company.aino.id },
    };
    const rest = { isClosed: true, isUnassigned: true, projectTaskStatus: { guid: null, name: 'Done' } };
    const task = { activityType: { guid: company.types.task.id } };
    const body = await made({ customer, phase, ...rest, ...task });
    expect(body).toMatchObject({ customer, phase, ...rest });
  });

  test('all day is told as midnights of its owner, wherever they live', async () => {
    const allDay = {
      isAllDay: true,
      ownerUser: { guid: stockholm.id },
      startDateTime: '2026-12-01T00:00:00+01:00',
      endDateTime: '2026-12-03T00:00:00+01:00',
    };
    expect(await made(allDay)).toMatchObject({
      startDateTime: '2026-11-30T23:00:00.000Z',
      endDateTime: '2026-12-02T23:00:00.000Z',
      isAllDay: true,
      hasDuration: true,
    });
    const oneDay = await made({ ...allDay, endDateTime: null });
    expect(oneDay.endDateTime).toBe('2026-12-01T23:00:00.000Z');
    const wrong = await severa.post('activities', model({ ...allDay, ownerUser: { guid: company.onni.id } }));
    expect([wrong.status, wrong.body.error.details[0].location.name]).toEqual([400, 'startDateTime']);
  });

  test('without duration is one instant', async () => {
    const todo = { activityType: { guid: company.types.call.id }, hasDuration: false };
    const body = await made(todo);
    expect(body).toMatchObject({ hasDuration: false, endDateTime: body.startDateTime });
    expect(await made({ ...todo, hasDuration: undefined, endDateTime: undefined })).toMatchObject({
      hasDuration: false,
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: ' ' }, 'name'],
    ['no start', { startDateTime: undefined }, 'startDateTime'],
    ['a start without an offset', { startDateTime: '2026-12-01T09:00:00' }, 'startDateTime'],
    ['a start in no calendar', { startDateTime: '0000-01-01T00:00:00Z' }, 'startDateTime'],
    ['a zero byte', { notes: 'a\u0000b' }, 'notes'],
    ['no type', { activityType: undefined }, 'activityType'],
    ['a type without a guid', { activityType: { name: 'Meeting' } }, 'activityType.guid'],
    ['an unknown type', { activityType: { guid: randomUUID() } }, 'activityType.guid'],
    ['no owner', { ownerUser: undefined }, 'ownerUser'],
    ['an unknown owner', { ownerUser: { guid: randomUUID() } }, 'ownerUser.guid'],
    ['an owner that is no guid', { ownerUser: { guid: 'me' } }, 'ownerUser.guid'],
    ['a long location', { location: 'x'.repeat(1001) }, 'location'],
    ['an end before the start', { endDateTime: '2026-12-01T08:00:00+02:00' }, 'endDateTime'],
    ['duration without an end', { endDateTime: null, hasDuration: true }, 'endDateTime'],
    ['an unknown property', { colour: 'red' }, 'colour'],
  ])('with %s is refused by name', async (_title, change, name) => {
    const { status, body } = await severa.post('activities', model(change));
    expect([status, body.error.type]).toEqual([400, 'InvalidParameter']);
    expect(body.error.details[0].location).toMatchObject({ type: 'RequestBody', name });
  });

  test('of another organization, or that is gone, is 404 in every way', async () => {
    const other = await makeCompany(web.database, 'severa-other.example');
    const stranger = await SeveraClient.signIn(web.url, other);
    const { guid } = await made();
    for (const answer of [
      await stranger.get(`activities/${guid}`),
      await stranger.patch(`activities/${guid}`, replace('/name', 'X')),
      await stranger.delete(`activities/${guid}`),
      await stranger.get(`activities/${guid}/activityparticipants`),
      await stranger.delete(`activities/${guid}/exceptions`),
      await severa.get('activities/not-a-guid'),
    ]) {
      expect([answer.status, answer.body.error.httpStatusCode]).toEqual([404, 404]);
      expect(answer.body.error.details[0].location.type).toBe('PathParameter');
    }
    expect((await severa.delete(`activities/${guid}`)).status).toBe(204);
    expect((await severa.delete(`activities/${guid}`)).status).toBe(404);
    expect(web.engine.announced).toHaveLength(2);
  });
});

describe('participants', () => {
  const invite = (activityGuid: string, person: Person, change = {}) =>
    severa.post('activityparticipants', { activityGuid, participantGuid: person.id, ...change });

  test('are added, told, confirmed and removed, and their calendars hear of it', async () => {
    const { guid } = await made();
    web.engine.announced.length = 0;
    const added = await invite(guid, company.helmi, { type: 'User', status: 'Invited' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      activityGuid: guid,
      participantGuid: company.helmi.id,
      type: 'User',
      name: 'Helmi Example',
      email: company.helmi.email,
      status: 'Invited',
      isActive: true,
    });
    const path = `activityparticipants/${added.body.guid}`;
    expect((await severa.get(path)).body).toEqual(added.body);
    expect((await severa.get(`activities/${guid}/activityparticipants`)).body).toEqual([added.body]);
    expect((await severa.patch(path, replace('/status', 'Tentative'))).body).toMatchObject([
      { status: 'Tentative' },
    ]);
    expect((await severa.patch(path, replace('/isConfirmed', true))).body).toMatchObject([
      { status: 'Accepted' },
    ]);
    expect((await severa.delete(`activities/${guid}/${path}`)).status).toBe(204);
    expect((await severa.get(path)).status).toBe(404);
    const both = [company.onni.id, company.helmi.id].sort();
    expect(web.engine.announced).toEqual([both, both, both, both]);
  });

  test('are there once, however often they are added', async () => {
    const { guid } = await made();
    const first = await invite(guid, company.helmi);
    expect((await invite(guid, company.helmi)).body.guid).toBe(first.body.guid);
    expect((await severa.get(`activities/${guid}/activityparticipants`)).body).toHaveLength(1);
  });

  test('can only be users, and not the owner', async () => {
    const { guid } = await made();
    for (const answer of [
      await invite(guid, { id: randomUUID(), email: '' }),
      await invite(guid, company.helmi, { type: 'Contact' }),
      await invite(guid, company.onni),
    ])
      expect([answer.status, answer.body.error.details[0].location.name]).toEqual([400, 'participantGuid']);
    expect((await invite(randomUUID(), company.helmi)).status).toBe(404);
  });

  test('of whom only the confirmation can be patched', async () => {
    const { guid } = await made();
    const { body } = await invite(guid, company.helmi);
    for (const operation of [replace('/name', 'X'), replace('/type', 'Other'), replace('/status', 'Perhaps')])
      expect((await severa.patch(`activityparticipants/${body.guid}`, operation)).status).toBe(400);
    const elsewhere = await made();
    const wrong = await severa.delete(`activities/${elsewhere.guid}/activityparticipants/${body.guid}`);
    expect(wrong.status).toBe(404);
  });
});
