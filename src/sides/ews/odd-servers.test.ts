import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SideEntry } from '../../model/calendar-entry.ts';
import { SideError } from '../../model/problem.ts';
import type { Window } from '../../model/time.ts';
import type { EwsSide } from './ews-side.ts';
import type { ServerHabits } from './habits.ts';
import { probeEntry } from './ladder/probe-entry.ts';
import { connectTo, errorOf, signal } from './testing/connect.ts';
import { bareFault, sendSoap, soap, success } from './testing/hostile-server.ts';
import { createdSeries, type OddHabits, type OddItem, oddServer } from './testing/odd-server.ts';

const WINDOW: Window = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };
const HOUR =
  '<t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End><t:IsAllDayEvent>false</t:IsAllDayEvent>';

async function sideOf(
  items: Map<string, OddItem>,
  odd: OddHabits,
  habits: Partial<ServerHabits> = {},
): Promise<{ side: EwsSide; requests: () => number }> {
  const { server, connection } = await connectTo(oddServer(items, odd), { habits });
  const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
  return { side, requests: () => server.seen.length };
}

async function told(side: EwsSide, cursor: string | null): Promise<{ entries: SideEntry[]; cursor: string }> {
  const entries: SideEntry[] = [];
  let latest = '';
  for await (const page of side.changes(cursor, WINDOW, signal())) {
    entries.push(...page.entries);
    latest = page.cursor;
  }
  return { entries, cursor: latest };
}

function noted(written: string[], body: string): undefined {
  written.push(body);
}

/** A master of five days with one changed occurrence, whose own item is `exception`. */
function master(modified: boolean): string {
  const changed =
    '<t:ModifiedOccurrences><t:Occurrence><t:ItemId Id="exception" ChangeKey="e"/><t:Start>2026-12-02T10:00:00Z</t:Start><t:End>2026-12-02T11:00:00Z</t:End><t:OriginalStart>2026-12-02T08:00:00Z</t:OriginalStart></t:Occurrence></t:ModifiedOccurrences>';
  return `<t:Subject>Daily</t:Subject>${HOUR}<t:CalendarItemType>RecurringMaster</t:CalendarItemType><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>2026-12-01</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>${modified ? changed : ''}<t:StartTimeZone Id="FLE Standard Time"/>`;
}

describe('a server that does not move a series’ change key when an occurrence changes', () => {
  const sync: OddHabits['sync'] = (state) => ({
    changes: state === null ? createdSeries('master') : '',
    state: 'c3RhdGU=',
  });

  test('still has its changed occurrences told, each once, under another version', async () => {
    const items = new Map([['master', { changeKey: 'still', xml: master(false) }]]);
    const { side } = await sideOf(items, { sync }, { masterKeyIsStill: true });
    const first = await told(side, null);
    expect(first.entries[0]?.entry.recurrence?.exceptions).toEqual([]);
    expect((await told(side, first.cursor)).entries).toEqual([]);

    items.set('master', { changeKey: 'still', xml: master(true) });
    items.set('exception', {
      changeKey: 'e',
      xml: '<t:Subject>Moved</t:Subject><t:Start>2026-12-02T10:00:00Z</t:Start><t:End>2026-12-02T11:00:00Z</t:End>',
    });
    const second = await told(side, first.cursor);
    expect(second.entries[0]?.entry.recurrence?.exceptions).toMatchObject([{ subject: 'Moved' }]);
    expect(second.entries[0]?.version).not.toBe(first.entries[0]?.version);
    expect((await told(side, second.cursor)).entries).toEqual([]);
  });

  test('costs a run with nothing new two requests, and on Exchange it stays one', async () => {
    const items = new Map([['master', { changeKey: 'still', xml: master(false) }]]);
    for (const [habits, cost] of [
      [{ masterKeyIsStill: true }, 2],
      [{}, 1],
    ] as const) {
      const { side, requests } = await sideOf(items, { sync }, habits);
      const { cursor } = await told(side, null);
      const before = requests();
      await told(side, cursor);
      expect(requests() - before).toBe(cost);
    }
  });

  test('is asked for no more than so many series in one run, and in the end for all', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `m${String(n).padStart(3, '0')}`);
    const items = new Map(ids.map((id) => [id, { changeKey: 'still', xml: master(false) }]));
    const created = ids.map(createdSeries).join('');
    const many: OddHabits['sync'] = (state) => ({
      changes: state === null ? created : '',
      state: 'c3RhdGU=',
    });
    const { side } = await sideOf(items, { sync: many }, { masterKeyIsStill: true });
    let { cursor } = await told(side, null);
    for (const id of ids) items.set(id, { changeKey: 'still', xml: master(true) });
    const seen = new Set<string>();
    for (let run = 0; run < 3; run += 1) {
      const next = await told(side, cursor);
      expect(next.entries.length).toBeLessThanOrEqual(200);
      for (const { id } of next.entries) seen.add(id);
      cursor = next.cursor;
    }
    expect(seen.size).toBe(250);
  });
});

describe('a server that takes old change keys', () => {
  const item = (): Map<string, OddItem> =>
    new Map([['a', { changeKey: 'k2', xml: `<t:Subject>Theirs</t:Subject>${HOUR}` }]]);

  test('is not made to write over what was changed meanwhile', async () => {
    const written: string[] = [];
    const { side } = await sideOf(
      item(),
      { update: (body) => noted(written, body) },
      { takesStaleKeys: true },
    );
    const [outcome] = await side.update([{ id: 'a', version: 'k1', patch: { subject: 'Ours' } }], signal());
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'stale' } });
    expect(written).toEqual([]);
  });

  test('is written to where nothing changed', async () => {
    const written: string[] = [];
    const { side } = await sideOf(
      item(),
      { update: (body) => noted(written, body) },
      { takesStaleKeys: true },
    );
    const [outcome] = await side.update([{ id: 'a', version: 'k2', patch: { subject: 'Ours' } }], signal());
    expect(outcome?.ok).toBe(true);
    expect(written).toHaveLength(1);
  });
});

