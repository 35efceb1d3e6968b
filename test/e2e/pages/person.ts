import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ApiClient } from '../../fixtures/api-client.ts';
import type { RunningDemo } from '../../fixtures/demo.ts';

/** Somebody who sits at the page in a browser of their own, reading English. */
export class Person {
  readonly page: Page;
  readonly api: ApiClient;
  readonly #context: BrowserContext;
  readonly #web: string;

  private constructor(page: Page, api: ApiClient, context: BrowserContext, web: string) {
    this.page = page;
    this.api = api;
    this.#context = context;
    this.#web = web;
  }

  /** Opens the page and signs in with the form, as a person does. */
  static async signIn(browser: Browser, demo: RunningDemo, email: string): Promise<Person> {
    const api = await ApiClient.signIn(demo.web, email);
    await api.call('PATCH', '/api/me', { language: 'en' });
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(demo.web);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('tahti-demo');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    return new Person(page, api, context, demo.web);
  }

  /** Goes to a page by its address, as a bookmark does. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#web}${path}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Nothing that axe calls serious or critical stands on the page as it is now. */
  async expectAccessible(): Promise<void> {
    await this.#colours();
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(
      serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }

  /** Colours that are on their way to others would be judged by what they never stay at. */
  async #colours(): Promise<void> {
    await this.page.evaluate(`Promise.allSettled(
      document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
    ).then(() => null)`);
  }

  /** The same in the light and in the dark; the browser is left in the light. */
  async expectAccessibleInBothSchemes(): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      await this.expectAccessible();
    }
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}
