import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPage, UserRow } from '../../src/http/contract.ts';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';
import { addManyUsers, type GeneratedUser } from '../fixtures/many-users.ts';

const MANY = 5_000;

let web: TestServer;
let company: Company;
let aino: HttpClient;
let generated: readonly GeneratedUser[];

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'many.example');
  generated = await addManyUsers(web.database, company, MANY);
  // Another company has just as many: none of them may ever be seen.
  await addManyUsers(web.database, await makeCompany(web.database, 'others.example'), 500);
  aino = web.client();
  await aino.signIn(company.aino.email);
});
afterAll(() => web.close());

/** The four people who were there before, beside those who were generated. */
const OTHERS = 4;
const active = () => generated.filter(({ isActive }) => isActive);

async function page(query: string): Promise<UserPage> {
  const { status, body, text } = await aino.get(`/api/users?${query}`);
  expect(status, text).toBe(200);
  return body as UserPage;
}

/** All pages of a listing, one after the other. */
async function wholeList(query: string): Promise<readonly UserRow[]> {
  const pageSize = 200;
  const rows: UserRow[] = [];
  for (let number = 1; ; number++) {
    const next = await page(`${query}&pageSize=${pageSize}&page=${number}`);
    rows.push(...next.rows);
    if (number * pageSize >= next.total) return rows;
  }
}
const emails = (users: readonly { email: string }[]) => users.map(({ email }) => email).sort();

describe('a company of five thousand users', () => {
  it.each(['problem', 'state'])(
    'sorted by %s comes whole in pages, nobody twice, nobody left out',
    async (sort) => {
      const rows = await wholeList(`sort=${sort}&order=desc`);
      expect(rows).toHaveLength(active().length + OTHERS);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    },
  );

  it.each(['name', 'email', 'role', 'state', 'since', 'lastSuccess', 'problem', 'invited'])(
    'sorted by %s stands in one order, however large the pages are',
    async (sort) => {
      const query = `sort=${sort}&order=asc`;
      const large = await page(`${query}&pageSize=150&page=2`);
      const small = [4, 5, 6].map((number) => page(`${query}&pageSize=50&page=${number}`));
      const inSmall = (await Promise.all(small)).flatMap(({ rows }) => rows);
      expect(inSmall.map(({ id }) => id)).toEqual(large.rows.map(({ id }) => id));
    },
  );

  it('is counted by how its users stand, disabled accounts apart', async () => {
    const { counts, total } = await page('pageSize=1');
    const of = (fits: (user: GeneratedUser) => boolean) => active().filter(fits).length;
    expect(counts).toEqual({
      all: active().length + OTHERS,
      on: of(({ state }) => state === 'on'),
      paused: of(({ state }) => state === 'paused'),
      off: of(({ state }) => state === 'off') + OTHERS,
      never: of(({ wasOn }) => !wasOn) + OTHERS,
      trouble: of(({ advice, setAside }) => advice !== null || setAside > 0),
      held: 0,
      disabled: MANY - active().length,
    });
    expect(total).toBe(counts.all);
  });

  it.each([
    ['state=paused', (user: GeneratedUser) => user.isActive && user.state === 'paused'],
    ['state=disabled', (user: GeneratedUser) => !user.isActive],
    ['role=support', (user: GeneratedUser) => user.isActive && user.role === 'support'],
    ['problem=licenceMissing', (user: GeneratedUser) => user.isActive && user.advice === 'ewsLicenceMissing'],
    ['problem=entriesSetAside', (user: GeneratedUser) => user.isActive && user.setAside > 0],
    ['search=ÖHMAN', (user: GeneratedUser) => user.isActive && user.lastName === 'Öhman'],
    ['search=user.0049', (user: GeneratedUser) => user.isActive && /user\.0049\d/.test(user.email)],
    [
      'state=on&problem=noMailbox&search=väinö',
      (user: GeneratedUser) =>
        user.isActive &&
        user.state === 'on' &&
        user.advice === 'ewsMailboxUnknown' &&
        user.firstName === 'Väinö',
    ],
  ])('filtered by %s shows just those', async (query, fits) => {
    const expected = generated.filter(fits);
    const rows = (await wholeList(query)).filter(({ id }) => generated.some((user) => user.id === id));
    expect(emails(rows)).toEqual(emails(expected));
  });

  it('stands in the order asked for, those with nothing to sort by last', async () => {
    const since = (await wholeList('sort=since&order=desc')).map((row) => row.since);
    const known = since.filter((at) => at !== null);
    expect(known).toEqual([...known].sort().reverse());
    expect(since.slice(known.length).every((at) => at === null)).toBe(true);
    const lastNames = [...new Set((await wholeList('sort=name')).map((row) => row.lastName))];
    expect(lastNames).toEqual([
      ...['Aalto', 'Example', 'Korhonen', 'Mäkinen', 'Nieminen', 'Virtanen', 'Zetterberg'],
      ...['Åkesson', 'Äijälä', 'Öhman'],
    ]);
  });

  it('keeps its pages while somebody in it changes what they are not sorted by', async () => {
    const second = async () => (await page('sort=name&pageSize=100&page=2')).rows.map(({ id }) => id);
    const before = await second();
    await web.database.db
      .updateTable('synchronizations')
      .set({ lastSuccessAt: new Date().toISOString() })
      .where('userId', '=', before[50] ?? '')
      .execute();
    expect(await second()).toEqual(before);
  });

  it('says of a page beyond the last that it is empty, and how many there are', async () => {
    const { rows, total } = await page('pageSize=200&page=999');
    expect([rows.length, total]).toEqual([0, active().length + OTHERS]);
  });

  it.each([
    ['sort=password', 'sort'],
    ['order=up', 'order'],
    ['state=all', 'state'],
    ['role=operator', 'role'],
    ['problem=none', 'problem'],
    ['page=0', 'page'],
    ['pageSize=5000', 'pageSize'],
    ['mailbox=x', 'mailbox'],
    [`search=${'x'.repeat(201)}`, 'search'],
  ])('refuses %s by its field', async (query, field) => {
    const { status, body } = await aino.get(`/api/users?${query}`);
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    expect(body.fields).toHaveProperty(field);
  });

  it.each(["'; drop table users; --", '%', '\\', '_'])('looks for %s as it stands', async (search) => {
    const { rows } = await page(`search=${encodeURIComponent(search)}`);
    expect(rows).toEqual([]);
  });
});
