import { PgBoss } from 'pg-boss';
import type { Trigger } from '../model/trigger.ts';
import type { Database } from '../store/database.ts';
import type { QueueOfCompany } from '../store/health/record-look.ts';
import type { StoreLog } from '../store/store-log.ts';

const QUEUE = 'mailbox-runs';

/** A worker that gave no sign of life for this long (seconds) counts as dead. */
const HEARTBEAT_SECONDS = 15;

/** PostgreSQL's code for a row that an index refuses. */
const UNIQUE_VIOLATION = '23505';

/** What a job of the queue is: one run for one mailbox. */
export interface MailboxRun {
  readonly organizationId: string;
  readonly userId: string;
  readonly trigger: Trigger;
}

/** A run that this process has taken and has to settle. */
export interface TakenRun extends MailboxRun {
  readonly jobId: string;
}

export interface QueueSize {
  readonly waiting: number;
  readonly active: number;
}

type QueueDatabase = Pick<Database, 'pool' | 'kind'>;

/**
 * The queue of runs: at most one active and one waiting for each mailbox, over the same database as all
 * else. A run that arrives while one is active waits its turn; one that arrives while one waits is that one.
 */
export class RunQueue {
  readonly #database: QueueDatabase;
  readonly #boss: PgBoss;
  readonly #arrivals = new Set<() => void>();

  constructor(database: QueueDatabase, log: StoreLog) {
    this.#database = database;
    this.#boss = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => database.pool.query(text, values) },
      backend: database.kind,
      schedule: false,
      registerInstance: false,
      monitorVacuum: false,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
      openTelemetry: { enabled: false },
    });
    this.#boss.on('error', (error) => log.error({ error: error.message }, 'the queue met an error'));
    this.#boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'the queue warns'));
  }

  /** Makes the queue's tables where they are missing, and takes it into service. */
  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(QUEUE, {
      policy: 'stately',
      // Whether and when a failed run is tried again is decided by the timetable, not by the queue.
      retryLimit: 0,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: 6 * 3600,
      retentionSeconds: 24 * 3600,
      deleteAfterSeconds: 60,
    });
    // The embedded database serves one process: whatever was active belonged to one that is gone.
    await this.#requeueActive(this.#database.kind === 'pglite' ? 0 : HEARTBEAT_SECONDS);
  }

  /** Lets go of the queue. Runs that were taken must have been settled. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  /** Marks a mailbox dirty. What a person started goes before sweeps, and the log names it. */
  async enqueue({ organizationId, userId, trigger }: MailboxRun): Promise<void> {
    const options = {
      singletonKey: keyOf({ organizationId, userId }),
      group: { id: organizationId },
      priority: trigger === 'sweep' ? 0 : 10,
    };
    const data = { organizationId, userId, trigger };
    let isWaiting = (await this.#boss.send(QUEUE, data, options)) !== null;
    if (!isWaiting && trigger === 'sweep') return;
    // One waits already: it takes over this trigger, unless it was taken at this very moment.
    for (let tries = 0; !isWaiting && tries < 3; tries++) {
      const { updated } = await this.#boss.update(QUEUE, data, options);
      isWaiting = updated > 0 || (await this.#boss.send(QUEUE, data, options)) !== null;
    }
    for (const wake of this.#arrivals) wake();
  }

  /** Takes the next run, passing over organizations that have enough under way here already. */
  async take(passOver: readonly string[]): Promise<TakenRun | null> {
    const [job] = await this.#boss.fetch<MailboxRun>(QUEUE, {
      batchSize: 1,
      ignoreGroups: passOver.length > 0 ? [...passOver] : null,
    });
    return job ? { ...job.data, jobId: job.id } : null;
  }

  /**
   * Takes the run of this very mailbox, past those that wait before it; null while another has it. The
   * queue's own index lets one run of a mailbox be active, whoever asks.
   */
  async claim(request: MailboxRun): Promise<TakenRun | null> {
    await this.enqueue(request);
    try {
      const { rows } = await this.#database.pool.query<{ id: string }>(
        `update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now()
         where name = $1 and singleton_key = $2 and state = 'created' returning id`,
        [QUEUE, keyOf(request)],
      );
      return rows[0] ? { ...request, jobId: rows[0].id } : null;
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return null;
      throw error;
    }
  }

  /** The run is over, however it ended. */
  async settle(run: TakenRun): Promise<void> {
    await this.#boss.deleteJob(QUEUE, run.jobId);
  }

  /** A sign of life for runs under way. Gives the job ids of those that are still this taker's to go on with. */
  async touch(runs: readonly TakenRun[]): Promise<ReadonlySet<string>> {
    if (runs.length === 0) return new Set();
    const { rows } = await this.#database.pool.query<{ id: string }>(
      `update pgboss.job set heartbeat_on = now()
       where name = $1 and id = any($2::uuid[]) and state = 'active' returning id`,
      [QUEUE, runs.map((run) => run.jobId)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Gives out anew what was taken by workers that have given no sign of life since. */
  async clearDead(): Promise<void> {
    await this.#requeueActive(HEARTBEAT_SECONDS);
  }

  /** Calls back when this process put something into the queue; other processes are noticed by looking. */
  onArrival(listener: () => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  async size(): Promise<QueueSize> {
    const { rows } = await this.#database.pool.query<QueueSize>(
      `select count(*) filter (where state < 'active')::int as waiting,
         count(*) filter (where state = 'active')::int as active
       from pgboss.job where name = $1`,
      [QUEUE],
    );
    return rows[0] ?? { waiting: 0, active: 0 };
  }

  /** The runs that wait, by company, and for how many seconds the first of each has waited. */
  async sizes(): Promise<readonly QueueOfCompany[]> {
    const { rows } = await this.#database.pool.query<QueueOfCompany>(
      `select data ->> 'organizationId' as "organizationId", count(*)::int as waiting,
         extract(epoch from now() - min(created_on))::float as "oldestSeconds"
       from pgboss.job where name = $1 and state < 'active' group by 1`,
      [QUEUE],
    );
    return rows;
  }

  /** In one statement: two processes that clear at once must not requeue the same run twice. */
  async #requeueActive(silentSeconds: number): Promise<void> {
    const { rows } = await this.#database.pool.query<{ data: MailboxRun }>(
      `delete from pgboss.job where name = $1 and state = 'active'
         and heartbeat_on <= now() - make_interval(secs => $2) returning data`,
      [QUEUE, silentSeconds],
    );
    for (const { data } of rows) await this.enqueue(data);
  }
}

function keyOf({ organizationId, userId }: Pick<MailboxRun, 'organizationId' | 'userId'>): string {
  return `${organizationId}:${userId}`;
}

/** Makes the queue's own tables, so that a prepared database holds them. */
export async function prepareQueue(database: QueueDatabase, log: StoreLog): Promise<void> {
  const queue = new RunQueue(database, log);
  await queue.start();
  await queue.stop();
}
