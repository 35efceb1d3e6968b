/**
 * Makes the prepared database from which a new data folder starts (`dist/pglite-template-KEY.tar`), so
 * that a first start takes a second instead of three. Does nothing when the one for this code is there.
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { prepareTemplate } from '../src/store/prepare-template.ts';
import { findTemplate, templatePath } from '../src/store/template.ts';

const folder = fileURLToPath(new URL('../dist/', import.meta.url));
const say = (fields: unknown, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);

async function main(): Promise<void> {
  if (await findTemplate(folder)) return;
  const started = performance.now();
  const path = await templatePath(folder);
  const template = await prepareTemplate({ info: say, warn: say, error: say }, prepareQueue);
  await mkdir(folder, { recursive: true });
  await removeOlder();
  // Under another name until it is whole: a template is there or it is not.
  await writeFile(`${path}.part`, Buffer.from(await template.arrayBuffer()));
  await rename(`${path}.part`, path);
  say(
    { milliseconds: Math.round(performance.now() - started), file: basename(path) },
    'database template made',
  );
}

async function removeOlder(): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('pglite-template-'));
  await Promise.all(names.map((name) => rm(join(folder, name))));
}

/** The queue's own tables, by the queue itself. */
async function prepareQueue(pool: pg.Pool): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => say({ error: error.message }, 'queue'));
  await boss.start();
  await boss.stop({ graceful: false });
}

await main();
