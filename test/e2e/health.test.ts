import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { until } from '../fixtures/until.ts';
import { Person } from './pages/person.ts';

/** One story in one demo: each test goes on where the one before it ended. */
describe('health, alerts and the audit trail', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let browser: Browser;
  let aino: Person;

  beforeAll(async () => {
    folder = await temporaryFolder();
    demo = await startDemo({ mode: 'ready', data: folder.path });
    browser = await openBrowser();
    aino = await Person.signIn(browser, demo, 'aino.aalto@esimerkki.example');
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await folder?.remove();
  });

  const expectAccessibleInBothSchemes = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await aino.page.emulateMedia({ colorScheme });
      await aino.expectAccessible();
    }
  };

  it('shows what was synchronized as a chart and as a table', async () => {
    await until(async () => {
      const answer = await aino.page.request.get(`${demo.web}/api/health?range=hour`);
      return ((await answer.json()) as { total: { toMailbox: number } }).total.toMailbox > 0;
    });
    await aino.goTo('/health');
    const card = aino.page.getByRole('region', { name: 'Entries synchronized' });
    await card.locator('canvas').waitFor();
    await card.getByText('Figures as a table').press('Enter');
    const table = card.getByRole('table', { name: 'Entries synchronized' });
    expect(await table.getByRole('row').count()).toBeGreaterThan(1);
    await expectAccessibleInBothSchemes();
  });

  it('keeps the chosen period in the address', async () => {
    await aino.page.getByText('Week', { exact: true }).click();
    await aino.page.waitForURL(/range=week/);
    await aino.page.reload();
    await aino.page.getByRole('radio', { name: 'Week' }).waitFor({ state: 'attached' });
    expect(await aino.page.getByRole('radio', { name: 'Week' }).isChecked()).toBe(true);
  });

  it('refuses a wrong address beside its field and loses nothing', async () => {
    await aino.goTo('/alerts');
    await aino.page.getByLabel('E-mail addresses').fill('aino.aalto');
    await aino.page.getByLabel('A mailbox fails for (minutes)').fill('45');
    await aino.page.getByRole('button', { name: 'Save' }).click();
    await aino.page.getByText('The change was not saved').waitFor();
    expect(await aino.page.getByLabel('E-mail addresses').getAttribute('aria-invalid')).toBe('true');
    expect(await aino.page.getByLabel('A mailbox fails for (minutes)').inputValue()).toBe('45');
    await expectAccessibleInBothSchemes();
  });

  it('saves who is told, and the audit trail tells who saved it', async () => {
    await aino.page.getByLabel('E-mail addresses').fill('aino.aalto@esimerkki.example');
    await aino.page.getByRole('button', { name: 'Save' }).click();
    await aino.page.getByText('The alerts are saved.').waitFor();
    await aino.goTo('/audit');
    const line = aino.page.getByTestId('audit-entry').first();
    await line.getByText('Alerts changed').waitFor();
    expect(await line.textContent()).toContain('Aino Aalto');
    await line.getByRole('cell', { name: '45' }).waitFor();
    await expectAccessibleInBothSchemes();
  });

  it('keeps the filters of the audit trail in the address', async () => {
    await aino.goTo('/audit?action=exported');
    await aino.page.getByText('No line matches').waitFor();
    await aino.page.getByRole('button', { name: 'Clear the filters' }).click();
    await aino.page.getByTestId('audit-entry').first().waitFor();
    expect(new URL(aino.page.url()).search).toBe('');
  });

  it('shows a user nothing of it', async () => {
    const onni = await Person.signIn(browser, demo, 'onni.virtanen@esimerkki.example');
    for (const path of ['/health', '/alerts', '/audit']) {
      await onni.goTo(path);
      await onni.page.getByText('This page is for administrators').waitFor();
    }
    await onni.leave();
  });
});
