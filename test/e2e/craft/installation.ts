import type { Browser, BrowserContext } from 'playwright-core';
import { ApiClient } from '../../fixtures/api-client.ts';
import { openBrowser } from '../../fixtures/browser.ts';
import { runCommand } from '../../fixtures/command.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../../fixtures/demo.ts';
import type { Visitor } from './all-pages.ts';
import { Onlooker } from './onlooker.ts';

type Language = 'fi' | 'en' | 'sv';

const EMAILS: Readonly<Record<Exclude<Visitor, 'stranger'>, string>> = {
  user: 'onni.virtanen@esimerkki.example',
  administrator: 'aino.aalto@esimerkki.example',
  support: 'tuki@tahti.example',
  operator: 'otso@tahti.example',
};
const PASSWORDS: Partial<Record<Visitor, string>> = { operator: 'the password of Otso' };
const LOCALES = { fi: 'fi-FI', en: 'en-GB', sv: 'sv-SE' } as const;

/** The demo with everybody switched on, an operator besides, and a browser to look at it with. */
export class Installation {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  readonly #remove: () => Promise<void>;

  private constructor(demo: RunningDemo, browser: Browser, remove: () => Promise<void>) {
    this.demo = demo;
    this.browser = browser;
    this.#remove = remove;
  }

  static async start(mode: 'fresh' | 'ready' = 'ready'): Promise<Installation> {
    const folder = await temporaryFolder();
    const name = ['--first-name', 'Otso', '--last-name', 'Operaattori'];
    const added = await runCommand([
      'add-operator',
      '--data',
      folder.path,
      '--email',
      EMAILS.operator,
      ...name,
    ]);
    const { link } = JSON.parse(added.stdout) as { link: string };
    const demo = await startDemo({ mode, data: folder.path });
    await setPassword(demo.web, link.split('#')[1] ?? '');
    return new Installation(demo, await openBrowser(), folder.remove);
  }

  /** Somebody of a role in a browser of their own, signed in unless they are a stranger. */
  async visit(visitor: Visitor, language: Language = 'en', width = 1280): Promise<Onlooker> {
    const viewport = { width, height: 900 };
    const context = await this.browser.newContext({
      locale: LOCALES[language],
      viewport,
      reducedMotion: 'reduce',
    });
    if (visitor !== 'stranger') await this.#signIn(context, visitor, language);
    return new Onlooker(await context.newPage(), this.demo.web);
  }

  /** The same person at the API. */
  async client(visitor: Exclude<Visitor, 'stranger'>): Promise<ApiClient> {
    return ApiClient.signIn(this.demo.web, EMAILS[visitor], PASSWORDS[visitor]);
  }

  async #signIn(context: BrowserContext, visitor: Exclude<Visitor, 'stranger'>, language: Language) {
    const data = { email: EMAILS[visitor], password: PASSWORDS[visitor] ?? 'tahti-demo' };
    const answer = await context.request.post(`${this.demo.web}/api/session`, { data });
    if (!answer.ok()) throw new Error(`the sign-in answered ${answer.status()}: ${await answer.text()}`);
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const headers = { 'x-csrf-token': csrfToken };
    await context.request.patch(`${this.demo.web}/api/me`, { headers, data: { language } });
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.demo.stop();
    await this.#remove();
  }
}

async function setPassword(web: string, token: string): Promise<void> {
  const body = JSON.stringify({ token, newPassword: PASSWORDS.operator });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${web}/api/password/set`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`setting the operator's password answered ${answer.status}`);
}
