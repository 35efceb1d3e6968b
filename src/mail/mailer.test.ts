import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer, textOf } from '../../test/fixtures/mail-server.ts';
import { openMailer } from './mailer.ts';

let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

const mailer = () => openMailer(server.url, 'Tahti <tahti@yritys.example>');

test('a mail arrives with its sender, its subject and its text, letters beyond ASCII and all', async () => {
  const text = 'Hei Äijä,\n\nlinkki: https://tahti.example/set-password#abc-DEF_123\n';
  await mailer().send({ to: 'onni@yritys.example', subject: 'Tervetuloa: Yritys Öy', text });
  const mail = server.mails.at(-1);
  expect(mail).toMatchObject({ to: ['onni@yritys.example'], from: 'tahti@yritys.example' });
  expect(mail?.source).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(mail && textOf(mail).replaceAll('\r\n', '\n').trim()).toBe(text.trim());
});

test('what looks like more recipients or more headers stays one address, or is refused', async () => {
  const before = server.mails.length;
  const to = 'onni@yritys.example, evil@evil.example';
  await mailer()
    .send({ to, subject: 'A\r\nBcc: evil@evil.example', text: 'x' })
    .catch(() => undefined);
  for (const mail of server.mails.slice(before)) {
    expect(mail.to).toHaveLength(1);
    expect(mail.source).not.toMatch(/^Bcc:/m);
  }
});

test('what the server refuses is an error that says so', async () => {
  server.refuses = true;
  const mail = { to: 'nobody@yritys.example', subject: 's', text: 't' };
  await expect(mailer().send(mail)).rejects.toThrow('nobody of that name');
  server.refuses = false;
});

test('a server that is not there is an error at once', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as { port: number };
  await new Promise((resolve) => gone.close(resolve));
  const nowhere = openMailer(`smtp://127.0.0.1:${port}`, 'tahti@yritys.example');
  await expect(nowhere.send({ to: 'a@b.example', subject: 's', text: 't' })).rejects.toThrow('ECONNREFUSED');
});
