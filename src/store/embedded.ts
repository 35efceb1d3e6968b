import { openAsBlob } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { columnTypes } from './column-parsers.ts';
import { lockFolder } from './folder-lock.ts';

/** First bytes of the wire messages that begin a query (PostgreSQL manual, "Message Formats"). */
const BEGINS_QUERY: ReadonlySet<number | undefined> = new Set([0x50 /* Parse */, 0x51 /* Query */]);

/** How long a caller waits for the one connection; longer means that somebody waits for himself. */
const CONNECTION_TIMEOUT = 60_000;

/**
 * PostgreSQL's own 128 MB of shared buffers are touched at the start, though the system's file cache
 * stands behind them: 16 MB save some 125 MB of resident memory and a fifth of the starting time.
 */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

export interface EmbeddedDatabase {
  readonly pool: pg.Pool;
  readonly pglite: PGlite;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** A folder, or `memory`. */
  readonly dataDir: string;
  /** A prepared data folder for the first start: a path to the archive, or its content. */
  readonly template?: string | Blob;
}

/** Opens the embedded database in a folder that it locks, or in memory. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, template } = options;
  if (dataDir === 'memory') return behindPool(await startPglite('memory://', template), async () => {});
  const lock = await lockFolder(dataDir);
  try {
    return behindPool(await openFolder(dataDir, template), () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * A folder counts as made only when its marker is gone: a process killed while it unpacked the template
 * leaves the marker, and the next one begins anew instead of starting on half a database.
 */
async function openFolder(dataDir: string, template?: string | Blob): Promise<PGlite> {
  const folder = join(dataDir, 'pglite');
  const marker = join(dataDir, 'pglite.incomplete');
  if (await isThere(marker)) await rm(folder, { recursive: true, force: true });
  if (await isThere(join(folder, 'PG_VERSION'))) return startPglite(folder);
  await writeFile(marker, 'The database in the folder pglite is being made.\n');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const pglite = await startPglite(folder, template);
  await rm(marker);
  return pglite;
}

async function startPglite(dataDir: string, template?: string | Blob): Promise<PGlite> {
  const loadDataDir = typeof template === 'string' ? await openAsBlob(template) : template;
  return PGlite.create({ dataDir, startParams: START_PARAMETERS, ...(loadDataDir && { loadDataDir }) });
}

function behindPool(pglite: PGlite, afterwards: () => Promise<void>): EmbeddedDatabase {
  const pool = new pg.Pool({
    Client: embeddedClient(pglite),
    types: columnTypes,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
  } as pg.PoolConfig);
  return {
    pool,
    pglite,
    async close() {
      await pool.end();
      await pglite.close();
      await afterwards();
    },
  };
}

/**
 * A client for each connection that the pool makes: the pool drops a client after a failure, and one
 * shared configuration would go with it, so every client gets a connection of its own to the same PGlite.
 */
function embeddedClient(pglite: PGlite): typeof pg.Client {
  const breathing = withBreath(pglite);
  return class EmbeddedClient extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super({ ...config, ...createPgConfig(breathing) } as pg.ClientConfig);
    }
  };
}

/**
 * PGlite works on the calling thread: the event loop gets a turn before each query, or a long row of
 * queries would keep HTTP waiting until its end.
 */
function withBreath(pglite: PGlite): PGlite {
  const execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    if (BEGINS_QUERY.has(message[0])) await setImmediate();
    return pglite.execProtocolStream(message, options);
  };
  return { waitReady: pglite.waitReady, execProtocolStream } as PGlite;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
