import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeSettings } from '../../src/http/contract.ts';
import { ApiClient } from '../fixtures/api-client.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { midnight, WeekClient } from '../fixtures/real-week/ews-client.ts';
import { fillMailboxes } from '../fixtures/real-week/fill-mailboxes.ts';
import { asText, linesOf } from '../fixtures/real-week/lines.ts';
import { SYNCHRONIZED, type WeekPerson } from '../fixtures/real-week/people.ts';
import { type SeenEntry, seenBy } from '../fixtures/real-week/seen-by.ts';
import { type RealWeek, realWeek } from '../fixtures/real-week/week.ts';
import { AgendaPage } from './pages/agenda-page.ts';
import { Person } from './pages/person.ts';

const seed = Number(process.env.TAHTI_SEED ?? Math.floor(Math.random() * 1e6));

/** A Monday two months ahead, where the example company's own entries do not reach. */
const today = Temporal.Now.plainDateISO('Europe/Helsinki');
const first = today.add({ days: 57 - today.dayOfWeek }).toString();
const end = Temporal.PlainDate.from(first).add({ weeks: 1 }).toString();
const shown = `/api/activities?from=${first}T00:00:00Z&to=${end}T00:00:00Z`;

/** Pixels of one line of words in the grid. */
const LINE_HEIGHT = 14;

const SLOWLY = { interval: 200, timeout: 120_000 } as const;

describe('a week of forty people, of whom five synchronize', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let week: RealWeek;

  beforeAll(async () => {
    console.info(`real-week seed ${seed}, the week from ${first}`);
    folder = await temporaryFolder();
    demo = await startDemo({ data: folder.path, env: { TAHTI_SWEEP_SECONDS: '2' } });
    browser = await openBrowser();
    week = realWeek(first, seed);
    await fillMailboxes(demo.sandbox, week);
    await connect();
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  const apiOf = ({ address, signInName }: WeekPerson) => ApiClient.signIn(demo.web, signInName ?? address);

  /** The administrator's part: the add-on, and the connection to the sandbox. */
  async function connect(): Promise<void> {
    const aino = await apiOf(SYNCHRONIZED[0] as WeekPerson);
    await aino.call('PUT', '/api/add-ons/exchange-calendar-synchronization', { active: true });
    const { suggestion } = await aino.call<ExchangeSettings>('GET', '/api/exchange-settings');
    const delegate = {
      delegateUserName: 'sync.delegate@esimerkki.example',
      delegatePassword: 'delegate-demo',
    };
    const form = { ...suggestion, ...delegate, daysAhead: 365 };
    const testMailbox = aino.me.email;
    await aino.call('PUT', '/api/exchange-settings', { form, testMailbox, saveAnyway: false });
  }

  /** What a calendar program shows over EWS; what was cancelled stands there until its owner takes it away. */
  async function viewedBy(person: WeekPerson): Promise<SeenEntry[]> {
    const { zone } = person;
    const items = await new WeekClient(demo.sandbox, person).view(midnight(first, zone), midnight(end, zone));
    const dayOf = (at: number) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
    return items
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ subject, isAllDay, ...time }) => ({
        subject,
        time: isAllDay
          ? { kind: 'allDay', start: dayOf(time.start), end: dayOf(time.end) }
          : { kind: 'timed', start: time.start, end: time.end },
      }));
  }

  it('lets the five switch on and comes to rest', async () => {
    const apis = await Promise.all(SYNCHRONIZED.map(apiOf));
    for (const api of apis) await api.synchronization('on');
    const succeeded = async () =>
      Promise.all(apis.map(async (api) => (await api.synchronization()).lastSuccessAt ?? ''));
    const lists = async () => JSON.stringify(await Promise.all(apis.map((api) => api.call('GET', shown))));
    await expect.poll(async () => (await succeeded()).includes(''), SLOWLY).toBe(false);
    // Every calendar is read once more after the last one was written, until a round changes nothing.
    for (let before = ''; ; ) {
      const asked = new Date().toISOString();
      for (const api of apis) await api.synchronization('run');
      await expect.poll(async () => (await succeeded()).every((at) => at > asked), SLOWLY).toBe(true);
      const now = await lists();
      if (now === before) break;
      before = now;
    }
  });

  it.each(SYNCHRONIZED)('is the same on the page of $name as over EWS, and as it was made', async (one) => {
    const person = await Person.signIn(browser, demo, one.signInName ?? one.address);
    const agenda = new AgendaPage(person);
    await agenda.open(first);
    const viewed = linesOf(await viewedBy(one), one.zone, { first, end });
    expect(viewed).toEqual(linesOf(seenBy(one, week), one.zone, { first, end }));
    await expect.poll(async () => (await agenda.lines()).map(asText).sort()).toEqual(viewed);
    await person.expectAccessible();
    await person.goTo(`/calendar?view=week&date=${first}`);
    await person.page.locator('[data-activity]:visible').first().waitFor();
    // A quarter of an hour has room for its subject, too.
    const heights = await person.page
      .locator('[data-activity]')
      .evaluateAll((entries) => entries.map((entry) => entry.clientHeight));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(LINE_HEIGHT);
    const shots = process.env.TAHTI_SCREENSHOTS;
    if (shots) await person.page.screenshot({ path: `${shots}/${one.address}.png`, fullPage: true });
    await person.leave();
  });
});
