import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { newLink } from '../../test/fixtures/link-samples.ts';
import { countLinks, linksOfActivities, loadLinks, removeLinks, saveLinks } from './links.ts';

describe('links', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  async function freshSeed(): Promise<void> {
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
  }

  const stored = () => loadLinks(database.db, organizationId, seed.onni.id);

  it('come back as they were saved, thousands at once', async () => {
    await freshSeed();
    const links = Array.from({ length: 2_100 }, () => newLink(seed.onni.id));
    await saveLinks(database.db, organizationId, links);
    const byId = new Map((await stored()).map((link) => [link.id, link]));
    expect(byId.size).toBe(2_100);
    for (const link of links) expect(byId.get(link.id)).toEqual(link);
    expect(await countLinks(database.db, organizationId, seed.onni.id)).toBe(2_100);
  });

  it('keep what people put into subjects and texts, whatever it is', async () => {
    await freshSeed();
    const subject = 'Häät 🎉 "quoted" \\ \u2028 {"a":1}';
    const link = newLink(seed.onni.id, { subject, text: 'One\n\nTwo\ttab' });
    await saveLinks(database.db, organizationId, [link]);
    expect(await stored()).toEqual([link]);
  });

  it('are overwritten by their id, also among new ones in a batch', async () => {
    await freshSeed();
    const first = newLink(seed.onni.id);
    await saveLinks(database.db, organizationId, [first]);
    const changed = { ...first, mailbox: { ...first.mailbox, version: 'v2' } };
    const second = newLink(seed.onni.id);
    await saveLinks(database.db, organizationId, [changed, second]);
    expect(new Set(await stored())).toEqual(new Set([changed, second]));
  });

  it('stand for an entry once: a second link of the same mailbox entry is refused whole', async () => {
    await freshSeed();
    const first = newLink(seed.onni.id);
    await saveLinks(database.db, organizationId, [first]);
    const twin = { ...newLink(seed.onni.id), mailbox: first.mailbox };
    await expect(saveLinks(database.db, organizationId, [newLink(seed.onni.id), twin])).rejects.toThrow();
    expect(await stored()).toEqual([first]);
  });

  it('may stand for one activity in the mailboxes of two users', async () => {
    await freshSeed();
    const link = newLink(seed.onni.id);
    const other = { ...newLink(seed.helmi.id), activity: link.activity };
    await saveLinks(database.db, organizationId, [link, other]);
    expect(await stored()).toEqual([link]);
  });

  it('end by id, and only in their own company', async () => {
    await freshSeed();
    const link = newLink(seed.onni.id);
    await saveLinks(database.db, organizationId, [link]);
    await removeLinks(database.db, randomUUID(), [link.id]);
    expect(await stored()).toEqual([link]);
    await removeLinks(database.db, organizationId, [link.id]);
    expect(await stored()).toEqual([]);
  });

  it('tell with what an activity is synchronized', async () => {
    await freshSeed();
    const link = newLink(seed.onni.id);
    await saveLinks(database.db, organizationId, [link]);
    const found = await linksOfActivities(database.db, organizationId, seed.onni.id, [
      link.activity.id,
      randomUUID(),
    ]);
    expect([...found.keys()]).toEqual([link.activity.id]);
    expect(found.get(link.activity.id)?.itemId).toBe(link.mailbox.id);
  });
});
