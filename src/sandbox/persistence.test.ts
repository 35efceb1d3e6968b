import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  aino,
  created,
  deleteItem,
  getItem,
  itemRefs,
  openTestClient,
  setField,
  syncFolderItems,
  updateItem,
} from './test-client.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a restarted sandbox has the same items under the same ids, and accepts the old sync state', async () => {
  const first = await openTestClient({ dataDir });
  const kept = await created(first, '<t:Subject>kept</t:Subject>');
  const state = (await first.call(syncFolderItems())).first('SyncState') ?? '';
  const deleted = itemRefs(await first.call(syncFolderItems()))[0] ?? kept;
  await first.call(deleteItem(deleted));
  await first.call(updateItem(kept, setField('item:Subject', '<t:Subject>changed</t:Subject>')));
  await first.sandbox.close();

  for (let restart = 0; restart < 2; restart += 1) {
    const client = await openTestClient({ dataDir });
    expect((await client.call(getItem(kept))).first('Subject')).toBe('changed');
    const answer = await client.call(syncFolderItems(state));
    expect(answer.all('Changes')[0]?.children.map((each) => each.name)).toEqual(['Delete', 'Update']);
    const fresh = await created(client, '<t:Subject>new number</t:Subject>');
    expect(fresh.id).not.toBe(deleted.id);
    await client.call(deleteItem(fresh, 'HardDelete'));
    await client.sandbox.close();
  }
});

test('settings, rights and mailboxes survive too, and the example is filled in only once', async () => {
  const first = await openTestClient({ dataDir });
  await first.control('POST', 'server', { version: '2016', basicAllowed: true });
  await first.control('POST', 'mailboxes', { primaryAddress: 'extra@esimerkki.example' });
  await first.control('POST', 'accounts/sync.delegate@esimerkki.example', {
    impersonation: { scope: [aino] },
  });
  await first.sandbox.close();
  const client = await openTestClient({ dataDir });
  expect(((await client.control('GET', 'mailboxes')).json as []).length).toBe(6);
  expect((await client.control('GET', 'server')).json).toMatchObject({ version: '2016' });
  const accounts: { impersonation: unknown }[] = (await client.control('GET', 'accounts')).json;
  expect(accounts.map((account) => account.impersonation)).toContainEqual({ scope: [aino] });
  await client.sandbox.close();
});

test('a last line that was torn by a kill is dropped, and all before it is there', async () => {
  const first = await openTestClient({ dataDir });
  const ref = await created(first, '<t:Subject>whole</t:Subject>');
  await first.sandbox.close();
  appendFileSync(join(dataDir, 'journal.jsonl'), '[{"kind":"item","mailbox":"…","item":{"numb');
  const client = await openTestClient({ dataDir });
  expect((await client.call(getItem(ref))).first('Subject')).toBe('whole');
  await client.sandbox.close();
});

/** Starts a sandbox in a process of its own, which can be killed. */
async function startProcess(): Promise<{ process: ChildProcess; url: string }> {
  const code = `
    import { startSandbox } from ${JSON.stringify(new URL('./sandbox.ts', import.meta.url).href)};
    const { url } = await startSandbox({ port: 0, dataDir: ${JSON.stringify(dataDir)}, seed: 'example' });
    console.log(url);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { process: child, url: String(line).trim() };
}

test('a killed sandbox has lost nothing that it had answered', async () => {
  const { process: child, url } = await startProcess();
  const post = async (index: number): Promise<boolean> => {
    const items = [{ subject: `s${index}`, start: '2026-11-25T10:00:00Z', end: '2026-11-25T11:00:00Z' }];
    const body = JSON.stringify(items);
    const response = await fetch(`${url}/sandbox/mailboxes/${aino}/items`, { method: 'POST', body });
    return response.ok && (await response.text()) !== '';
  };
  const exited = once(child, 'exit');
  let answered = 0;
  for (let index = 0; ; index += 1) {
    if (index === 100) child.kill('SIGKILL');
    const ok = await post(index).catch(() => false);
    if (!ok) break;
    answered = index + 1;
  }
  await exited;
  const client = await openTestClient({ dataDir });
  const items: { subject: string }[] = (
    await client.control('GET', `mailboxes/${aino}/items?folder=calendar`)
  ).json;
  const subjects = new Set(items.map((item) => item.subject));
  const missing = Array.from({ length: answered }, (_, index) => `s${index}`).filter(
    (each) => !subjects.has(each),
  );
  expect(answered).toBeGreaterThanOrEqual(100);
  expect(missing).toEqual([]);
  await client.sandbox.close();
});
