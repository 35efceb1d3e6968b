import { describe, expect, test } from 'vitest';
import type { ActivityView } from '../../src/http/contract.ts';
import { saveLinks } from '../../src/store/links.ts';
import { someLink } from '../fixtures/http-samples.ts';
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
  seriesId,
  TUESDAYS,
  web,
  weekly,
} from '../fixtures/http-series.ts';

onWeeklySeries();

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
