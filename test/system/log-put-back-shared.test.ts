import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { LogCompany } from '../fixtures/log-company.ts';
import { MeetingPeople } from '../fixtures/meeting-people.ts';

let here: LogCompany;

beforeAll(async () => {
  here = await LogCompany.open();
});

afterAll(() => here.close());

describe('of a meeting that somebody else organises', () => {
  it('what its organiser decides is not put back, and the sentence says who can change it', async () => {
    const people = new MeetingPeople(here.company.exchange);
    await people.inviteFromOutside([here.onni], {
      uid: 'outside-1',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: new Date(Date.now() + 48 * 3600_000).toISOString(),
      end: new Date(Date.now() + 49 * 3600_000).toISOString(),
      required: [{ address: here.onni.email }],
    });
    await here.company.runWell(here.onni);
    await here.changeActivity('Pitch', { name: 'Ours' });
    await here.company.runWell(here.onni);
    const { id, conflicts } = await here.latestConflict();
    expect(conflicts).toMatchObject([{ field: 'subject', activity: 'Ours', winner: 'mailbox' }]);
    const asked = { field: 'subject', side: 'activities' };
    const { status, body } = await here.own.post(`/api/log/${id}/put-back`, asked);
    expect([status, body.code]).toEqual([409, 'putBackOthers']);
    expect(body.message).toContain('järjestäjää');
    expect(await here.activity('Pitch')).toBeDefined();
  });
});

describe('of a series', () => {
  const daily = (interval: number, start: string): Recurrence => ({
    pattern: { kind: 'daily', interval },
    range: { kind: 'count', occurrences: 5 },
    start,
    zone: 'Europe/Helsinki',
    deleted: [],
    exceptions: [],
  });
  const everyThirdDay = (start: string) =>
    `<t:Recurrence><t:DailyRecurrence><t:Interval>3</t:Interval></t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>${start}</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>`;
  const intervalOf = async (name: string) => {
    const { recurrence } = await here.activity(name);
    return recurrence?.pattern.kind === 'daily' ? recurrence.pattern.interval : null;
  };

  it('the rule that lost stands again on both sides, until somebody touches the series', async () => {
    const made = await here.company.addActivity(here.onni, 'Standup');
    if (made.time.kind !== 'timed') throw new Error('an hour was asked for');
    const start = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(
      new Date(made.time.start),
    );
    await here.changeActivity('Standup', { recurrence: daily(1, start) });
    await here.company.runWell(here.onni);
    await here.changeActivity('Standup', { recurrence: daily(2, start) });
    await here.outlookWins(() => here.change('Standup', 'calendar:Recurrence', everyThirdDay(start)));
    await here.company.runWell(here.onni);
    expect(await intervalOf('Standup')).toBe(3);
    const { id, conflicts } = await here.latestConflict();
    expect(conflicts).toMatchObject([{ field: 'recurrence', winner: 'mailbox' }]);
    const putBack = (side: string) => here.own.post(`/api/log/${id}/put-back`, { field: 'recurrence', side });
    expect((await putBack('activities')).status).toBe(200);
    await here.company.runWell(here.onni);
    expect(await intervalOf('Standup')).toBe(2);
    const item = await here.company.exchange.item(here.onni.email, 'Standup');
    expect(JSON.stringify(item.recurrence)).toContain('"interval":2');
    expect((await putBack('activities')).body.code).toBe('putBackStands');
    await here.changeActivity('Standup', { recurrence: daily(4, start) });
    expect((await putBack('mailbox')).body.code).toBe('putBackChanged');
  });
});
