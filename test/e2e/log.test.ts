import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityView, LogEntry, LogPage } from '../../src/http/contract.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { until } from '../fixtures/until.ts';
import { Person } from './pages/person.ts';

/** One story in one demo: each test goes on where the one before it ended. */
describe('the log', () => {
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

  const stories = (kind: string) => aino.page.locator('main summary').filter({ hasText: kind });

  /** The conflict that the demo begins with. */
  const conflict = async () => {
    const { entries } = await aino.api.call<LogPage>('GET', '/api/log?kind=conflict');
    const [entry] = entries;
    if (!entry) throw new Error('the demo has no conflict');
    return entry;
  };
  const activityOf = ({ activityId }: LogEntry) =>
    aino.api.call<ActivityView>('GET', `/api/activities/${activityId}`);

  it('is shown whatever else stands in the address', async () => {
    await aino.goTo('/log?source=a-mail');
    await stories('Created').first().waitFor();
    expect(new URL(aino.page.url()).searchParams.has('source')).toBe(false);
  });

  it('keeps a filter in the address, and shows no more than it lets through', async () => {
    await aino.goTo('/log?kind=conflict');
    await stories('Conflict').first().waitFor();
    expect(await stories('').count()).toBe(await stories('Conflict').count());
    await aino.page.reload();
    await stories('Conflict').first().waitFor();
    expect(await stories('Created').count()).toBe(0);
  });

  it('tells both values of a conflict, and puts the one that lost back', async () => {
    const before = await conflict();
    const [field] = before.conflicts;
    if (!field) throw new Error('the conflict has no field');
    await stories('Conflict').first().click();
    await aino.page.getByRole('table', { name: 'Both values' }).waitFor();
    await aino.expectAccessibleInBothSchemes();
    await aino.page
      .getByRole('button', { name: /^Put back/ })
      .first()
      .click();
    await aino.page.getByText('The value was put back').first().waitFor();
    const lost = field.winner === 'activities' ? field.mailbox : field.activity;
    await until(async () => JSON.stringify(await activityOf(before)).includes(JSON.stringify(lost)));
    await aino.page
      .getByText(/put this back/)
      .first()
      .waitFor();
  });

  for (const [view, words] of [
    ['runs', 'Runs'],
    ['waiting', 'Waiting'],
  ] as const)
    it(`shows its part “${words}” to everybody, and on a telephone as well`, async () => {
      await aino.goTo(`/log?view=${view}`);
      await aino.page.getByText(words, { exact: true }).first().waitFor();
      await aino.expectAccessibleInBothSchemes();
      await aino.page.setViewportSize({ width: 360, height: 780 });
      await aino.expectAccessible();
      const isWide = await aino.page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(isWide).toBe(false);
      await aino.page.setViewportSize({ width: 1280, height: 900 });
    });
});
