/**
 * Makes the prepared database from which a new data folder starts (`dist/pglite-template-KEY.tar`), so
 * that a first start takes a second instead of three. Does nothing when the one for this code is there.
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareQueue } from '../src/jobs/queue.ts';
import { prepareTemplate } from '../src/store/prepare-template.ts';
import { findTemplate, templatePath } from '../src/store/template.ts';

const folder = fileURLToPath(new URL('../dist/', import.meta.url));
const say = (fields: unknown, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);

async function main(): Promise<void> {
  if (await findTemplate(folder)) return;
  const started = performance.now();
  const path = await templatePath(folder);
  const log = { info: say, warn: say, error: say };
  const template = await prepareTemplate(log, (pool) => prepareQueue({ pool, kind: 'pglite' }, log));
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

await main();
