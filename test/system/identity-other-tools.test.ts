import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANGES_AN_HOUR } from '../../src/store/log-news.ts';
import type { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import type { ExchangeItem } from '../fixtures/exchange-server.ts';
import { names, OneMailbox } from '../fixtures/one-mailbox.ts';
import { copyItem } from '../fixtures/other-tools.ts';
import { Outlook } from '../fixtures/outlook.ts';

let database: TestDatabase;
let one: OneMailbox;
let company: Company;
let onni: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** Four entries from the mailbox and two activities, synchronized and heard of. */
beforeEach(async () => {
  one = await OneMailbox.open(database);
  company = one.company;
  onni = one.onni;
  await one.fillMailbox(4);
  await company.addActivity(onni, 'Yoga', 90);
  await company.addActivity(onni, 'Zoo', 100);
  await company.runWell(onni);
  await company.runWell(onni);
});

afterEach(() => company.close());

const ALL = [...names(4, 'Entry'), 'Yoga', 'Zoo'];
const MINUTES = 10;
const WRITES = new Set(['CreateItem', 'UpdateItem', 'DeleteItem']);

const items = () => company.exchange.items(onni.email);
const outlook = () =>
  new Outlook({
    sandboxUrl: company.exchange.ewsUrl.replace('/EWS/Exchange.asmx', ''),
    address: onni.email,
    password: 'tahti-demo',
    schema: 'Exchange2016',
  });
const bodies = async () => new Map((await company.activities(onni)).map(({ name, notes }) => [name, notes]));

/** What Tahti did while a tool was at work: writes into the mailbox, activities written, lines of the log. */
async function workDuring(tool: (minute: number) => Promise<void>, minutes = MINUTES) {
  const since = await company.exchange.latestRequest();
  const versions = async () =>
    new Map((await company.activities(onni)).map(({ id, sequence }) => [id, sequence]));
  const told = (await company.stories(onni)).length;
  let activityWrites = 0;
  let theirs = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const begun = await company.exchange.latestRequest();
    await tool(minute);
    theirs += await writesSince(begun);
    const before = await versions();
    await company.runWell(onni, 'notification');
    for (const [id, sequence] of await versions()) if (before.get(id) !== sequence) activityWrites += 1;
  }
  return {
    intoMailbox: (await writesSince(since)) - theirs,
    activityWrites,
    stories: (await company.stories(onni)).length - told,
  };
}

const writesSince = async (since: number) =>
  (await company.exchange.operations(onni.email, since)).filter((operation) => WRITES.has(operation)).length;

const touch = (item: ExchangeItem) =>
  company.exchange.change(onni.email, item, 'item:Subject', `<t:Subject>${item.subject}</t:Subject>`);

describe('a tool that touches every entry each minute', () => {
  it('makes Tahti write nothing and say nothing', async () => {
    const work = await workDuring(async () => {
      for (const item of await items()) await touch(item);
    });
    expect(work).toEqual({ intoMailbox: 0, activityWrites: 0, stories: 0 });
    await one.expectEach(ALL);
  });
});

describe('a tool that rewrites bodies', () => {
  it('in another form of the same words makes Tahti write nothing and say nothing', async () => {
    const rewrite = async (minute: number) => {
      for (const item of await items())
        await outlook().update(item.id, {
          text: '',
          html: `<html><body><p class="c${minute}"></p></body></html>`,
        });
    };
    const work = await workDuring(rewrite);
    expect(work).toEqual({ intoMailbox: 0, activityWrites: 0, stories: 0 });
  });

  it('adding its line once has it arrive once, and is not answered', async () => {
    const work = await workDuring(async (minute) => {
      for (const item of await items())
        if (minute === 0) await outlook().update(item.id, { text: 'Synchronized by another tool' });
        else await touch(item);
    });
    expect(work.intoMailbox).toBe(0);
    expect(work.activityWrites).toBe(ALL.length);
    expect(work.stories).toBe(ALL.length);
    expect([...(await bodies()).values()]).toEqual(Array(ALL.length).fill('Synchronized by another tool'));
  });

  it('and puts its own back over each edit of a person is not argued with', async () => {
    const zoo = (await company.activities(onni)).find(({ name }) => name === 'Zoo');
    const work = await workDuring(async (minute) => {
      if (minute === 0) await company.changeActivity(zoo?.id ?? '', { notes: 'Take the map along' });
      else
        for (const item of await items())
          if (item.subject === 'Zoo') await outlook().update(item.id, { text: 'Tool’s own words' });
    });
    expect(work.intoMailbox).toBe(1);
    expect(work.activityWrites).toBe(1);
    expect((await bodies()).get('Zoo')).toBe('Tool’s own words');
  });

  it('with other words each minute has each arrive, is never answered, and does not flood the log', async () => {
    const work = await workDuring(async (minute) => {
      for (const item of await items()) await outlook().update(item.id, { text: `Seen at 12:0${minute}` });
    });
    expect(work.intoMailbox).toBe(0);
    expect(work.activityWrites).toBe(ALL.length * MINUTES);
    expect(work.stories).toBe(ALL.length * CHANGES_AN_HOUR);
    const often = (await company.stories(onni)).filter(({ code }) => code === 'changesOften');
    expect(often).toHaveLength(ALL.length);
    expect([...(await bodies()).values()]).toEqual(Array(ALL.length).fill('Seen at 12:09'));
  });
});

