import { randomUUID } from 'node:crypto';
import { prepareQueue } from '../../../src/jobs/queue.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { prepareTemplate } from '../../../src/store/prepare-template.ts';
import { onServer, startPostgres } from '../../fixtures/postgres-server.ts';

const silent = { info() {}, warn() {}, error() {} };

/** A database that another process can open as well. */
export interface SharedDatabase {
  readonly folder: string;
  /** Null for the embedded database: one process at a time has its folder. */
  readonly url: string | null;
  open(): Promise<Database>;
}

/** Migrated databases for stories. */
export interface Databases {
  /** One that lives in this process; several stories may stand in it beside each other. */
  open(): Promise<Database>;
  /** One that outlives the process; on the embedded database it stands in the folder. */
  shared(folder: string): Promise<SharedDatabase>;
  close(): Promise<void>;
}

export async function openDatabases(kind: 'pglite' | 'postgres'): Promise<Databases> {
  return kind === 'postgres' ? onPostgres() : onEmbedded();
}

async function onEmbedded(): Promise<Databases> {
  const template = await prepareTemplate(silent, (pool) => prepareQueue({ pool, kind: 'pglite' }, silent));
  return {
    open: () => openDatabase({ dataDir: 'memory', template, log: silent }),
    async shared(folder) {
      return { folder, url: null, open: () => openDatabase({ dataDir: folder, template, log: silent }) };
    },
    close: async () => {},
  };
}

async function onPostgres(): Promise<Databases> {
  const server = await startPostgres();
  const create = async (): Promise<string> => {
    const name = `torture_${randomUUID().replaceAll('-', '')}`;
    await onServer(server.url, `create database ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const database = await openAt(url.href);
    await migrate(database, silent)
      .then(() => prepareQueue(database, silent))
      .finally(() => database.close());
    return url.href;
  };
  return {
    open: async () => openAt(await create()),
    async shared(folder) {
      const url = await create();
      return { folder, url, open: () => openAt(url) };
    },
    close: () => server.stop(),
  };
}

function openAt(databaseUrl: string): Promise<Database> {
  return openDatabase({ databaseUrl, dataDir: 'memory', log: silent });
}
