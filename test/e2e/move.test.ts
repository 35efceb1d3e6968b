import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, startProcess, temporaryFolder } from '../fixtures/demo.ts';
import { until } from '../fixtures/until.ts';
import { Person } from './pages/person.ts';

const AINO = 'aino.aalto@esimerkki.example';
const ONNI = 'onni.virtanen@esimerkki.example';
const HELMI = 'helmi.korhonen@esimerkki.example';

/** One story over two servers, read in Finnish: each test goes on where the one before it ended. */
describe('a company that moves to another Exchange', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;
  let another: RunningDemo;
  let browser: Browser;
  let aino: Person;
  let before: number;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const first = join(folder.path, 'first');
    demo = await startDemo({ mode: 'ready', data: first, env: { TAHTI_SWEEP_SECONDS: '1' } });
    browser = await openBrowser();
    aino = await Person.signIn(browser, demo, AINO);
    const allWell = async () => {
      const { rows } = await aino.api.call<{ rows: { lastSuccessAt: string | null }[] }>('GET', '/api/users');
      return rows.filter(({ lastSuccessAt }) => lastSuccessAt !== null).length;
    };
    await until(async () => (await allWell()) === 5);
    before = await countOfActivities();
    const second = join(folder.path, 'second');
    await cp(join(first, 'sandbox'), join(second, 'sandbox'), {
      recursive: true,
      filter: (path) => !path.endsWith('.lock'),
    });
    another = await startProcess(['sandbox', '--data', second, '--sandbox-port', '0']);
    for (const address of [AINO, ONNI, HELMI])
      await fetch(`${another.sandbox}/sandbox/mailboxes/${address}/move`, { method: 'POST' });
    await aino.api.call('PATCH', '/api/me', { language: 'fi' });
    // Come to from within the page, so that going back stays within it as well.
    await aino.goTo('/settings/add-ons');
    await aino.page.getByRole('link', { name: 'Microsoft Exchange' }).first().click();
    await aino.page.getByLabel('EWS-osoite').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await another?.stop();
    await folder?.remove();
  });

  const button = (name: string | RegExp) => aino.page.getByRole('button', { name, exact: true });
  const countOfActivities = async () => {
    const [from, to] = [-20, 20].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const query = `from=${from}&to=${to}`;
    return (await aino.api.call<unknown[]>('GET', `/api/activities?${query}`)).length;
  };
  const countOf = async (name: string) =>
    Number(await aino.page.getByTestId(`move-${name}`).locator('dd').first().textContent());

  it('is asked to prepare a move when the address changes, instead of saving it', async () => {
    await aino.page.getByLabel('EWS-osoite').fill(`${another.sandbox}/EWS/Exchange.asmx`);
    await aino.page.getByRole('textbox', { name: 'Valtuutetun tilin salasana' }).fill('delegate-demo');
    await aino.page.getByText('Toinen versio, palvelin tai tili on siirto.').waitFor();
    await aino.expectAccessibleInBothSchemes();
  });

  it('is asked before unsaved changes are left: by a link, by going back and by closing the tab', async () => {
    const asked = aino.page.getByRole('dialog', { name: 'Poistutaanko tallentamatta?' });
    const stay = async () => {
      await asked.waitFor();
      await button('Jää sivulle').click();
      await asked.waitFor({ state: 'hidden' });
    };
    await aino.page.getByRole('link', { name: 'Lisäosat' }).click();
    await stay();
    // The browser's own going back: the page answers it by staying where it is.
    await aino.page.evaluate('history.back()');
    await stay();
    const closing = aino.page.waitForEvent('dialog');
    await aino.page.close({ runBeforeUnload: true });
    const dialog = await closing;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await aino.page.getByLabel('EWS-osoite').inputValue()).toContain(another.sandbox);
  });

  it('sees what would be recognised, while the old connection stays in use', async () => {
    await button('Valmistele siirto').click();
    await aino.page.getByRole('heading', { level: 1, name: 'Siirto toiseen Exchangeen' }).waitFor();
    await aino.page.getByText('Odottaa päätöstäsi').waitFor({ timeout: 60_000 });
    expect(await countOf('gone')).toBe(0);
    expect((await countOf('byMark')) + (await countOf('byUid'))).toBeGreaterThan(0);
    expect(await countOf('newActivities')).toBe(0);
    await aino.expectAccessibleInBothSchemes();
    const { saved } = await aino.api.call<{ saved: { ewsUrl: string } }>('GET', '/api/exchange-settings');
    expect(saved.ewsUrl).toContain(demo.sandbox);
  });

  it('reads it on a narrow screen', async () => {
    await aino.page.setViewportSize({ width: 360, height: 800 });
    await aino.goTo('/settings/exchange/move');
    await aino.page.getByText('Odottaa päätöstäsi').waitFor();
    await aino.page.getByText('5 käyttäjää', { exact: true }).waitFor();
    expect(await aino.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await aino.expectAccessible();
    await aino.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('takes the new connection into use, and every entry is recognised', async () => {
    await button('Ota uusi yhteys käyttöön').click();
    const dialog = aino.page.getByRole('dialog');
    await dialog.getByText('käyttäjää synkronoidaan uuden yhteyden kautta').waitFor();
    await aino.expectAccessible();
    await dialog.getByRole('button', { name: 'Ota uusi yhteys käyttöön' }).click();
    await aino.page.getByText('Jokainen postilaatikko on tunnistettu').waitFor({ timeout: 60_000 });
    expect(await countOfActivities()).toBe(before);
    await aino.expectAccessibleInBothSchemes();
  });

  it('goes on there: an entry that is made in the new Exchange arrives', async () => {
    const start = new Date(Date.now() + 86_400_000).toISOString();
    const end = new Date(Date.now() + 90_000_000).toISOString();
    await fetch(`${another.sandbox}/sandbox/mailboxes/${AINO}/items`, {
      method: 'POST',
      body: JSON.stringify([{ subject: 'Uudessa', start, end }]),
    });
    await expect.poll(countOfActivities, { timeout: 30_000 }).toBe(before + 1);
  });

  it('finds each step in the audit trail', async () => {
    await aino.goTo('/audit?action=connectionMove');
    await aino.page.getByText('Uusi yhteys otettiin käyttöön').waitFor();
    await aino.page.getByText('Siirto valmisteltiin').waitFor();
  });
});
