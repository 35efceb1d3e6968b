import { createServer } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { runCommand } from '../fixtures/command.ts';
import { type RunningDemo, startProcess, temporaryFolder } from '../fixtures/demo.ts';
import { type MailServer, startMailServer, textOf, tokenIn } from '../fixtures/mail-server.ts';
import { CLIENT, type OpenIdProvider, startOpenIdProvider } from '../fixtures/openid-provider.ts';

const OTSO = 'otso@tahti.example';
const PAIVI = 'paivi@yritys.example';

/** A port that is free now: the address under which Tahti is known must be told to it before it starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One story in one installation: each test goes on where the one before it ended. */
describe('from an empty installation to people who come in by themselves', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let mail: MailServer;
  let provider: OpenIdProvider;
  let tahti: RunningDemo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let web: string;
  let operatorLink: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    mail = await startMailServer();
    provider = await startOpenIdProvider();
    const port = await freePort();
    web = `http://127.0.0.1:${port}`;
    provider.register(`${web}/api/oidc/callback`);
    const env = {
      TAHTI_PUBLIC_URL: web,
      TAHTI_SMTP_URL: mail.url,
      TAHTI_MAIL_FROM: 'Tahti <tahti@tahti.example>',
      TAHTI_OIDC_ISSUER: provider.issuer,
      TAHTI_OIDC_CLIENT_ID: CLIENT.id,
      TAHTI_OIDC_CLIENT_SECRET: CLIENT.secret,
      TAHTI_OIDC_NAME: 'House',
    };
    const who = ['--email', OTSO, '--first-name', 'Otso', '--last-name', 'Operaattori'];
    const added = await runCommand(['add-operator', '--data', folder.path, ...who], env);
    operatorLink = (JSON.parse(added.stdout) as { link: string }).link;
    tahti = await startProcess(['serve', '--data', folder.path, '--port', String(port)], env);
    browser = await openBrowser();
    await anew();
  });

  afterAll(async () => {
    await browser?.close();
    await tahti?.stop('SIGTERM');
    await provider?.close();
    await mail?.close();
    await folder?.remove();
  });

  /** Another person at another machine. */
  async function anew(): Promise<void> {
    await context?.close();
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
  }

  /** Axe finds nothing, in light and in dark, and nothing is wider than a telephone. */
  async function expectWellMade(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      // Colours that are on their way to others would be judged by what they never stay at.
      await page.evaluate(`Promise.allSettled(
        document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
      ).then(() => null)`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
      expect(found).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 800 });
    // The page is drawn anew for the new width, and not before this is asked for the first time.
    const tooWide = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await expect.poll(tooWide, { timeout: 10_000 }).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  async function lastMailTo(address: string, count: number): Promise<string> {
    const mails = () => mail.mails.filter(({ to }) => to.includes(address));
    await expect.poll(() => mails().length, { timeout: 20_000 }).toBe(count);
    return textOf(mails().at(-1) as (typeof mail.mails)[0]);
  }

  async function signIn(email: string, password: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  it('the first operator sets a password by the command line’s link and sees that there is no company', async () => {
    await page.goto(operatorLink);
    await page.getByRole('heading', { name: 'Welcome to Tahti' }).waitFor();
    await page.getByText(OTSO).waitFor();
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await page.getByText('Enter at least ten characters.').waitFor();
    await expectWellMade();
    await page.getByLabel('New password').fill('the password of Otso');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await page.getByText('There are no companies yet').waitFor();
    await expectWellMade();
  });

  it('the link is good no more, and the page says so', async () => {
    const other = await context.newPage();
    await other.goto(operatorLink);
    await other.getByText('This link is no longer valid').waitFor();
    await other.close();
  });

  it('adds a company, whose administrator is invited by mail that the operator does not see', async () => {
    await page.getByRole('button', { name: 'Add a company' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a company' }).click();
    await dialog.getByText('Fill in this field.').first().waitFor();
    await dialog.getByLabel('Company name').fill('Yritys Oy');
    await dialog.getByLabel('First name').fill('Päivi');
    await dialog.getByLabel('Last name').fill('Pääkäyttäjä');
    await dialog.getByLabel('E-mail address').fill(OTSO);
    await dialog.getByRole('button', { name: 'Add a company' }).click();
    await dialog.getByText(`${OTSO} belongs to a user already`).waitFor();
    await expectWellMade();
    await dialog.getByLabel('E-mail address').fill(PAIVI);
    await dialog.getByRole('button', { name: 'Add a company' }).click();
    await dialog.getByText(`The link has been mailed to ${PAIVI}`).waitFor();
    expect(await page.content()).not.toContain('/set-password#');
    await expectWellMade();
    await page.keyboard.press('Escape');
    await page.getByText('Invited, has not signed in yet').waitFor();
    await expectWellMade();
  });

  it('shows an operator no calendar, even by its address', async () => {
    await page.goto(`${web}/calendar`);
    await page.getByRole('heading', { name: 'Companies' }).waitFor();
    const ways = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link');
    expect(await ways.allInnerTexts()).toContain('Companies');
    expect(await ways.filter({ hasText: /calendar|log|users/i }).count()).toBe(0);
  });

  it('lets the administrator in by the mailed invitation, written in their language', async () => {
    await anew();
    const words = await lastMailTo(PAIVI, 1);
    expect(words).toContain('Hei Päivi');
    await page.goto(`${web}/set-password#${tokenIn(words)}`);
    await page.getByLabel('New password').fill('Päivin ensimmäinen salasana');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kalenteri' }).waitFor();
    await page.getByRole('button', { name: /Päivi Pääkäyttäjä/ }).click();
    await page.getByText('English').click();
    await page.getByRole('link', { name: 'Password and sign-in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Password and sign-in' }).waitFor();
    await expectWellMade();
  });

  it('changes the password, after saying what is wrong with the wrong one', async () => {
    await page.getByLabel('Current password').fill('not the password');
    await page.getByLabel('New password').fill('Päivin toinen salasana');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Current password is not right').waitFor();
    await page.getByLabel('Current password').fill('Päivin ensimmäinen salasana');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is changed.').waitFor();
    await page.reload();
    await page.getByText('Last changed').waitFor();
  });

  it('a forgotten password is set anew by a mailed link', async () => {
    await anew();
    await page.goto(`${web}/sign-in`);
    await page.getByRole('link', { name: 'Sign in with House' }).waitFor();
    await expectWellMade();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('heading', { name: 'A new password' }).waitFor();
    await page.getByLabel('E-mail address').fill(PAIVI);
    await expectWellMade();
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Look at your mail').waitFor();
    await page.goto(`${web}/set-password#${tokenIn(await lastMailTo(PAIVI, 2))}`);
    await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
    await page.getByLabel('New password').fill('Päivin kolmas salasana');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
  });

  it('comes in by the provider, back to the page where the way began', async () => {
    await anew();
    provider.person = { sub: 'Päivi at the house', email: PAIVI, email_verified: true };
    await page.goto(`${web}/settings/users`);
    await page.getByRole('link', { name: 'Sign in with House' }).click();
    await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
    await page.goto(`${web}/profile/sign-in`);
    await page.getByText('Linked since').waitFor();
    await expectWellMade();
  });

  it('says in plain words why the provider’s way came to nothing', async () => {
    await anew();
    provider.person = { sub: 'a stranger', email: 'stranger@yritys.example', email_verified: true };
    await page.goto(`${web}/sign-in`);
    await page.getByRole('link', { name: 'Sign in with House' }).click();
    await page.getByText('There is no account in Tahti for your address.').waitFor();
    await expectWellMade();
    await page.getByText('Suomi').click();
    await page.getByText('Osoitteellasi ei ole tiliä Tahdissa.').waitFor();
    await page.getByText('English').click();
  });

  it('an operator is not found by an address, and links their account themselves', async () => {
    provider.person = { sub: 'Otso at the house', email: OTSO, email_verified: true };
    await page.getByRole('link', { name: 'Sign in with House' }).click();
    await page.getByText('Operators are not found by their address.').waitFor();
    await signIn(OTSO, 'the password of Otso');
    await page.getByRole('heading', { name: 'Companies' }).waitFor();
    await page.goto(`${web}/profile/sign-in`);
    await page.getByRole('button', { name: 'Link my account' }).click();
    await page.getByText('Your account is linked.').waitFor();
    await anew();
    await page.goto(`${web}/sign-in`);
    await page.getByRole('link', { name: 'Sign in with House' }).click();
    await page.getByRole('heading', { name: 'Companies' }).waitFor();
  });
});
