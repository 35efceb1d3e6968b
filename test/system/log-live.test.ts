import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRun, showProgress } from '../../src/store/runs.ts';
import { insertStories } from '../../src/store/stories.ts';
import { type Company, makeCompany, type Person } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let other: Company;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'live.example');
  other = await makeCompany(web.database, 'other-live.example');
});

afterAll(() => web.close());

/** A page that listens: the names of the events that come, one by one. */
class Listener {
  readonly client: HttpClient;
  readonly #stop = new AbortController();
  #reader: ReadableStreamDefaultReader<string> | null = null;
  #buffer = '';

  constructor(client: HttpClient) {
    this.client = client;
  }

  static async of(person: Person, since?: number): Promise<Listener> {
    const client = web.client();
    await client.signIn(person.email);
    const listener = new Listener(client);
    await listener.listen(since ?? (await newest(client)));
    return listener;
  }

  async listen(since: number): Promise<number> {
    const response = await this.client.open(
      'GET',
      `/api/log/live?since=${since}`,
      undefined,
      this.#stop.signal,
    );
    if (response.ok && response.body)
      this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    return response.status;
  }

  /** The next event, as it stands on the wire; null when the stream is over. */
  async next(): Promise<string | null> {
    for (;;) {
      const end = this.#buffer.indexOf('\n\n');
      if (end >= 0) {
        const event = this.#buffer.slice(0, end);
        this.#buffer = this.#buffer.slice(end + 2);
        if (event.startsWith('event:')) return event;
        continue;
      }
      const chunk = await this.#reader?.read();
      if (!chunk || chunk.done) return null;
      this.#buffer += chunk.value;
    }
  }

  /** The next event of this name; fails when the stream ends without it. */
  async named(name: string): Promise<string> {
    for (;;) {
      const event = await this.next();
      if (event === null) throw new Error(`the stream ended before ${name}`);
      if (event.startsWith(`event: ${name}\n`)) return event;
    }
  }

  leave(): void {
    this.#stop.abort();
  }
}

async function newest(client: HttpClient): Promise<number> {
  return Number((await client.get('/api/log?limit=1')).body.entries[0]?.id ?? 0);
}

const tell = (of: Company, userId: string, subject = 'Meeting') => {
  const at = new Date().toISOString();
  const story = { at, userId, severity: 'info', kind: 'created', side: 'mailbox', subject } as const;
  return insertStories(web.database.db, of.id, [story]);
};

