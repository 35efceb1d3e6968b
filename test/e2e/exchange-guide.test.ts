import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { Person } from './pages/person.ts';

/** One story in one demo: each test goes on where the one before it ended. */
describe('an administrator who lets Tahti sign in to Office 365 as an application', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let aino: Person;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ mode: 'ready', data: folder.path });
    browser = await openBrowser();
    aino = await Person.signIn(browser, demo, 'aino.aalto@esimerkki.example');
    await aino.goTo('/settings/exchange');
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  const startTest = () => aino.page.getByRole('button', { name: 'Test the connection' }).click();

  it('is told what Microsoft switches off, and asked for what an application needs', async () => {
    await aino.page.getByText('Microsoft is switching EWS off in Office 365').waitFor();
    await aino.page.getByRole('radio', { name: 'Application (OAuth client credentials)' }).check();
    await aino.page.getByLabel('Tenant').fill('common');
    await aino.page.getByLabel('Application id').fill('7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01');
    await aino.page.getByLabel('Client secret', { exact: true }).fill('not-it');
    await aino.expectAccessibleInBothSchemes();
  });

  it('sees a sentence beside the field at fault, and loses nothing', async () => {
    await startTest();
    await aino.page.getByText('Tenant is neither an id nor a domain').first().waitFor();
    expect(await aino.page.getByLabel('Tenant').getAttribute('aria-invalid')).toBe('true');
    expect(await aino.page.getByLabel('Client secret', { exact: true }).inputValue()).toBe('not-it');
  });

  it('goes from the failed rung to the step of the guide that mends it', async () => {
    await aino.page.getByLabel('Tenant').fill('esimerkki.example');
    await startTest();
    const rung = aino.page.getByTestId('rung-signIn');
    await rung.getByText('AADSTS7000215').first().waitFor();
    await rung.getByText('Enter the value of the client secret, not its id').waitFor();
    const opened = aino.page.waitForEvent('popup');
    await rung.getByRole('link', { name: /Guide: Make a client secret/ }).click();
    const guide = await opened;
    await guide.getByRole('heading', { level: 1, name: 'Office 365: sign in as an application' }).waitFor();
    await guide.waitForFunction('document.activeElement.id === "secret"');
    await guide.close();
    await aino.expectAccessibleInBothSchemes();
  });

  it('mends it, moves over to it, and finds the secret nowhere on the page', async () => {
    await aino.page.getByLabel('Client secret', { exact: true }).fill('graph-demo');
    // Everybody synchronizes already: another way of signing in is a move.
    await aino.page.getByRole('button', { name: 'Prepare the move' }).click();
    await aino.page.getByRole('button', { name: 'Take the new connection into use' }).click();
    const dialog = aino.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Take the new connection into use' }).click();
    await aino.page.getByText('Every mailbox has been recognised').waitFor();
    await aino.goTo('/settings/exchange');
    const secret = aino.page.getByLabel('Client secret', { exact: true });
    await secret.waitFor();
    expect(await secret.inputValue()).toBe('');
    expect(await aino.page.content()).not.toContain('graph-demo');
  });

  it('copies commands with the keyboard', async () => {
    await aino.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await aino.goTo('/settings/exchange/guide/impersonationRole');
    await aino.page.getByRole('button', { name: 'Copy the commands of step 2' }).press('Enter');
    await aino.page.getByTestId('step-role').getByText('Copied').waitFor();
    const copied = await aino.page.evaluate('navigator.clipboard.readText()');
    expect(copied).toContain('-Role ApplicationImpersonation');
    await aino.expectAccessibleInBothSchemes();
  });

  it('says whether the guide helped, and reads it in the list', async () => {
    await aino.page.getByRole('button', { name: 'Send' }).click();
    await aino.page.getByText('Choose yes or no.').waitFor();
    await aino.page.getByRole('radio', { name: 'No', exact: true }).check();
    await aino.page.getByLabel('What was missing or unclear?').fill('Which shell is meant?');
    await aino.page.getByRole('button', { name: 'Send' }).click();
    await aino.page.getByText('your answer is kept').waitFor();
    await aino.page.getByRole('link', { name: 'Answers about the guides' }).click();
    const table = aino.page.getByRole('table', { name: 'Answers about the guides' });
    await table.getByRole('cell', { name: 'Which shell is meant?' }).waitFor();
    await aino.expectAccessibleInBothSchemes();
  });
});
