import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { company, made, onSevera, replace, severa, web } from '../fixtures/severa-activities.ts';

onSevera();

describe('a patch', () => {
  const patch = (guid: string, ...operations: unknown[]) => severa.patch(`activities/${guid}`, ...operations);

  test('changes what it names, nothing else, and answers the updated models', async () => {
    const before = await made({ notes: 'Bring coffee' });
    const { status, body } = await patch(
      before.guid,
      replace('/name', 'Review'),
      replace('/location', 'Room 2'),
    );
    expect([status, body.length]).toEqual([200, 1]);
    const { lastUpdatedDateTime, ...rest } = body[0];
    const { lastUpdatedDateTime: earlier, ...told } = before;
    expect(rest).toEqual({ ...told, name: 'Review', location: 'Room 2' });
    expect(lastUpdatedDateTime >= earlier).toBe(true);
  });

  test('knows every operation of Severa', async () => {
    const { guid } = await made({ notes: 'Notes', location: 'Room 1' });
    const { body } = await patch(
      guid,
      { op: 'Add', path: '/location', value: 'Room 2' },
      { op: 'Copy', from: '/location', path: '/name' },
      { op: 'Move', from: '/notes', path: '/location' },
      { op: 'Remove', path: '/customer' },
      { op: 'replace', path: '/isClosed', value: true },
    );
    expect(body[0]).toMatchObject({ name: 'Room 2', location: 'Notes', notes: '', isClosed: true });
  });

  test('moves, and turns into a whole day and back', async () => {
    const { guid } = await made();
    const moved = await patch(
      guid,
      replace('/startDateTime', '2026-12-02T09:00:00+02:00'),
      replace('/endDateTime', '2026-12-02T09:30:00+02:00'),
    );
    expect(moved.body[0].startDateTime).toBe('2026-12-02T07:00:00.000Z');
    const day = await patch(
      guid,
      replace('/isAllDay', true),
      replace('/startDateTime', '2026-12-02T00:00:00+02:00'),
      replace('/endDateTime', '2026-12-03T00:00:00+02:00'),
    );
    expect(day.body[0]).toMatchObject({ isAllDay: true, startDateTime: '2026-12-01T22:00:00.000Z' });
    const back = await patch(
      guid,
      replace('/isAllDay', false),
      replace('/startDateTime', '2026-12-02T09:00:00+02:00'),
      replace('/endDateTime', '2026-12-02T10:00:00+02:00'),
    );
    expect(back.body[0]).toMatchObject({ isAllDay: false, hasDuration: true });
  });

  test('gives it another owner, and both calendars hear of it', async () => {
    const { guid } = await made();
    web.engine.announced.length = 0;
    const { body } = await patch(guid, replace('/ownerUser', { guid: company.helmi.id }));
    expect(body[0].ownerUser.name).toBe('Helmi Example');
    expect(web.engine.announced).toEqual([[company.onni.id, company.helmi.id].sort()]);
  });

  test('changes the type within the category, never the category', async () => {
    const { guid } = await made();
    const visit = await patch(guid, replace('/activityType/guid', company.types.visit.id));
    expect(visit.body[0].activityType).toMatchObject({ name: 'Customer visit', category: 'CalendarEntry' });
    const call = await patch(guid, replace('/activityType/guid', company.types.call.id));
    expect([call.status, call.body.error.details[0].location.name]).toEqual([400, 'activityType.guid']);
    expect(call.body.error.details[0].message).toContain('category');
  });

  test.each<[string, unknown, RegExp]>([
    ['what is read only', replace('/createdDateTime', '2020-01-01T00:00:00Z'), /read only/],
    ['its guid', replace('/guid', randomUUID()), /read only/],
    ['an unknown property', replace('/colour', 'red'), /colour/],
    ['a required property away', { op: 'Remove', path: '/name' }, /name/],
    ['a location that is too long', replace('/location', 'x'.repeat(1001)), /location/],
    ['a time that is none', replace('/startDateTime', 'soon'), /startDateTime/],
    ['an end before the start', replace('/endDateTime', '2020-01-01T00:00:00Z'), /before/],
    ['an unknown owner', replace('/ownerUser/guid', randomUUID()), /not found/],
    ['with an unknown operation', { op: 'Test', path: '/name', value: 'x' }, /op/],
    ['without a path', { op: 'Replace', value: 'x' }, /path/],
  ])('does not change %s', async (_title, operation, words) => {
    const before = await made();
    const { status, body } = await patch(before.guid, operation);
    expect([status, body.error.type]).toEqual([400, 'InvalidParameter']);
    expect(body.error.details[0].message).toMatch(words);
    expect((await severa.get(`activities/${before.guid}`)).body).toEqual(before);
  });

  test('that is no list of operations is refused', async () => {
    const { guid } = await made();
    for (const body of [{ op: 'Replace', path: '/name', value: 'x' }, [], 'name'])
      expect((await severa.send('PATCH', `activities/${guid}`, body)).status).toBe(400);
  });

  test('made by several at the same time loses no change', async () => {
    const { guid } = await made();
    const answers = await Promise.all([
      patch(guid, replace('/name', 'Review')),
      patch(guid, replace('/location', 'Room 9')),
      patch(guid, replace('/notes', 'Together')),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const after = (await severa.get(`activities/${guid}`)).body;
    expect(after).toMatchObject({ name: 'Review', location: 'Room 9', notes: 'Together' });
  });
});
