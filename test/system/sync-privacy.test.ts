import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideHeldDeletions } from '../../src/store/held-deletions.ts';
import { hashPassword } from '../../src/store/passwords.ts';
import { PASSWORD } from '../fixtures/companies.ts';
import { Company } from '../fixtures/company.ts';
import { type SeededUser, seedOrganization, seedUser } from '../fixtures/database-seed.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

/** Words of the private entries: whoever reads one of these knows too much. */
const SECRETS = /oncologist|ward 4|clinic/i;

const HOUR = 3600_000;

let web: TestServer;
let company: Company;
let onni: SeededUser;
let own: HttpClient;
let colleague: HttpClient;
let administrator: HttpClient;
let support: HttpClient;

beforeAll(async () => {
  web = await startServer();
  const seeded = await seedOrganization(web.database, { password: PASSWORD });
  const passwordHash = await hashPassword(PASSWORD);
  const { organization } = seeded;
  const taavi = {
    organization,
    firstName: 'Taavi',
    lastName: 'Tuki',
    role: 'support',
    passwordHash,
  } as const;
  const { email } = await seedUser(web.database, taavi);
  company = await Company.open(web.database, { seeded });
  onni = seeded.onni;
  await company.switchOn(onni);
  own = await signedIn(onni.email);
  colleague = await signedIn(seeded.helmi.email);
  administrator = await signedIn(seeded.aino.email);
  support = await signedIn(email);
});

afterAll(async () => {
  await company.close();
  await web.close();
});

/** The next test finds both calendars, the server's faults and the log empty. */
afterEach(async () => {
  await company.exchange.control('DELETE', 'faults');
  await company.saveSettings();
  for (const each of await company.exchange.items(onni.email))
    await company.exchange.delete(onni.email, each);
  for (const { id } of await company.activities(onni)) await company.deleteActivity(id);
  const mailbox = [web.database.db, company.organizationId, onni.id] as const;
  await company.runWell(onni);
  await decideHeldDeletions(...mailbox, 'approve');
  await company.runWell(onni);
  expect([await company.activities(onni), await company.exchange.items(onni.email)]).toEqual([[], []]);
  await web.database.pool.query('delete from stories');
});

async function signedIn(email: string): Promise<HttpClient> {
  const client = web.client();
  await client.signIn(email);
  return client;
}

const item = (subject: string) => company.exchange.item(onni.email, subject);

async function change(subject: string, field: string, value: string): Promise<void> {
  await company.exchange.change(onni.email, await item(subject), field, value);
}

const sensitivity = (subject: string, word: string) =>
  change(subject, 'item:Sensitivity', `<t:Sensitivity>${word}</t:Sensitivity>`);

async function activity(name: string) {
  const found = (await company.activities(onni)).find((one) => one.name === name);
  if (!found) throw new Error(`there is no activity ${name}`);
  return found;
}

const rename = async (from: string, name: string) =>
  company.changeActivity((await activity(from)).id, { name });

describe('an entry that is private in Outlook', () => {
  it.each(['Personal', 'Private', 'Confidential'] as const)(
    'as %s is a Personal activity, and keeps its word when the activity is edited',
    async (word) => {
      await company.exchange.add(onni.email, [{ subject: 'Oncologist', sensitivity: word }]);
      await company.runWell(onni);
      expect(await activity('Oncologist')).toMatchObject({ category: 'Personal' });
      await rename('Oncologist', 'Dentist');
      await company.runWell(onni);
      expect(await item('Dentist')).toMatchObject({ sensitivity: word });
    },
  );

  it('turns its activity to the default type when it is made public, and back', async () => {
    await company.exchange.add(onni.email, [{ subject: 'Oncologist', sensitivity: 'Confidential' }]);
    await company.runWell(onni);
    const { id } = await activity('Oncologist');
    await sensitivity('Oncologist', 'Normal');
    await company.runWell(onni);
    expect(await activity('Oncologist')).toMatchObject({ id, category: 'CalendarEntry' });
    await sensitivity('Oncologist', 'Personal');
    await company.runWell(onni);
    expect(await activity('Oncologist')).toMatchObject({ id, category: 'Personal' });
    expect(await item('Oncologist')).toMatchObject({ sensitivity: 'Personal' });
  });

  it('brings what was changed together with its privacy', async () => {
    await company.exchange.add(onni.email, [{ subject: 'Walk' }]);
    await company.runWell(onni);
    await sensitivity('Walk', 'Private');
    await change('Walk', 'item:Subject', '<t:Subject>Oncologist</t:Subject>');
    await company.runWell(onni);
    expect(await activity('Oncologist')).toMatchObject({ category: 'Personal' });
  });
});