describe('a server that ignores some of what it is told', () => {
  test('has what it kept returned as the outcome, so that nothing is written again', async () => {
    const items = new Map([
      [
        'a',
        {
          changeKey: 'k1',
          xml: `<t:ReminderIsSet>false</t:ReminderIsSet>${HOUR}<t:LegacyFreeBusyStatus>Busy</t:LegacyFreeBusyStatus>`,
        },
      ],
    ]);
    const { side } = await sideOf(items, {});
    const patch = { busy: 'free', reminder: 15 } as const;
    const [outcome] = await side.update([{ id: 'a', version: 'k1', patch }], signal());
    expect(outcome).toMatchObject({ ok: true, value: { entry: { busy: 'busy', reminder: null } } });
  });
});

describe('a server that takes any sync state', () => {
  test('is read anew when the calendar is another folder than the state was made for', async () => {
    let folder = 'one';
    const { side } = await sideOf(new Map(), { folder: () => folder }, { takesAnySyncState: true });
    const { cursor } = await told(side, null);
    await told(side, cursor);
    folder = 'another';
    expect(await errorOf(told(side, cursor))).toMatchObject({ kind: 'resync' });
  });
});

describe('a server that gives formatted bodies empty in their best form', () => {
  test('is asked for HTML', async () => {
    const items = new Map([
      ['a', { changeKey: 'k', xml: `<t:Body BodyType="HTML">&lt;p&gt;Words&lt;/p&gt;</t:Body>${HOUR}` }],
    ]);
    const { server, connection } = await connectTo(oddServer(items), { habits: { bestBodyIsEmpty: true } });
    const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
    const entry = (await side.read(['a'], signal())).get('a');
    expect(entry?.entry.text).toBe('Words');
    expect(server.seen[0]?.body).toContain('<t:BodyType>HTML</t:BodyType>');
  });
});

describe('a server that does not expand series in a calendar view', () => {
  test('is read whole all the same: series are read by their rules, never by a view', async () => {
    const items = new Map([['master', { changeKey: 'k', xml: master(true) }]]);
    const sync: OddHabits['sync'] = () => ({ changes: createdSeries('master'), state: 'c3RhdGU=' });
    const { server, connection } = await connectTo(oddServer(items, { sync }));
    const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
    const { entries } = await told(side, null);
    expect(entries[0]?.entry.recurrence).toMatchObject({ range: { occurrences: 5 }, exceptions: [{}] });
    expect(server.seen.filter(({ body }) => body.includes('CalendarView'))).toEqual([]);
  });
});

describe('a server that leaves out what it does not care for', () => {
  test('has an exception read by the series’ list, without inventing differences', async () => {
    const items = new Map([
      ['master', { changeKey: 'k', xml: `${master(true)}<t:Sensitivity>Private</t:Sensitivity>` }],
      [
        'exception',
        {
          changeKey: 'e',
          xml: '<t:Subject>Daily</t:Subject><t:Start>2026-12-02T10:00:00Z</t:Start><t:End>2026-12-02T11:00:00Z</t:End>',
        },
      ],
    ]);
    const { side } = await sideOf(items, {});
    const entry = (await side.read(['master'], signal())).get('master');
    expect(entry?.entry.recurrence?.exceptions).toEqual([
      {
        original: '2026-12-02T08:00:00.000Z',
        time: {
          kind: 'timed',
          start: '2026-12-02T10:00:00.000Z',
          end: '2026-12-02T11:00:00.000Z',
          zone: 'Europe/Helsinki',
        },
      },
    ]);
  });
});

describe('a server whose faults say nothing but that it failed', () => {
  for (const status of [200, 500])
    test(`with HTTP ${status} is tried again later, and its words are kept`, async () => {
      const { connection } = await connectTo((_request, response) =>
        sendSoap(response, bareFault('Server', 'Internal error'), status),
      );
      const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
      expect(await errorOf(told(side, null))).toMatchObject({
        kind: 'retry',
        code: 'SOAP Server',
        words: 'Internal error',
        advice: 'ewsWaitAndRetry',
      });
    });

  test('leaves open whether a create was done, so that it is looked for before it is sent again', async () => {
    const { server, connection } = await connectTo(({ body }, response) => {
      if (body.includes('<m:CreateItem')) sendSoap(response, bareFault('Server', 'Internal error'), 500);
      else sendSoap(response, soap('FindItem', success('FindItem', NOTHING_FOUND)));
    });
    const side = connection.side({ mailboxAddress: 'onni@esimerkki.example', userZone: 'Europe/Helsinki' });
    const entry = { ...probeEntry(), subject: 'Planning' };
    const outcome = side.create([{ key: randomUUID(), entry }], signal());
    const results = await outcome.catch((error: unknown) => error);
    const asked = server.seen.map(({ body }) => /<m:(\w+Item)\b/.exec(body)?.[1]);
    expect(asked.slice(0, 2)).toEqual(['CreateItem', 'FindItem']);
    expect(JSON.stringify(results instanceof SideError ? results.details : results)).toContain('"retry"');
  });
});

const NOTHING_FOUND =
  '<m:RootFolder TotalItemsInView="0" IncludesLastItemInRange="true"><t:Items/></m:RootFolder>';
