import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const SCHEMES = ['light', 'dark'] as const;

/** Somebody who looks at a page as it is drawn: whether all of it is there, can be read and reached. */
export class Onlooker {
  readonly page: Page;
  readonly #web: string;

  constructor(page: Page, web: string) {
    this.page = page;
    this.#web = web;
  }

  /** Opens a page by its address and waits until nothing of it is still to come. */
  async open(address: string): Promise<void> {
    await this.page.goto(`${this.#web}${address}`);
    await this.settled();
  }

  /** The heading stands there, no skeleton does, and the letters are those of the page. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.waitForLoadState('networkidle');
    await this.page.waitForFunction(`document.querySelectorAll('.mantine-Skeleton-root').length === 0`);
    await this.still();
  }

  /** Colours and places that are on their way to others would be judged by what they never stay at. */
  async still(): Promise<void> {
    await this.page.evaluate(`Promise.allSettled([
      document.fonts.ready,
      ...document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
    ]).then(() => null)`);
  }

  async inScheme(colorScheme: (typeof SCHEMES)[number]): Promise<void> {
    await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await this.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await this.still();
  }

  /** What axe finds, of whatever impact, in the light and in the dark. */
  async violations(): Promise<string[]> {
    const found: string[] = [];
    for (const scheme of SCHEMES) {
      await this.inScheme(scheme);
      const { violations } = await new AxeBuilder({ page: this.page }).analyze();
      for (const { id, impact, nodes } of violations)
        found.push(`${scheme} ${impact} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    }
    return found;
  }

  /** What stands beyond the right edge of the window, where nobody finds it: nothing on a page that is well made. */
  async beyondTheEdge(): Promise<string[]> {
    await this.still();
    return this.page.evaluate(`(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
      return [document.documentElement.scrollWidth + ' px', ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
    })()`);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
