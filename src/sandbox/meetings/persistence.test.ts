import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aino, getItem, onni, openTestClient } from '../test-client.ts';
import { itemIn, mailsOf, meetingContent, organize, outsider, respond } from '../test-meeting.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-meetings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('meetings, messages, answers and the log of mails survive a restart', async () => {
  const first = await openTestClient({ dataDir });
  await organize(first, meetingContent([onni, outsider]));
  await respond(first, 'AcceptItem', await itemIn(first, onni, 'inbox'), onni);
  const before = {
    mails: await mailsOf(first),
    own: await itemIn(first, aino, 'calendar'),
    entry: await itemIn(first, onni, 'calendar'),
    message: await itemIn(first, aino, 'inbox'),
  };
  await first.sandbox.close();
  for (let restart = 0; restart < 2; restart += 1) {
    const client = await openTestClient({ dataDir });
    expect({
      mails: await mailsOf(client),
      own: await itemIn(client, aino, 'calendar'),
      entry: await itemIn(client, onni, 'calendar'),
      message: await itemIn(client, aino, 'inbox'),
    }).toEqual(before);
    expect((await client.call(getItem(before.message))).all('MeetingResponse')).toHaveLength(1);
    await client.sandbox.close();
  }
});

test('a meeting and everything that its sending did are one line of the journal: a kill leaves all or nothing', async () => {
  const client = await openTestClient({ dataDir });
  const path = join(dataDir, 'journal.jsonl');
  const linesBefore = readFileSync(path, 'utf8').split('\n').length;
  await organize(client, meetingContent([onni, outsider]));
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines).toHaveLength(linesBefore + 1);
  const kinds = (JSON.parse(lines.at(-2) ?? '') as { kind: string }[]).map((fact) => fact.kind);
  expect(kinds.filter((kind) => kind === 'mail')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'item')).toHaveLength(4);
  await client.sandbox.close();
});
