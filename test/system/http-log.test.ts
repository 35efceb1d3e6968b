import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertStories, type NewStory } from '../../src/store/stories.ts';
import { type Company, makeCompany } from '../fixtures/companies.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { problemOf } from '../fixtures/http-samples.ts';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
let company: Company;
let other: Company;
let onni: HttpClient;
let taavi: HttpClient;

beforeAll(async () => {
  web = await startServer();
  company = await makeCompany(web.database, 'log.example');
  other = await makeCompany(web.database, 'other-log.example');
  onni = web.client();
  taavi = web.client();
  await onni.signIn(company.onni.email);
  await taavi.signIn(company.taavi.email);
  await insertStories(web.database.db, company.id, STORIES());
  await insertStories(web.database.db, other.id, [story({ userId: other.onni.id, subject: 'Elsewhere' })]);
});
afterAll(() => web.close());

function story(change: Partial<NewStory>): NewStory {
  const at = '2026-12-01T09:00:00.000Z';
  return { at, userId: company.onni.id, severity: 'info', kind: 'created', side: 'mailbox', ...change };
}

const { details } = problemOf('ErrorItemSave', 'The item cannot be saved.');

const STORIES = (): NewStory[] => [
  story({ subject: 'Meeting', activityId: 'a-1', fields: ['subject', 'time'] }),
  story({ subject: 'Dentist', isPrivate: true, at: '2026-12-02T09:00:00.000Z' }),
  story({ subject: '=cmd|calc', severity: 'error', kind: 'setAside', code: 'ErrorItemSave', error: details }),
  story({
    subject: 'Diary',
    isPrivate: true,
    kind: 'conflict',
    severity: 'warning',
    conflict: [
      { field: 'subject', activity: 'Diary', mailbox: 'Secret diary', winner: 'mailbox', because: 'newest' },
    ],
  }),
  story({ userId: company.helmi.id, subject: 'Of Helmi' }),
  story({ kind: 'leftAlone', code: 'undecidedLikeness', severity: 'warning' }),
];

const subjects = (body: { entries: { subject: string | null }[] }) =>
  body.entries.map((entry) => entry.subject);

test('a user sees their own lines, the newest first, with what is private', async () => {
  const { body, text } = await onni.get('/api/log');
  expect(subjects(body)).toEqual(['', 'Diary', '=cmd|calc', 'Dentist', 'Meeting']);
  expect(text).not.toContain('Helmi');
  expect(body.entries[1].conflicts).toMatchObject([{ field: 'subject', mailbox: 'Secret diary' }]);
  expect((await onni.get(`/api/log?userId=${company.helmi.id}`)).body.entries).toEqual([]);
});

test('support sees the company’s, but nothing of what a private entry holds', async () => {
  const { body, text } = await taavi.get('/api/log');
  expect(subjects(body)).toEqual(['', 'Of Helmi', null, '=cmd|calc', null, 'Meeting']);
  expect(text).not.toMatch(/Dentist|diary|Elsewhere/i);
  expect(body.entries[2]).toMatchObject({ isPrivate: true, conflicts: [] });
  expect((await taavi.get('/api/log?text=dentist')).body.entries).toEqual([]);
});

test.each([
  ['severity=error', ['=cmd|calc']],
  ['kind=leftAlone', ['']],
  ['code=ErrorItemSave', ['=cmd|calc']],
  ['text=cannot be saved', ['=cmd|calc']],
  ['text=req-7', ['=cmd|calc']],
  ['activityId=a-1', ['Meeting']],
  ['from=2026-12-02T00:00:00Z', [null]],
  ['to=2026-12-01T09:00:00Z', []],
])('the filter %s lets through %j', async (filter, expected) => {
  expect(subjects((await taavi.get(`/api/log?${encodeURI(filter)}`)).body)).toEqual(expected);
});