describe('a Personal activity', () => {
  it('is a private entry in Outlook', async () => {
    await company.addActivity(onni, 'Oncologist', 24, 'Personal');
    await company.runWell(onni);
    expect(await item('Oncologist')).toMatchObject({ sensitivity: 'Private' });
  });
});

describe('what others see of a private entry', () => {
  /** All of a private entry's fate: made, edited on both sides at once, refused by the server, deleted. */
  beforeEach(async () => {
    await company.exchange.add(onni.email, [
      { subject: 'Oncologist', location: 'Clinic', sensitivity: 'Confidential' },
    ]);
    await company.runWell(onni);
    await change('Oncologist', 'item:Body', '<t:Body BodyType="Text">Ward 4</t:Body>');
    await company.changeActivity((await activity('Oncologist')).id, { notes: 'Ward 4, second floor' });
    await company.runWell(onni);
  });

  const period = () => {
    const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
    return `from=${at(0)}&to=${at(72)}`;
  };

  it('in the calendar is that somebody has one then, for colleagues, support and administrators alike', async () => {
    const { id } = await activity('Oncologist');
    for (const client of [colleague, administrator, support]) {
      const { body, text } = await client.get(`/api/activities?${period()}&userId=${onni.id}`);
      expect(body).toMatchObject([{ hidden: 'personal', subject: '', participants: [] }]);
      expect(text).not.toMatch(SECRETS);
      expect((await client.get(`/api/activities/${id}`)).text).not.toMatch(SECRETS);
    }
    expect((await own.get(`/api/activities?${period()}&userId=${onni.id}`)).text).toMatch(SECRETS);
  });

  it('in the log is nothing that it says, whatever happened to it, in no form and to no search', async () => {
    await company.exchange.control('POST', 'faults', {
      operation: 'UpdateItem',
      count: 5,
      fault: { kind: 'responseCode', code: 'ErrorItemSave' },
    });
    await company.changeActivity((await activity('Oncologist')).id, { location: 'Clinic 2' });
    await company.runWell(onni);
    for (const client of [administrator, support]) {
      const { body, text } = await client.get('/api/log');
      expect(body.entries.map(({ kind }: { kind: string }) => kind)).toEqual(
        expect.arrayContaining(['created', 'conflict', 'setAside']),
      );
      for (const format of ['csv', 'json'])
        expect((await client.get(`/api/log/export?format=${format}`)).text).not.toMatch(SECRETS);
      expect(text).not.toMatch(SECRETS);
      expect((await client.get('/api/log?text=oncologist')).body.entries).toEqual([]);
      expect((await client.get(`/api/users/${onni.id}/synchronization`)).text).not.toMatch(SECRETS);
    }
    const mine = (await own.get('/api/log')).text;
    expect(mine).toContain('Oncologist');
    expect(mine).not.toContain('Ward 4');
    expect(web.logged.join('\n')).not.toMatch(SECRETS);
  });

  it('in the log stays hidden where the entry is made public together with a conflict', async () => {
    await change('Oncologist', 'item:Body', '<t:Body BodyType="Text">Ward 4 again</t:Body>');
    await sensitivity('Oncologist', 'Normal');
    await change('Oncologist', 'item:Subject', '<t:Subject>Walk</t:Subject>');
    await company.changeActivity((await activity('Oncologist')).id, { name: 'Oncologist at nine' });
    await company.runWell(onni);
    expect((await own.get('/api/log?kind=conflict')).body.entries).toHaveLength(2);
    const subjects = (await support.get('/api/log?kind=conflict')).text;
    expect(subjects).not.toMatch(SECRETS);
  });

  it('among deletions that wait is their number', async () => {
    await company.saveSettings({ deletionLimit: 0 });
    await company.exchange.delete(onni.email, await item('Oncologist'));
    await company.runWell(onni);
    for (const client of [administrator, support]) {
      const { body, text } = await client.get(`/api/users/${onni.id}/synchronization`);
      expect(body.heldDeletions).toBe(1);
      expect(text + (await client.get('/api/log')).text).not.toMatch(SECRETS);
    }
  });
});
