import { describe, expect, test } from 'vitest';
import type { ActivityForm, ActivityView } from '../../src/http/contract.ts';
import {
  ALL,
  company,
  dates,
  december,
  helmi,
  occurrence,
  onni,
  onWeeklySeries,
  seriesId,
} from '../fixtures/http-series.ts';

onWeeklySeries();

function form(change: Partial<ActivityForm> = {}): ActivityForm {
  return {
    subject: 'Written',
    typeId: company.types.meeting.id,
    time: {
      kind: 'timed',
      start: '2026-12-02T10:00:00+02:00',
      end: '2026-12-02T11:00:00+02:00',
      zone: 'Europe/Helsinki',
    },
    location: '',
    notes: '',
    participantIds: [],
    busy: 'busy',
    ...change,
  };
}

async function written(): Promise<string[]> {
  return dates((await december()).filter(({ subject }) => subject === 'Written'));
}

const FRIDAYS = {
  pattern: { kind: 'weekly', interval: 1, days: ['FR'], firstDayOfWeek: 'MO' },
  range: { kind: 'count', occurrences: 3 },
} as const;

describe('a series made on the page', () => {
  test('begins on the first day of its rule', async () => {
    const { status, body } = await onni.post('/api/activities', form({ recurrence: FRIDAYS as never }));
    expect(status).toBe(201);
    expect(body.recurrence).toEqual(FRIDAYS);
    expect(await written()).toEqual(['2026-12-04', '2026-12-11', '2026-12-18']);
  });

  test('may be all-day, monthly on the last working day, until a date', async () => {
    await onni.post('/api/activities', {
      ...form(),
      time: { kind: 'allDay', start: '2026-12-01', end: '2026-12-02' },
      recurrence: {
        pattern: { kind: 'monthlyOnDay', interval: 1, ordinal: -1, day: 'weekday' },
        range: { kind: 'until', lastDate: '2027-01-31' },
      },
    });
    expect(await written()).toEqual(['2026-12-31', '2027-01-29']);
  });

  test.each([
    [
      'that ends before its first day',
      { ...FRIDAYS, range: { kind: 'until', lastDate: '2026-12-03' } },
      'recurrence',
    ],
    ['without a day', { ...FRIDAYS, pattern: { ...FRIDAYS.pattern, days: [] } }, 'recurrence.pattern.days'],
    [
      'that recurs every zeroth week',
      { ...FRIDAYS, pattern: { ...FRIDAYS.pattern, interval: 0 } },
      'recurrence.pattern.interval',
    ],
    [
      'after no occurrence',
      { ...FRIDAYS, range: { kind: 'count', occurrences: 0 } },
      'recurrence.range.occurrences',
    ],
  ])('is refused %s, by its field', async (_what, recurrence, field) => {
    const { status, body } = await onni.post('/api/activities', {
      ...form(),
      recurrence,
    });
    expect(status).toBe(400);
    expect(body.fields[field], JSON.stringify(body)).toMatch(/\w{5}/);
    expect(await written()).toEqual([]);
  });
});

describe('the rule of a series', () => {
  test('is changed for all of it, and what was changed stays where the new rule falls', async () => {
    const third = await occurrence(3);
    await onni.patch(`/api/activities/${third.id}`, { subject: 'Moved out', version: third.version });
    const now = await occurrence(1);
    const everyOther = { pattern: { ...FRIDAYS.pattern, days: ['TU'], interval: 2 }, range: FRIDAYS.range };
    const { status } = await onni.patch(`/api/activities/${now.id}?scope=all`, {
      recurrence: everyOther,
      version: now.version,
    });
    expect(status).toBe(200);
    const seen = await december();
    expect(dates(seen)).toEqual([ALL[0], ALL[2], ALL[4]]);
    expect(seen[1]?.subject).toBe('Moved out');
  });

  test('cannot be changed from one occurrence on', async () => {
    const one = await occurrence(2);
    const { status, body } = await onni.patch(`/api/activities/${one.id}?scope=following`, {
      recurrence: FRIDAYS,
      version: one.version,
    });
    expect([status, Object.keys(body.fields)]).toEqual([400, ['recurrence']]);
    expect(dates(await december())).toEqual(ALL);
  });

  test('may end, so that it happens once, and begin again', async () => {
    const one = await occurrence(1);
    await onni.patch(`/api/activities/${one.id}?scope=all`, { recurrence: null, version: one.version });
    const single = (await onni.get(`/api/activities/${seriesId}`)).body;
    expect([single.recurring, single.recurrence]).toEqual([false, null]);
    expect(dates(await december())).toEqual([ALL[0]]);
    const answer = await onni.patch(`/api/activities/${seriesId}`, {
      recurrence: { pattern: { kind: 'daily', interval: 7 }, range: { kind: 'count', occurrences: 2 } },
      version: single.version,
    });
    expect(answer.status).toBe(200);
    expect(dates(await december())).toEqual(ALL.slice(0, 2));
  });
});

describe('people of an activity', () => {
  test('from outside are named by address, keep their answers, and go when they are left out', async () => {
    const guests = [{ name: 'Pat', address: 'Pat@Else.example' }];
    const made = (await onni.post('/api/activities', form({ guests }))).body;
    expect(made.participants).toMatchObject([{ userId: null, name: 'Pat', address: 'pat@else.example' }]);
    const kept = await onni.patch(`/api/activities/${made.id}`, {
      participantIds: [company.helmi.id],
      version: made.version,
    });
    expect(
      kept.body.participants.map(({ address }: ActivityView['participants'][number]) => address).toSorted(),
    ).toEqual([company.helmi.email, 'pat@else.example'].toSorted());
    const gone = await onni.patch(`/api/activities/${made.id}`, {
      guests: [],
      version: kept.body.version,
    });
    expect(
      gone.body.participants.map(({ address }: ActivityView['participants'][number]) => address),
    ).toEqual([company.helmi.email]);
  });

  test('answer for themselves, and nobody answers for them', async () => {
    const { status, body } = await helmi.put(`/api/activities/${seriesId}/answer`, {
      answer: 'tentative',
    });
    expect([status, body.ownAnswer]).toEqual([200, 'tentative']);
    expect((await onni.put(`/api/activities/${seriesId}/answer`, { answer: 'accepted' })).status).toBe(403);
    await helmi.put(`/api/activities/${seriesId}/answer`, { answer: 'declined' });
    expect(await december(helmi, company.helmi.id)).toEqual([]);
    expect(dates(await december())).toEqual(ALL);
  });

  test('with an address that is none are refused beside their field', async () => {
    const { status, body } = await onni.post(
      '/api/activities',
      form({ guests: [{ name: '', address: 'pat' }] }),
    );
    expect([status, Object.keys(body.fields)]).toEqual([400, ['guests.0.address']]);
  });
});
