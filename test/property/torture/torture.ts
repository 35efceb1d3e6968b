import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../src/store/database.ts';
import type { Databases } from './databases.ts';
import { type StoryOptions, tellStory } from './story.ts';
import type { Tally } from './tally.ts';

/** Stories that share a database: it grows with each. */
const STORIES_A_DATABASE = 12;

/** Tells stories one after the other, in databases that it opens for them. */
export class Torture {
  readonly #databases: Databases;
  #database: Database | null = null;
  #told = 0;

  constructor(databases: Databases) {
    this.#databases = databases;
  }

  /** A story whose workers live in this process. */
  async tell(options: Omit<StoryOptions, 'keeping'>): Promise<Tally> {
    if (this.#told++ % STORIES_A_DATABASE === 0) {
      await this.#database?.close();
      this.#database = await this.#databases.open();
    }
    return tellStory(this.#database as Database, { ...options, keeping: null });
  }

  /** A story whose workers are processes that are killed. */
  async tellWithKills(options: Omit<StoryOptions, 'keeping'>): Promise<Tally> {
    const folder = await mkdtemp(join(tmpdir(), 'tahti-torture-'));
    const shared = await this.#databases.shared(folder);
    const keeping = { keyFile: join(folder, 'secret.key'), database: shared };
    try {
      const database = await shared.open();
      return await tellStory(database, { ...options, keeping });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    await this.#database?.close();
    await this.#databases.close();
  }
}
