import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityView } from '../../src/http/contract.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { ActivityDialog } from './pages/activity-dialog.ts';
import { Person } from './pages/person.ts';

const ONNI = 'onni.virtanen@esimerkki.example';
const ZONE = 'Europe/Helsinki';
/** Far from the example company's own weeks, so that nothing else stands there. */
const MONDAY = '2027-02-01';
const MARCH = ['2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z'] as const;
/** So many series on each of March's days are 2,015 entries. */
const DAILY_SERIES = 65;
/** Entries that a day of the month's view draws; the others are behind “more”. */
const DRAWN_A_DAY = 4;
const DAYS_DRAWN = 42;

/** One story in one demo: each test goes on where the one before it ended. */
describe('the calendar page under one’s hands', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let onni: Person;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ data: folder.path });
    browser = await openBrowser();
    onni = await Person.signIn(browser, demo, ONNI);
    await onni.goTo(`/calendar?view=week&date=${MONDAY}`);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  async function activities(from: string, to: string): Promise<ActivityView[]> {
    return onni.api.call('GET', `/api/activities?${new URLSearchParams({ from, to })}`);
  }

  /** Start and end of the week's one activity. */
  async function times(): Promise<string[]> {
    const found = await activities('2027-02-01T00:00:00Z', '2027-02-08T00:00:00Z');
    return found.flatMap(({ time }) => [time.start, time.end].map((one) => new Date(one).toISOString()));
  }

  const entry = () => onni.page.locator('[data-activity]').filter({ hasText: 'Drawn' });

  /** Where an hour of a day is drawn: the middle of its column, at the height of its word beside the hours. */
  async function placeOf(day: string, hour: number): Promise<{ x: number; y: number }> {
    const column = await boxOf(onni.page.locator(`[data-date="${day}"]`).first());
    const nine = await boxOf(onni.page.getByText('09:00', { exact: true }).first());
    const ten = await boxOf(onni.page.getByText('10:00', { exact: true }).first());
    return { x: column.x + column.width / 2, y: nine.y + nine.height / 2 + (hour - 9) * (ten.y - nine.y) };
  }

  async function boxOf(locator: Locator) {
    const box = await locator.boundingBox();
    if (!box) throw new Error('what shall be dragged is not in sight');
    return box;
  }

  async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const { mouse } = onni.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, (from.y + to.y) / 2, { steps: 5 });
    await mouse.move(to.x, to.y, { steps: 5 });
    await mouse.up();
  }

  it('draws a new activity from where to where it was dragged', async () => {
    const from = await placeOf('2027-02-03', 9.2);
    await drag(from, await placeOf('2027-02-03', 10.3));
    const dialog = new ActivityDialog(onni);
    await dialog.field('Subject').fill('Drawn');
    await dialog.saved();
    await expect.poll(times).toEqual(['2027-02-03T07:00:00.000Z', '2027-02-03T08:30:00.000Z']);
  });

  it('moves it to another day and hour by dragging', async () => {
    await entry().waitFor();
    const from = await placeOf('2027-02-03', 9.5);
    await drag(from, await placeOf('2027-02-04', 11.5));
    await expect.poll(times).toEqual(['2027-02-04T09:00:00.000Z', '2027-02-04T10:30:00.000Z']);
  });

  it('makes it longer by its lower edge', async () => {
    await entry().hover();
    const box = await boxOf(onni.page.locator('[tabindex]').filter({ has: entry() }).last());
    const edge = { x: box.x + box.width / 2, y: box.y + box.height - 2 };
    await drag(edge, await placeOf('2027-02-04', 13.8));
    await expect.poll(times).toEqual(['2027-02-04T09:00:00.000Z', '2027-02-04T12:00:00.000Z']);
  });

  it('does the same for whoever uses the keyboard alone', async () => {
    await onni.page.locator('[tabindex]').filter({ has: entry() }).last().focus();
    await onni.page.keyboard.press('Enter');
    const dialog = new ActivityDialog(onni);
    await dialog.root.getByLabel('Start time: hours').fill('08');
    await dialog.root.getByLabel('End time: hours').fill('09');
    await onni.page.keyboard.press('Enter');
    await dialog.root.waitFor({ state: 'hidden' });
    await expect.poll(times).toEqual(['2027-02-04T06:00:00.000Z', '2027-02-04T07:00:00.000Z']);
  });

  it('draws a month of 2,000 entries without a line for each of them', async () => {
    const { id: typeId } = await onni.api.activityType('CalendarEntry');
    for (let index = 0; index < DAILY_SERIES; index++) await addDailySeries(index, typeId);
    expect((await activities(...MARCH)).length).toBeGreaterThanOrEqual(2_000);
    await onni.goTo('/calendar?view=month&date=2027-05-01');
    const { page } = onni;
    const heading = page.getByRole('heading', { level: 2 });
    await heading.filter({ hasText: 'May 2027' }).waitFor();
    await page.getByLabel('Previous period').click();
    await heading.filter({ hasText: 'April 2027' }).waitFor();
    const pressed = performance.now();
    await page.getByLabel('Previous period').click();
    await page.locator('[data-date="2027-03-15"]').getByText('Series').first().waitFor();
    console.info(`a month of 2,000 entries stood there after ${Math.round(performance.now() - pressed)} ms`);
    expect(await page.locator('[data-activity]').count()).toBeLessThanOrEqual(DRAWN_A_DAY * DAYS_DRAWN);
    await onni.expectAccessibleInBothSchemes();
  });

  async function addDailySeries(index: number, typeId: string): Promise<void> {
    const hour = String(7 + (index % 10)).padStart(2, '0');
    const start = `2027-03-01T${hour}:00:00+02:00`;
    const end = `2027-03-01T${hour}:45:00+02:00`;
    await onni.api.call('POST', '/api/activities', {
      ...{ subject: `Series ${index}`, typeId, location: '', notes: '', busy: 'busy', participantIds: [] },
      time: { kind: 'timed', start, end, zone: ZONE },
      recurrence: { pattern: { kind: 'daily', interval: 1 }, range: { kind: 'count', occurrences: 31 } },
    });
  }
});
