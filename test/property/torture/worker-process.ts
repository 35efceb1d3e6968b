/** A worker of its own that is meant to be killed: it synchronizes the mailboxes of its order and ends. */
import { createEngine } from '../../../src/jobs/create-engine.ts';
import type { MailboxRun } from '../../../src/jobs/queue.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { loadSecretKey } from '../../../src/store/secrets.ts';

/** What it is told in its only argument, as JSON. */
export interface WorkerOrder {
  readonly folder: string;
  readonly databaseUrl: string | null;
  readonly keyFile: string;
  /** Added to the clock (milliseconds). */
  readonly clockOffset: number;
  readonly requests: readonly MailboxRun[];
}

const silent = { info() {}, warn() {}, error() {} };

async function work(order: WorkerOrder): Promise<void> {
  const { databaseUrl, folder } = order;
  const database = await openDatabase({ dataDir: folder, log: silent, ...(databaseUrl && { databaseUrl }) });
  const engine = createEngine({
    database,
    secretKey: await loadSecretKey({ env: undefined, keyFile: order.keyFile }),
    log: silent,
    now: () => Date.now() + order.clockOffset,
    config: {
      work: false,
      concurrency: 4,
      sweepSeconds: 10,
      retentionDays: 180,
      notifications: false,
      ews: { retry: { attempts: 1 } },
    },
  });
  await engine.start();
  for (const request of order.requests) await engine.runNow(request, AbortSignal.timeout(60_000));
  await engine.stop();
  await database.close();
}

if (import.meta.main) await work(JSON.parse(process.argv[2] ?? '{}') as WorkerOrder);
