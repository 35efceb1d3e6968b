import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { Person } from './pages/person.ts';

const ONNI = 'onni.virtanen@esimerkki.example';

/** A Monday far from the example company's own weeks, so that nothing else stands there. */
const MONDAY = '2027-02-01';
const DAYS = ['2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04', '2027-02-05'];

/** One story in one demo: each test goes on where the one before it ended. */
describe('a series on the calendar page', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let onni: Person;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ data: folder.path });
    browser = await openBrowser();
    onni = await Person.signIn(browser, demo, ONNI);
    await addSeries();
    await onni.goTo(`/calendar?view=workWeek&date=${MONDAY}`);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  /** Every working day of a week at ten, made by a client that was written for Severa. */
  async function addSeries(): Promise<void> {
    const headers = { 'content-type': 'application/json', client_id: 'demo-client' };
    const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' };
    const api = `${demo.web}/rest-api/v1`;
    const post = (path: string, body: object, more: object = {}) =>
      fetch(`${api}/${path}`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      });
    const { access_token: token } = (await (await post('token', credentials)).json()) as {
      access_token: string;
    };
    const authorization = { authorization: `Bearer ${token}` };
    const read = async (path: string) =>
      (await (await fetch(`${api}/${path}`, { headers: { ...headers, ...authorization } })).json()) as {
        guid: string;
        isDefault?: boolean;
      }[];
    const owner = (await read(`users?email=${ONNI}`))[0]?.guid;
    const type = (await read('activitytypes')).find((one) => one.isDefault)?.guid;
    const made = await post(
      'activities',
      {
        name: 'Stand-up',
        startDateTime: `${MONDAY}T10:00:00+02:00`,
        endDateTime: `${MONDAY}T11:00:00+02:00`,
        activityType: { guid: type },
        ownerUser: { guid: owner },
        recurrence: {
          frequency: 'Daily',
          pattern: { daily: { interval: 1 } },
          range: { maxOccurrences: 5 },
        },
      },
      authorization,
    );
    if (made.status !== 201) throw new Error(await made.text());
  }

  /** Subjects by day, as the page's own API tells them. */
  async function week(): Promise<string[]> {
    const period = new URLSearchParams({ from: `${MONDAY}T00:00:00Z`, to: '2027-02-06T00:00:00Z' });
    const found = (await onni.api.call('GET', `/api/activities?${period}`)) as {
      subject: string;
      time: { start: string };
    }[];
    return found.map(({ subject, time }) => `${time.start.slice(0, 10)} ${subject}`);
  }

  it('is drawn on each of its days', async () => {
    await expect.poll(() => onni.page.getByText('Stand-up').count()).toBe(5);
    expect(await week()).toEqual(DAYS.map((day) => `${day} Stand-up`));
    await onni.expectAccessible();
  });

  it('has one occurrence changed alone', async () => {
    await onni.page.getByText('Stand-up').nth(1).click();
    const dialog = onni.page.getByRole('dialog');
    expect(await dialog.getByLabel('this occurrence only').isChecked()).toBe(true);
    await dialog.getByLabel('Subject').fill('Special');
    await onni.expectAccessible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const wanted = DAYS.map((day, index) => `${day} ${index === 1 ? 'Special' : 'Stand-up'}`);
    await expect.poll(week).toEqual(wanted);
    await onni.page.getByText('Special').first().waitFor();
  });

  it('has one occurrence and those that follow deleted', async () => {
    await onni.page.getByText('Stand-up').nth(2).click();
    await onni.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    const question = onni.page.getByRole('dialog', { name: 'Delete the activity?' });
    await question.getByLabel('this and all that follow').check();
    await question.getByRole('button', { name: 'Delete' }).click();
    await question.waitFor({ state: 'hidden' });
    const left = ['2027-02-01 Stand-up', '2027-02-02 Special', '2027-02-03 Stand-up'];
    await expect.poll(week).toEqual(left);
  });

  it('is deleted whole from any occurrence', async () => {
    await onni.page.getByText('Special').first().click();
    await onni.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    const question = onni.page.getByRole('dialog', { name: 'Delete the activity?' });
    await question.getByLabel('the whole series').check();
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(week).toEqual([]);
  });
});