describe('the live log', () => {
  it('says that there is a new line, and nothing of what it holds', async () => {
    const page = await Listener.of(company.taavi);
    await tell(company, company.onni.id, 'Oncologist');
    const event = await page.named('news');
    expect(event).not.toContain('Oncologist');
    expect(JSON.parse(event.split('data: ')[1] ?? '')).toEqual({ newest: String(await newest(page.client)) });
    page.leave();
  });

  it('says nothing of other companies, and to a user nothing of colleagues', async () => {
    const page = await Listener.of(company.helmi);
    await tell(company, company.onni.id);
    await tell(other, other.onni.id);
    await tell(company, company.helmi.id, 'Own');
    const { entries } = (await page.client.get('/api/log')).body;
    expect(JSON.parse((await page.named('news')).split('data: ')[1] ?? '')).toEqual({
      newest: entries[0].id,
    });
    expect(entries).toMatchObject([{ subject: 'Own' }]);
    page.leave();
  });

  it('tells at once what came while the page was cut off', async () => {
    const page = await Listener.of(company.aino);
    const seen = await newest(page.client);
    page.leave();
    await tell(company, company.onni.id);
    const again = await Listener.of(company.aino, seen);
    expect(await again.named('news')).toContain(String(await newest(again.client)));
    again.leave();
  });

  it('says that a run begins and goes on', async () => {
    const page = await Listener.of(company.onni);
    // Every stream begins with a look at the runs.
    await page.named('runs');
    const id = '5f0e7f0a-33c8-4b44-8b41-3f2f8a6f9b11';
    const startedAt = new Date().toISOString();
    const run = { organizationId: company.id, id, userId: company.onni.id, startedAt } as const;
    await insertRun(web.database.db, { ...run, trigger: 'synchronizeNow' });
    await page.named('runs');
    await showProgress(web.database.db, company.id, id, { done: 3, total: 7, phase: 'writing' });
    await page.named('runs');
    const { runs } = (await page.client.get('/api/log/runs')).body;
    expect(runs).toMatchObject([{ id, done: 3, total: 7, state: 'running', userName: 'Onni Example' }]);
    expect((await page.client.get('/api/log/runs?state=failed')).body.runs).toEqual([]);
    page.leave();
  });

  it('ends with the session, and tells nothing after it', async () => {
    const page = await Listener.of(company.onni);
    await page.named('runs');
    await page.client.delete('/api/session');
    await tell(company, company.onni.id);
    expect(await page.next()).toMatch(/^event: end/);
    expect(await page.next()).toBeNull();
    expect(await page.listen(0)).toBe(401);
  });

  it('ends when its user is made inactive or gets another role', async () => {
    const page = await Listener.of(other.taavi);
    await page.named('runs');
    await web.database.pool.query("update users set role = 'user' where id = $1", [other.taavi.id]);
    await tell(other, other.onni.id);
    expect(await page.next()).toMatch(/^event: end/);
  });

  it('ends with the server, which does not wait for it', async () => {
    const own = await startServer();
    const there = await makeCompany(own.database, 'ending.example');
    const client = own.client();
    await client.signIn(there.onni.email);
    const response = await client.open('GET', '/api/log/live?since=0');
    const reader = response.body?.getReader();
    await reader?.read();
    await own.close();
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    // Ended or broken off: it does not go on.
    await rest().catch(() => {});
  });

  it.each([
    ['', 'since'],
    ['since=yesterday', 'since'],
    ['since=-1', 'since'],
    ['since=0&companyId=1', 'companyId'],
    ['since=0&more=1', 'more'],
  ])('is not opened by ?%s', async (query, field) => {
    const client = web.client();
    await client.signIn(company.onni.email);
    const { status, body } = await client.get(`/api/log/live?${query}`);
    expect([status, Object.keys(body.fields)]).toEqual([400, [field]]);
  });

  it('is open in so many windows of one person at a time, and no more', async () => {
    const pages = [await Listener.of(company.helmi)];
    const client = pages[0]?.client as HttpClient;
    const open = async () => {
      const page = new Listener(client);
      pages.push(page);
      return page.listen(0);
    };
    for (let count = 1; count < 20; count++) expect(await open()).toBe(200);
    expect(await open()).toBe(429);
    for (const page of pages) page.leave();
  });
});

describe('the runs of the log', () => {
  it('are told page by page, and pages that were not given out are refused', async () => {
    for (let minute = 1; minute <= 5; minute++)
      await insertRun(web.database.db, {
        organizationId: other.id,
        id: `00000000-0000-4000-8000-00000000000${minute}`,
        userId: minute === 3 ? other.helmi.id : other.onni.id,
        trigger: 'sweep',
        startedAt: `2026-11-20T10:0${minute}:00.000Z`,
      });
    const client = web.client();
    await client.signIn(other.aino.email);
    const seen: string[] = [];
    let before = '';
    for (;;) {
      const { body } = await client.get(
        `/api/log/runs?limit=2${before && `&before=${encodeURIComponent(before)}`}`,
      );
      seen.push(...body.runs.map(({ startedAt }: { startedAt: string }) => startedAt.slice(14, 16)));
      if (body.next === null) break;
      before = body.next;
    }
    expect(seen).toEqual(['05', '04', '03', '02', '01']);
    const from = '2026-11-20T10:03:00Z';
    expect((await client.get(`/api/log/runs?from=${from}&userId=${other.helmi.id}`)).body.runs).toHaveLength(
      1,
    );
    for (const query of ['before=1', 'before=x~y', 'state=lost', 'limit=0', 'from=now'])
      expect((await client.get(`/api/log/runs?${query}`)).status, query).toBe(400);
  });
});
