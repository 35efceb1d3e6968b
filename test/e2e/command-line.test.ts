import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../fixtures/api-client.ts';
import { runCommand } from '../fixtures/command.ts';
import { type RunningDemo, startDemo, startProcess, temporaryFolder } from '../fixtures/demo.ts';

const ONNI = 'onni.virtanen@esimerkki.example';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

describe('the command line, beside a company that is set up', () => {
  let folder: Folder;
  let sandbox: RunningDemo;
  let data: string[];

  beforeAll(async () => {
    folder = await temporaryFolder();
    data = ['--data', folder.path];
    const demo = await startDemo({ mode: 'ready', data: folder.path });
    await demo.stop();
    // The saved connection names the sandbox's port: it comes back on the same one.
    sandbox = await startProcess(['sandbox', ...data, '--sandbox-port', new URL(demo.sandbox).port]);
  });

  afterAll(async () => {
    await sandbox?.stop();
    await folder?.remove();
  });

  it('doctor climbs the ladder with the stored settings', async () => {
    const { code, stdout } = await runCommand(['doctor', ...data, '--mailbox', ONNI]);
    expect(stdout).toMatch(/ok +address/);
    expect(stdout).toMatch(/ok +probe/);
    expect(stdout).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  it('doctor ends with 1 and the server’s words when a rung fails', async () => {
    const { code, stdout } = await runCommand(['doctor', ...data, '--mailbox', 'nobody@esimerkki.example']);
    expect(stdout).toMatch(/FAILED +impersonation/);
    expect(stdout).toContain('advice: ewsMailboxUnknown');
    expect(code).toBe(1);
  });

  it('sync --dry-run counts and shows nothing of what stands in the calendar', async () => {
    const { code, stdout } = await runCommand(['sync', '--user', ONNI, '--dry-run', ...data]);
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, mailbox: ONNI });
    expect(stdout).not.toContain('Hammaslääkäri');
    expect(code).toBe(0);
  });

  it('sync runs for a user who is switched on, and says how it ended', async () => {
    const { code, stdout } = await runCommand(['sync', '--user', ONNI, ...data]);
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: false, outcome: { state: 'succeeded' } });
    expect(code).toBe(0);
  });

  it('sync refuses for whoever has not switched on, in one sentence', async () => {
    const { code, stderr } = await runCommand(['sync', '--user', 'tuki@tahti.example', ...data]);
    expect(stderr).toContain('Only the user can');
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('a second process on the same folder is told who has it', async () => {
    const serve = await startProcess(['serve', ...data, '--port', '0']);
    const { code, stderr } = await runCommand(['migrate', ...data]);
    expect(stderr).toContain(`in use by another Tahti (process ${serve.pid})`);
    expect(code).toBe(1);
    expect(await serve.stop('SIGTERM')).toBe(0);
  });
});

describe('the command line, on a new folder', () => {
  let folder: Folder;

  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  it('add-company makes an administrator who can sign in, once', async () => {
    const company = ['add-company', '--name', 'Yritys Oy', '--administrator', 'pk@yritys.example'];
    const { code, stdout } = await runCommand([...company, '--data', folder.path]);
    expect(code).toBe(0);
    const { password } = JSON.parse(stdout) as { password: string };
    const serve = await startProcess(['serve', '--data', folder.path, '--port', '0']);
    const administrator = await ApiClient.signIn(serve.web, 'pk@yritys.example', password);
    expect(administrator.me).toMatchObject({ role: 'administrator', demo: false, addOnActive: false });
    await serve.stop('SIGTERM');
    const again = await runCommand([...company, '--data', folder.path]);
    expect(again.stderr).toContain('There is a company named "Yritys Oy" already.');
    expect(again.code).toBe(1);
  });

  it('reset-password makes a link by which a user sets another password', async () => {
    const reset = ['reset-password', '--data', folder.path, '--user'];
    const { code, stdout } = await runCommand([...reset, 'PK@yritys.example']);
    expect(code).toBe(0);
    const { link } = JSON.parse(stdout) as { link: string };
    const serve = await startProcess(['serve', '--data', folder.path, '--port', '0']);
    const answer = await fetch(`${serve.web}/api/password/set`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: link.split('#')[1], newPassword: 'neljä sanaa peräkkäin' }),
    });
    expect(answer.status).toBe(200);
    const { me } = await ApiClient.signIn(serve.web, 'pk@yritys.example', 'neljä sanaa peräkkäin');
    expect(me.role).toBe('administrator');
    await serve.stop('SIGTERM');
    const nobody = await runCommand([...reset, 'nobody@yritys.example']);
    expect(nobody.stderr).toContain('There is no active user with the address nobody@yritys.example.');
    expect(nobody.code).toBe(1);
  });

  it('add-operator takes no address that a company’s user has', async () => {
    const who = ['--email', 'pk@yritys.example', '--first-name', 'Pirkko', '--last-name', 'K'];
    const { code, stderr } = await runCommand(['add-operator', '--data', folder.path, ...who]);
    expect(stderr).toContain('belongs to a user already: an operator needs another one.');
    expect(code).toBe(1);
  });

  it('a worker of its own asks for PostgreSQL', async () => {
    const { code, stderr } = await runCommand(['worker'], { DATABASE_URL: '' });
    expect(stderr).toContain('set DATABASE_URL');
    expect(code).toBe(1);
  });

  it('a configuration that cannot be used is told variable by variable', async () => {
    const env = { DATABASE_URL: 'mysql://x', TAHTI_SWEEP_SECONDS: 'often' };
    const { code, stderr } = await runCommand(['migrate', '--data', folder.path], env);
    expect(stderr).toMatch(/DATABASE_URL: /);
    expect(stderr).toMatch(/TAHTI_SWEEP_SECONDS: /);
    expect(code).toBe(1);
  });
});
