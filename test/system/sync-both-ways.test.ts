import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';

let database: TestDatabase;
let company: Company;

beforeAll(async () => {
  database = await freshDatabase();
  company = await Company.open(database);
  await company.switchOn(company.seeded.onni);
});

afterAll(async () => {
  await company.close();
  await database.close();
});

describe('one mailbox, both ways', () => {
  it('makes a Personal activity of a private entry, and one of the default type of any other', async () => {
    const { onni, types } = company.seeded;
    await company.exchange.add(onni.email, [
      { subject: 'Dentist', sensitivity: 'Private' },
      { subject: 'Planning' },
    ]);
    await company.runWell(onni, 'switchedOn');
    const made = (await company.activities(onni)).map(({ name, typeId }) => [name, typeId]);
    expect(made).toEqual([
      ['Dentist', types.Personal],
      ['Planning', types.CalendarEntry],
    ]);
  });

  it('writes a new meeting into the mailbox, and never a project task', async () => {
    const { onni } = company.seeded;
    await company.addActivity(onni, 'Customer meeting', 48);
    await company.addActivity(onni, 'Project task', 50, 'Task');
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual(['Customer meeting', 'Dentist', 'Planning']);
  });

  it('changes the activity when another client changes the entry', async () => {
    const { onni } = company.seeded;
    const item = await company.exchange.item(onni.email, 'Planning');
    await company.exchange.change(onni.email, item, 'item:Subject', '<t:Subject>Planning 2027</t:Subject>');
    await company.runWell(onni);
    expect(await company.activityNames(onni)).toContain('Planning 2027');
  });

  it('changes the entry when the activity is changed', async () => {
    const { onni } = company.seeded;
    const [meeting] = await company.activities(onni);
    await company.changeActivity(meeting?.id ?? '', { location: 'Room 5' });
    await company.runWell(onni);
    expect(await company.exchange.item(onni.email, 'Customer meeting')).toMatchObject({ location: 'Room 5' });
  });

  it('carries deletions both ways, the entry going to Deleted Items', async () => {
    const { onni } = company.seeded;
    const meeting = (await company.activities(onni)).find(({ name }) => name === 'Customer meeting');
    await company.deleteActivity(meeting?.id ?? '');
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'Dentist'));
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual(['Planning 2027']);
    expect(await company.activityNames(onni)).toEqual(['Planning 2027', 'Project task']);
    const bin = await company.exchange.items(onni.email, 'deleteditems');
    expect(bin.map(({ subject }) => subject).sort()).toEqual(['Customer meeting', 'Dentist']);
  });

  it('tells each story with what was done, where, and which fields', async () => {
    const { onni } = company.seeded;
    const told = (await company.stories(onni)).map(({ kind, side, subject, fields }) =>
      [kind, side, subject, ...(fields ?? [])].join(' '),
    );
    expect(told).toEqual([
      'created activities Dentist',
      'created activities Planning',
      'leftAlone activities Project task',
      'created mailbox Customer meeting',
      'changed activities Planning 2027 subject',
      'changed mailbox Customer meeting location',
      'deleted mailbox Customer meeting',
      'deleted activities Dentist',
    ]);
  });

  it('then has nothing to do, asks Exchange once, and leaves no row behind', async () => {
    const { onni } = company.seeded;
    await company.runWell(onni, 'sweep');
    const rows = () =>
      database.pool.query('select (select count(*) from runs) r, (select count(*) from stories) s');
    const before = [(await rows()).rows, await company.exchange.latestRequest()] as const;
    await company.runWell(onni, 'sweep');
    expect((await rows()).rows).toEqual(before[0]);
    expect(await company.exchange.operations(onni.email, before[1])).toEqual(['SyncFolderItems']);
  });

  it('needs at most three requests for one change', async () => {
    const { onni } = company.seeded;
    const before = await company.exchange.latestRequest();
    await company.addActivity(onni, 'One more', 72);
    await company.runWell(onni, 'activitySaved');
    expect((await company.exchange.operations(onni.email, before)).length).toBeLessThanOrEqual(3);
  });
});
