import type { Handle } from '../../store/handle.ts';
import { addHealth, addRun, type HealthCounts, noHealthCounts } from '../../store/health/health-counts.ts';
import { type HealthOfMinute, ROW_MILLIS, recordHealth } from '../../store/health/record-health.ts';
import type { RunResult } from '../../sync/run-sync.ts';

/** How the figures reach the database: many runs in one write. */
export interface HealthRecorderOptions {
  readonly db: Handle;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Gathers the figures of runs in memory and adds them to the database now and then, so that a run costs no
 * write of its own. A process that dies loses the figures of the last seconds, and nothing else.
 */
export class HealthRecorder {
  readonly #options: HealthRecorderOptions;
  #minutes = new Map<string, HealthOfMinute>();

  constructor(options: HealthRecorderOptions) {
    this.#options = options;
  }

  countRun(organizationId: string, result: RunResult): void {
    const { outcome, counts, arrivals } = result;
    if (outcome.state !== 'succeeded' && outcome.state !== 'failed') return;
    const error = outcome.state === 'failed' ? outcome.error : null;
    addRun(this.#healthOf(organizationId), { counts, arrivals, error });
  }

  /** Writes what has gathered. When the database refuses, it is kept and joins the next write. */
  async flush(): Promise<void> {
    const figures = [...this.#minutes.values()];
    if (figures.length === 0) return;
    this.#minutes = new Map();
    try {
      await recordHealth(this.#options.db, figures);
    } catch (error) {
      this.#putBack(figures);
      throw error;
    }
  }

  #healthOf(organizationId: string): HealthCounts {
    const now = this.#options.now();
    const minute = now - (now % ROW_MILLIS.minute);
    const key = keyOf({ organizationId, minute });
    const known = this.#minutes.get(key) ?? { organizationId, minute, health: noHealthCounts() };
    this.#minutes.set(key, known);
    return known.health;
  }

  /** Runs that ended meanwhile may have begun the same minute anew. */
  #putBack(figures: readonly HealthOfMinute[]): void {
    const since = this.#minutes;
    this.#minutes = new Map(figures.map((figure) => [keyOf(figure), figure]));
    for (const [key, figure] of since) {
      const earlier = this.#minutes.get(key);
      if (earlier) addHealth(earlier.health, figure.health);
      else this.#minutes.set(key, figure);
    }
  }
}

function keyOf({ organizationId, minute }: Pick<HealthOfMinute, 'organizationId' | 'minute'>): string {
  return `${organizationId} ${minute}`;
}
