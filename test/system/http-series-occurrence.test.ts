import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeCompany } from '../fixtures/companies.ts';
import {
  ALL,
  company,
  dates,
  december,
  helmi,
  occurrence,
  onni,
  onWeeklySeries,
  pathOf,
  recurrenceNow,
  web,
} from '../fixtures/http-series.ts';

onWeeklySeries();

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