test('a failure is told with the server’s words, its request id and the advice', async () => {
  const [entry] = (await taavi.get('/api/log?kind=setAside')).body.entries;
  expect(entry.error).toMatchObject({
    code: 'ErrorItemSave',
    words: 'The item cannot be saved.',
    requestId: 'req-7',
    advice: 'ewsEntryRefused',
  });
  expect((await taavi.get('/api/log?kind=leftAlone')).body.entries[0].reason).toBe('undecidedLikeness');
});

test('pages go on where the one before ended', async () => {
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { entries: { id: string }[]; next: string | null } = (
      await onni.get(`/api/log?limit=2${next && `&before=${next}`}`)
    ).body;
    seen.push(...page.entries.map((entry) => entry.id));
    next = page.next;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});

test('one run’s lines are found, and one entry’s by its id in the mailbox', async () => {
  const runId = '3c0a4c5e-64d2-4a53-a3a8-52a6a2b1c9d1';
  const subject = 'Of one run';
  await insertStories(web.database.db, other.id, [
    story({ userId: other.onni.id, subject, runId, itemId: 'AAMk=' }),
  ]);
  const theirs = web.client();
  await theirs.signIn(other.aino.email);
  for (const query of [`runId=${runId}`, `itemId=AAMk%3D&userId=${other.onni.id}`])
    expect(subjects((await theirs.get(`/api/log?${query}`)).body)).toEqual([subject]);
  expect((await theirs.get('/api/log?runId=1')).body.fields).toHaveProperty('runId');
});

test('an entry that has become private takes its name from every line before, for all but its owner', async () => {
  const { db } = web.database;
  const about = { userId: other.onni.id, activityId: 'a-7' };
  const lines = [
    story({ ...about, subject: 'Oncologist' }),
    story({ ...about, kind: 'changed', subject: 'Oncologist at nine', fields: ['time'] }),
    story({ userId: other.helmi.id, activityId: 'a-7', subject: 'Of Helmi’s own' }),
  ];
  await insertStories(db, other.id, lines);
  const [aino, owner] = [web.client(), web.client()];
  await aino.signIn(other.aino.email);
  await owner.signIn(other.onni.email);
  expect((await aino.get('/api/log?text=oncologist')).body.entries).toHaveLength(2);
  const turned = { ...about, kind: 'changed', subject: 'Oncologist at nine', isPrivate: true } as const;
  await insertStories(db, other.id, [story({ ...turned, fields: ['isPrivate'] })]);
  expect((await aino.get('/api/log?text=oncologist')).body.entries).toEqual([]);
  for (const path of ['/api/log', '/api/log/export?format=csv', '/api/log/export?format=json'])
    expect((await aino.get(path)).text, path).not.toMatch(/oncologist/i);
  expect((await aino.get('/api/log')).text).toContain('Of Helmi');
  expect((await owner.get('/api/log?text=oncologist')).body.entries).toHaveLength(3);
});

test('as CSV it harms no spreadsheet, and hides what the page hides', async () => {
  const { status, headers, text } = await taavi.get('/api/log/export?format=csv');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toBe('attachment; filename="tahti-log.csv"');
  const lines = text.trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?id,at,user/);
  expect(lines).toHaveLength(7);
  expect(text).toContain(",'=cmd|calc,");
  expect(text).not.toMatch(/Dentist|diary/i);
});

test('as JSON it is the lines of the page, and filters hold there too', async () => {
  const { body } = await onni.get('/api/log/export?format=json&severity=error');
  expect(body).toEqual((await onni.get('/api/log?severity=error')).body.entries);
  expect((await onni.get('/api/log/export?format=json&kind=takenBack')).body).toEqual([]);
  expect((await onni.get('/api/log/export?format=xml')).body.fields).toHaveProperty('format');
});

test('a long log is told whole', async () => {
  const many = Array.from({ length: 1203 }, (_, index) =>
    story({ userId: company.aino.id, subject: `No ${index}` }),
  );
  await insertStories(web.database.db, company.id, many);
  const { body } = await taavi.get(`/api/log/export?format=json&userId=${company.aino.id}`);
  expect(body).toHaveLength(1203);
  expect(new Set(body.map((entry: { id: string }) => entry.id)).size).toBe(1203);
});
