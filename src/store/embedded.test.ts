import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from './database.ts';
import { FolderTakenError } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { insertOrganization, listOrganizations } from './organizations.ts';
import { prepareTemplate } from './prepare-template.ts';

const silent = { info() {}, warn() {}, error() {} };
const COMPANY = { id: 'e5100000-0000-4000-8000-000000000001', name: 'Testi Oy', timeZone: 'UTC' };

/** These open folders of their own: they are about the embedded database, whatever the project runs on. */
describe('the embedded database', () => {
  let folder: string;
  let template: string | Blob;
  beforeAll(async () => {
    template = inject('databaseTemplate').archive ?? (await prepareTemplate(silent));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tahti-embedded-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps in its folder what was written, and lets go of the folder', async () => {
    const first = await openDatabase({ dataDir: folder, template, log: silent });
    await insertOrganization(first.db, COMPANY);
    await first.close();
    const second = await openDatabase({ dataDir: folder, log: silent });
    expect(await listOrganizations(second.db)).toEqual([COMPANY]);
    await second.close();
    expect((await readdir(folder)).sort()).toEqual(['pglite']);
  });

  it('starts from a template with nothing left to migrate', async () => {
    const database = await openDatabase({ dataDir: folder, template, log: silent });
    expect(await migrate(database, silent)).toEqual([]);
    await database.close();
  });

  it('refuses a folder that is open already', async () => {
    const database = await openDatabase({ dataDir: folder, template, log: silent });
    await expect(openDatabase({ dataDir: folder, log: silent })).rejects.toThrow(FolderTakenError);
    await database.close();
  });

  it('begins anew where a process was killed while the folder was being made', async () => {
    const unfinished = await openDatabase({ dataDir: folder, template, log: silent });
    await insertOrganization(unfinished.db, COMPANY);
    await unfinished.close();
    await writeFile(join(folder, 'pglite.incomplete'), '');
    const database = await openDatabase({ dataDir: folder, template, log: silent });
    expect(await listOrganizations(database.db)).toEqual([]);
    await database.close();
  });

  it('lets the event loop breathe between queries', async () => {
    const database = await openDatabase({ dataDir: 'memory', template, log: silent });
    let turns = 0;
    const counter = setInterval(() => turns++, 0);
    await Promise.all(Array.from({ length: 200 }, () => database.pool.query('select 1')));
    clearInterval(counter);
    expect(turns).toBeGreaterThan(20);
    await database.close();
  });
});
