import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityView } from '../../src/http/contract.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { Outlook } from '../fixtures/outlook.ts';
import { Person } from './pages/person.ts';

const AINO = 'aino.aalto@esimerkki.example';
const ONNI = 'onni.virtanen@esimerkki.example';

/** Tomorrow at an hour of Helsinki's winter time, as an instant. */
function tomorrowAt(hour: number): string {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+02:00`).toISOString();
}

/** One story in one demo: each test goes on where the one before it ended. */
describe('the main job, from a fresh demo to two calendars that follow each other', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let aino: Person;
  let onni: Person;
  let outlook: Outlook;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ data: folder.path, env: { TAHTI_SWEEP_SECONDS: '1' } });
    browser = await openBrowser();
    outlook = new Outlook({
      sandboxUrl: demo.sandbox,
      address: ONNI,
      password: 'tahti-demo',
      schema: 'Exchange2013',
    });
    aino = await Person.signIn(browser, demo, AINO);
    onni = await Person.signIn(browser, demo, ONNI);
  });

  /** Subjects in one of the mailbox's folders, as its owner sees them. */
  const subjectsIn = async (folder: 'calendar' | 'deleteditems') =>
    (await outlook.list(folder)).map((item) => item.subject);

  const idOf = async (subject: string) =>
    (await outlook.list()).find((item) => item.subject === subject)?.id ?? '';

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  it('tells a user why the switch cannot be used before the add-on is active', async () => {
    await onni.goTo('/profile/calendar-synchronization');
    await onni.page.getByText('is not active. Ask your administrator').waitFor();
    expect(await onni.page.getByRole('switch').isDisabled()).toBe(true);
    await onni.expectAccessible();
  });

  it('lets the administrator activate the add-on', async () => {
    await aino.goTo('/settings/add-ons');
    await aino.expectAccessible();
    await aino.page.getByRole('button', { name: 'Activate' }).click();
    await aino.page.getByText('The add-on is active.').waitFor();
  });

  it('says what is wrong when the delegate password is wrong, and saves nothing', async () => {
    await aino.goTo('/settings/exchange');
    await aino.page.getByLabel('Delegate user name').fill('sync.delegate@esimerkki.example');
    await aino.page.getByLabel('Delegate password').fill('not-the-password');
    await aino.page.getByLabel('Mailbox to test with').fill(ONNI);
    await aino.page.getByRole('button', { name: 'Test the connection' }).click();
    await aino.page.getByText('does not accept the delegate account').first().waitFor();
    await aino.page.getByRole('button', { name: 'Save', exact: true }).click();
    await aino.page.getByText('Nothing was saved: the test did not pass').waitFor();
    await aino.page.getByRole('button', { name: 'Go back and mend it' }).click();
    const settings = await aino.api.call<{ saved: unknown }>('GET', '/api/exchange-settings');
    expect(settings.saved).toBeNull();
  });

  it('fills in the address of the company’s Exchange when it is asked to find it', async () => {
    await aino.page.getByLabel('Delegate password').fill('delegate-demo');
    const address = aino.page.getByLabel('EWS address');
    await address.fill('');
    await aino.page.getByRole('button', { name: 'Find it for me' }).click();
    await aino.page.getByText(`Found through the mailbox ${ONNI}`).waitFor();
    expect(await address.inputValue()).toBe(`${demo.sandbox}/EWS/Exchange.asmx`);
    await aino.expectAccessible();
  });

  it('climbs the whole ladder with the right password and saves the settings', async () => {
    await aino.page.getByLabel('Delegate password').fill('delegate-demo');
    await aino.page.getByRole('button', { name: 'Test the connection' }).click();
    await aino.page.getByText('The connection works').waitFor();
    await aino.expectAccessible();
    await aino.page.getByRole('button', { name: 'Save', exact: true }).click();
    await aino.page.getByText('The settings are saved.').waitFor();
    const shown = await aino.page.content();
    expect(shown).not.toContain('delegate-demo');
  });

  it('shows the user what will happen before anything does', async () => {
    await onni.goTo('/profile/calendar-synchronization');
    const before = await outlook.list();
    await onni.page.getByRole('switch').click();
    await onni.page.getByText('Tahti looked at both calendars without changing anything').waitFor();
    await onni.page.getByRole('dialog').getByText('New in Exchange').waitFor();
    await onni.expectAccessible();
    expect(await outlook.list()).toEqual(before);
  });

  it('synchronizes once the user turned it on', async () => {
    await onni.page.getByRole('button', { name: 'Turn on synchronization' }).click();
    await onni.page.getByText('Last synchronized').waitFor();
    await expect
      .poll(async () => (await onni.api.synchronization()).lastSuccessAt, { timeout: 20_000 })
      .not.toBeNull();
    await onni.expectAccessible();
  });

  it('makes a private entry a Personal activity and others the default type', async () => {
    const personal = await onni.api.activityType('Personal');
    const meeting = await onni.api.activityType('CalendarEntry');
    const activities = await activitiesOf(onni);
    const typeOf = (subject: string) =>
      activities.filter((one) => one.subject === subject).map((one) => one.typeId);
    expect(typeOf('Hammaslääkäri')).toEqual([personal.id, personal.id]);
    expect(typeOf('Asiakastapaaminen, Mallila Oy')).toEqual([meeting.id]);
  });

  it('brings a meeting made on the page to the mailbox', async () => {
    await onni.goTo('/calendar');
    await onni.expectAccessible();
    await onni.page.getByRole('button', { name: 'New activity' }).click();
    await onni.page.getByRole('dialog').getByLabel('Subject').fill('Projektin aloitus');
    await onni.page.getByRole('dialog').getByLabel('Location').fill('Kokoushuone Äänekoski');
    await onni.expectAccessible();
    await onni.page.getByRole('button', { name: 'Save', exact: true }).click();
    await onni.page.getByText('The activity is saved.').waitFor();
    await expect.poll(() => subjectsIn('calendar'), { timeout: 10_000 }).toContain('Projektin aloitus');
    const item = (await outlook.list()).find((one) => one.subject === 'Projektin aloitus');
    expect(item).toMatchObject({ location: 'Kokoushuone Äänekoski' });
  });

  it('never brings a project task to the mailbox', async () => {
    const task = await onni.api.activityType('Task');
    const time = {
      kind: 'timed',
      start: tomorrowAt(9),
      end: tomorrowAt(10),
      zone: 'Europe/Helsinki',
    } as const;
    await onni.api.createActivity({ subject: 'Vain projektille', typeId: task.id, time });
    await onni.api.synchronization('run');
    const meeting = await onni.api.activityType('CalendarEntry');
    await onni.api.createActivity({ subject: 'Sen jälkeen', typeId: meeting.id, time });
    await expect.poll(() => subjectsIn('calendar'), { timeout: 10_000 }).toContain('Sen jälkeen');
    expect(await subjectsIn('calendar')).not.toContain('Vain projektille');
  });

  it('takes over what another client changed in the mailbox', async () => {
    await outlook.update(await idOf('Projektin aloitus'), { subject: 'Projektin aloitus, uusi aika' });
    const subjects = async () => (await activitiesOf(onni)).map((one) => one.subject);
    await expect.poll(subjects, { timeout: 15_000 }).toContain('Projektin aloitus, uusi aika');
  });

  it('follows a deletion in the mailbox', async () => {
    await outlook.delete(await idOf('Projektin aloitus, uusi aika'));
    const subjects = async () => (await activitiesOf(onni)).map((one) => one.subject);
    await expect.poll(subjects, { timeout: 15_000 }).not.toContain('Projektin aloitus, uusi aika');
  });

  it('follows a deletion on the page, into Deleted Items', async () => {
    const activity = (await activitiesOf(onni)).find((one) => one.subject === 'Sen jälkeen');
    await onni.api.call('DELETE', `/api/activities/${activity?.id}`);
    await expect.poll(() => subjectsIn('calendar'), { timeout: 10_000 }).not.toContain('Sen jälkeen');
    expect(await subjectsIn('deleteditems')).toContain('Sen jälkeen');
  });

  it('tells each story in the log', async () => {
    await onni.goTo('/log?text=Projektin aloitus');
    await onni.page.getByText('Created', { exact: true }).first().waitFor();
    await onni.page.getByText('Changed', { exact: true }).first().waitFor();
    await onni.page.getByText('Deleted', { exact: true }).first().waitFor();
    await onni.expectAccessible();
  });

  it('refuses to turn it on for somebody else, whoever tries, and logs the attempt', async () => {
    const helmi = await aino.api.call<{ rows: { id: string; name: string }[] }>(
      'GET',
      '/api/users?search=helmi',
    );
    const attempt = aino.api.call('POST', `/api/users/${helmi.rows[0]?.id}/synchronization/on`);
    await expect(attempt).rejects.toThrow(/403.*onlyYourself/s);
    await aino.goTo('/log?kind=refused');
    await aino.page.getByText('Refused').first().waitFor();
    await aino.expectAccessible();
  });

  it('shows the administrator who is switched on', async () => {
    await aino.goTo('/settings/users');
    await aino.page.getByText('Onni Virtanen').waitFor();
    await aino.expectAccessible();
    expect(await aino.page.getByRole('switch').count()).toBe(0);
  });

  it('ends cleanly when told to, with one line on standard output', async () => {
    expect(await demo.stop('SIGINT')).toBe(0);
    expect(demo.output).toHaveLength(1);
  });
});

/** All activities around now that the person sees in their own calendar. */
async function activitiesOf(person: Person): Promise<ActivityView[]> {
  const from = new Date(Date.now() - 20 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 20 * 86_400_000).toISOString();
  return person.api.call('GET', `/api/activities?from=${from}&to=${to}`);
}