describe('a phone that deletes each entry and makes it again with a new UID', () => {
  it('loses no activity, and nothing is written or told for what did not change', async () => {
    const ids = (await company.activities(onni)).map(({ id }) => id);
    const work = await workDuring(async () => {
      for (const { subject, start, end, id, changeKey, location } of await items()) {
        await company.exchange.delete(onni.email, { id, changeKey });
        await company.exchange.add(onni.email, [{ subject, start, end, location }]);
      }
    }, 3);
    expect((await company.activities(onni)).map(({ id }) => id)).toEqual(ids);
    expect(work.intoMailbox).toBe(0);
    await one.expectEach(ALL);
  });
});

describe('a phone that copies each entry with a new UID', () => {
  const copyAll = async () => {
    for (const { subject, start, end, location } of await items())
      await company.exchange.add(onni.email, [{ subject, start, end, location }]);
  };

  it('has its copies recognised and reported once, and doubles no activity', async () => {
    const work = await workDuring(async (minute) => {
      if (minute === 0) await copyAll();
    });
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect(await items()).toHaveLength(2 * ALL.length);
    expect(work).toEqual({ intoMailbox: 0, activityWrites: 0, stories: ALL.length });
    const left = await company.stories(onni, { kind: 'leftAlone' });
    expect(left.map(({ code }) => code)).toEqual(Array(ALL.length).fill('copyOfLinked'));
    company.clockOffset += 25 * 3600_000;
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect(await company.stories(onni, { kind: 'leftAlone' })).toHaveLength(ALL.length);
  });

  it('has a copy that becomes an entry of its own brought over', async () => {
    await copyAll();
    await company.runWell(onni);
    const copies = (await items()).filter(({ subject }) => subject === 'Zoo');
    const copy = copies.at(-1);
    if (!copy) throw new Error('there is no copy');
    await company.exchange.change(onni.email, copy, 'item:Subject', '<t:Subject>Zoo once more</t:Subject>');
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual([...ALL, 'Zoo once more']);
  });

  it('has the copies take the place of originals that the phone deletes within the day', async () => {
    const originals = await items();
    await copyAll();
    await company.runWell(onni);
    for (const item of originals.slice(0, 3)) await company.exchange.delete(onni.email, item);
    await company.runWell(onni);
    company.clockOffset += 25 * 3600_000;
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toEqual(ALL);
  });
});

describe('a tool that copies entries with our mark', () => {
  it('and the UID, each minute anew, is not argued with for ever', async () => {
    const work = await workDuring(async () => {
      for (const subject of ['Yoga', 'Zoo']) {
        const standing = (await items()).filter((item) => item.subject === subject);
        if (standing.length === 1 && standing[0]) await copyItem(company.exchange, onni.email, standing[0]);
      }
    });
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect(work.intoMailbox).toBeLessThanOrEqual(2);
    expect(work.activityWrites).toBe(0);
    expect(work.stories).toBeLessThanOrEqual(4);
  });

  it('and a UID of their own has the copies recognised and reported', async () => {
    const originals = (await items()).filter(({ subject }) => ['Yoga', 'Zoo'].includes(subject));
    for (const item of originals) await copyItem(company.exchange, onni.email, item, 'new UID');
    const work = await workDuring(async () => {});
    expect(await company.activityNames(onni)).toEqual(ALL);
    expect(work).toEqual({ intoMailbox: 0, activityWrites: 0, stories: 2 });
    expect((await company.stories(onni, { kind: 'leftAlone' })).map(({ code }) => code)).toEqual([
      'copyOfLinked',
      'copyOfLinked',
    ]);
  });
});
