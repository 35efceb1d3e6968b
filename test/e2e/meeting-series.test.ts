import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeSettings } from '../../src/http/contract.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { midnight, WeekClient } from '../fixtures/real-week/ews-client.ts';
import { SYNCHRONIZED, type WeekPerson } from '../fixtures/real-week/people.ts';
import { ActivityDialog } from './pages/activity-dialog.ts';
import { Person } from './pages/person.ts';

const ZONE = 'Europe/Helsinki';
/** A Tuesday far from the example company's own weeks. */
const FIRST = '2027-02-02';
const OPENING = `/calendar?view=week&date=${FIRST}`;
const GUEST = 'pat@else.example';
const RETRO = 'Retrospective';
const SLOWLY = { interval: 200, timeout: 60_000 } as const;

const personOf = (part: string) => SYNCHRONIZED.find(({ address }) => address.startsWith(part)) as WeekPerson;

/** One story in one demo: each test goes on where the one before it ended. */
describe('a meeting that recurs, made on the calendar page', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let aino: Person;
  let onni: Person;
  let helmi: Person;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ data: folder.path, env: { TAHTI_SWEEP_SECONDS: '1' } });
    browser = await openBrowser();
    aino = await Person.signIn(browser, demo, personOf('aino').address);
    await connect();
    onni = await Person.signIn(browser, demo, personOf('onni').address);
    helmi = await Person.signIn(browser, demo, personOf('helmi').address);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  /** The administrator's part, with real meeting invitations. */
  async function connect(): Promise<void> {
    await aino.api.call('PUT', '/api/add-ons/exchange-calendar-synchronization', { active: true });
    const { suggestion } = await aino.api.call<ExchangeSettings>('GET', '/api/exchange-settings');
    const form = {
      ...suggestion,
      delegateUserName: 'sync.delegate@esimerkki.example',
      delegatePassword: 'delegate-demo',
      participantsPolicy: 'invitations',
      daysAhead: 365,
    };
    const testMailbox = aino.api.me.email;
    await aino.api.call('PUT', '/api/exchange-settings', { form, testMailbox, saveAnyway: false });
  }

  /** Days of February on which the meeting stands in a mailbox, as its owner's calendar program shows them. */
  async function daysIn(person: WeekPerson): Promise<string[]> {
    const from = midnight('2027-02-01', ZONE);
    const items = await new WeekClient(demo.sandbox, person).view(from, midnight('2027-03-01', ZONE));
    return items
      .filter(({ subject, isCancelled }) => subject === RETRO && !isCancelled)
      .map(({ start }) => new Date(start).toISOString().slice(8, 10));
  }

  async function invited(): Promise<boolean> {
    const mails = await (await fetch(`${demo.sandbox}/sandbox/mails`)).text();
    return mails.includes(GUEST);
  }

  it('finds its owner and a colleague with their synchronization on', async () => {
    for (const { api } of [onni, helmi]) {
      await api.synchronization('on');
      await expect.poll(async () => (await api.synchronization()).lastSuccessAt, SLOWLY).not.toBeNull();
    }
  });

  it('is set up in words that can be read back, and says what will happen to those who take part', async () => {
    await onni.goTo(OPENING);
    const dialog = await ActivityDialog.create(onni);
    await dialog.field('Subject').fill(RETRO);
    await dialog.choose('Recurrence', 'Weekly');
    await dialog.field('Thu').check();
    await dialog.choose('Ends', 'After a number of times');
    await dialog.field('Number of times').fill('6');
    await expect.poll(() => dialog.rule().textContent()).toBe('Every Tuesday and Thursday, 6 times');
    await dialog.choose('Colleagues', 'Helmi Korhonen');
    await onni.page.keyboard.press('Escape');
    await dialog.addGuest(GUEST);
    await dialog.root.getByText('Exchange mails everyone here an invitation').waitFor();
    await onni.expectAccessibleInBothSchemes();
  });

  it('is not sent before every field is right, and each sentence stands by its field', async () => {
    const dialog = new ActivityDialog(onni);
    await dialog.addGuest(personOf('onni').address);
    await dialog.root.getByText('is the owner, who takes part anyway.').waitFor();
    await dialog.addGuest('pat');
    await dialog.field('Number of times').fill('');
    await dialog.field('Thu').uncheck();
    await dialog.field('Tue').uncheck();
    await dialog.save();
    await dialog.root.getByText('pat is not an e-mail address.').waitFor();
    await dialog.root.getByText('Enter a whole number from 1 to 999.').waitFor();
    await dialog.root.getByText('Choose at least one day of the week.').waitFor();
    expect(await dialog.field('Subject').inputValue()).toBe(RETRO);
    await onni.expectAccessible();
    await dialog.field('People from outside').press('Backspace');
    await dialog.field('Number of times').fill('6');
    await dialog.field('Tue').check();
    await dialog.field('Thu').check();
    await dialog.saved();
  });

  it('stands in its owner’s and in the colleague’s mailbox, and the guest has mail', async () => {
    const days = ['02', '04', '09', '11', '16', '18'];
    await expect.poll(() => daysIn(personOf('onni')), SLOWLY).toEqual(days);
    await expect.poll(() => daysIn(personOf('helmi')), SLOWLY).toEqual(days);
    await expect.poll(invited, SLOWLY).toBe(true);
  });

  it('has its rule changed from any occurrence, for all of them', async () => {
    await onni.goTo(OPENING);
    const dialog = await ActivityDialog.open(onni, RETRO);
    await dialog.root.getByText('Every Tuesday and Thursday, 6 times').waitFor();
    await dialog.root.getByLabel('the whole series').check();
    await expect.poll(() => dialog.rule().textContent()).toBe('Every Tuesday and Thursday, 6 times');
    await dialog.field('Every how many weeks').fill('2');
    await dialog.choose('Ends', 'On a date');
    await dialog.field('Last possible date').fill('28/02/2027');
    await dialog.field('Last possible date').press('Tab');
    const words = 'Every second Tuesday and Thursday until 28 Feb 2027';
    await expect.poll(() => dialog.rule().textContent()).toBe(words);
    await onni.expectAccessibleInBothSchemes();
    await dialog.saved();
    for (const person of ['onni', 'helmi'])
      await expect.poll(() => daysIn(personOf(person)), SLOWLY).toEqual(['02', '04', '16', '18']);
  });

  it('is accepted by the colleague with a press, which its owner sees', async () => {
    await helmi.goTo(OPENING);
    const dialog = await ActivityDialog.open(helmi, RETRO);
    await dialog.root.getByText('Onni Virtanen asks whether you take part.').waitFor();
    await dialog.root.getByRole('button', { name: 'Accept' }).click();
    await helmi.page.getByText('You accepted.').waitFor();
    await dialog.root.getByRole('button', { name: 'Accept', pressed: true }).waitFor();
    await helmi.expectAccessibleInBothSchemes();
    await dialog.close();
    await onni.goTo(OPENING);
    const owners = await ActivityDialog.open(onni, RETRO);
    expect(await owners.answerOf('Helmi Korhonen')).toBe('Accepted');
    expect(await owners.answerOf('Onni Virtanen')).toBe('Owner');
    expect(await owners.answerOf(GUEST)).toBe('No answer yet');
  });

  it('leads to its story in the log with one press', async () => {
    await onni.page.getByRole('link', { name: 'Its story in the log' }).click();
    await onni.page.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    expect(new URL(onni.page.url()).searchParams.get('activityId')).toMatch(/\w/);
    await onni.page.getByText(RETRO).first().waitFor();
    await onni.page.getByText('Created', { exact: true }).first().waitFor();
  });

  it('is read by another colleague with its rule in words and its people', async () => {
    await aino.goTo(`${OPENING}&user=${onni.api.me.id}`);
    const dialog = await ActivityDialog.open(aino, RETRO);
    await dialog.root.getByText('Every second Tuesday and Thursday until 28 Feb 2027').waitFor();
    expect(await dialog.answerOf('Helmi Korhonen')).toBe('Accepted');
    expect(await dialog.root.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    await aino.expectAccessibleInBothSchemes();
  });

  it('goes from the calendar of whoever declines it, with a word about it', async () => {
    const dialog = await ActivityDialog.open(helmi, RETRO);
    await dialog.root.getByRole('button', { name: 'Decline' }).click();
    await helmi.page.getByText('You declined, so the activity is gone from your calendar.').waitFor();
    await dialog.root.waitFor({ state: 'hidden' });
    await expect.poll(() => helmi.page.getByText(RETRO).count()).toBe(0);
    await expect.poll(() => daysIn(personOf('helmi')), SLOWLY).toEqual([]);
    expect(await daysIn(personOf('onni'))).toEqual(['02', '04', '16', '18']);
  });
});
