import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMigrations } from './migrate.ts';

/**
 * What a prepared database depends on: all migrations, and the embedded database's and the queue's
 * versions, since both keep tables of their own in it. A template of another key is never used.
 */
export async function templateKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of await readMigrations()) hash.update(`${migration.name} ${migration.checksum}\n`);
  for (const part of ['@electric-sql/pglite', 'pg-boss']) hash.update(`${part} ${await versionOf(part)}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Where the template for this code belongs. */
export async function templatePath(folder: string): Promise<string> {
  return join(folder, `pglite-template-${await templateKey()}.tar`);
}

/** The template that fits this code, or undefined when none was prepared: then a first start is slower. */
export async function findTemplate(folder: string): Promise<string | undefined> {
  const path = await templatePath(folder);
  return access(path).then(
    () => path,
    () => undefined,
  );
}

async function versionOf(name: string): Promise<string> {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
