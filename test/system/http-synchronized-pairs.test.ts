import { expect, test } from 'vitest';
import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import { saveLinks } from '../../src/store/links.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { aino, company, onConnectedCompany, onni, web } from '../fixtures/http-synchronization.ts';
import { newLink } from '../fixtures/link-samples.ts';

onConnectedCompany();

const onDay = (date: string): Partial<CalendarEntry> => ({
  time: { kind: 'allDay', start: date, end: date },
});

const ask = (client: HttpClient, query: Record<string, string> = {}) =>
  client.get(`/api/users/${company.onni.id}/synchronization/pairs?${new URLSearchParams(query)}`);

async function keep(...entries: Partial<CalendarEntry>[]) {
  const links = entries.map((entry) => newLink(company.onni.id, entry));
  await saveLinks(web.database.db, company.id, links);
  return links;
}

const subjects = ({ body }: { body: { pairs: { subject: string | null }[] } }) =>
  body.pairs.map(({ subject }) => subject);

test('what is synchronized with what is told with where it was first, the latest start first', async () => {
  const [timed] = await keep(
    { subject: 'Board', location: 'Room 4' },
    { subject: 'Holiday', ...onDay('2026-12-24') },
  );
  const answer = await ask(onni);
  expect(answer.status).toBe(200);
  expect(subjects(answer)).toEqual(['Holiday', 'Board']);
  expect(answer.body).toMatchObject({ total: 2, next: null });
  expect(answer.body.pairs[0]).toMatchObject({ start: '2026-12-24', allDay: true });
  expect(answer.body.pairs[1]).toMatchObject({
    activityId: timed?.activity.id,
    start: '2026-12-01T08:00:00.000Z',
    allDay: false,
    location: 'Room 4',
    origin: 'activities',
    isPrivate: false,
    recurring: false,
    organiser: null,
  });
});

test('somebody else’s meeting is told with who organises it', async () => {
  const link = newLink(company.onni.id, { subject: 'Invited' });
  const mailbox = { ...link.mailbox, standing: 'guest', organiser: 'boss@elsewhere.example' } as const;
  await saveLinks(web.database.db, company.id, [{ ...link, origin: 'mailbox', mailbox }]);
  const { body } = await ask(onni);
  expect(body.pairs).toMatchObject([{ organiser: 'boss@elsewhere.example', origin: 'mailbox' }]);
});

test('a search finds subjects and places, whatever signs they are made of', async () => {
  await keep(
    { subject: 'Budget 100%', location: '' },
    { subject: 'Budget 100 euros', location: '' },
    { subject: 'Lunch', location: 'Café_Öst' },
  );
  expect(subjects(await ask(onni, { text: 'budget' }))).toHaveLength(2);
  expect(subjects(await ask(onni, { text: '100%' }))).toEqual(['Budget 100%']);
  expect(subjects(await ask(onni, { text: 'É_ÖST' }))).toEqual(['Lunch']);
  expect((await ask(onni, { text: 'nothing of it' })).body).toEqual({ pairs: [], next: null, total: 0 });
});

test('pages follow each other without a gap or a double, also where many start at once', async () => {
  await keep(...Array.from({ length: 7 }, (_, index) => ({ subject: `Pair ${index}` })));
  await keep({ subject: 'Later', ...onDay('2027-01-01') });
  const seen: (string | null)[] = [];
  let next: string | null = '';
  while (next !== null) {
    const answer = await ask(onni, { limit: '3', ...(next && { after: next }) });
    expect(answer.body.total).toBe(8);
    seen.push(...subjects(answer));
    next = answer.body.next;
  }
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  expect(seen[0]).toBe('Later');
});

test('a page that nobody gave out is refused', async () => {
  for (const after of ['x', '2026-12-01~x', '~', `2026-12-01~${company.onni.id}~more`]) {
    const { status, body } = await ask(onni, { after });
    expect([status, body.code, Object.keys(body.fields)]).toEqual([400, 'pageUnknown', ['after']]);
  }
});

test('what a private entry is called is for its owner alone, and nobody else’s search finds it', async () => {
  await keep({ subject: 'Doctor', location: 'Clinic', isPrivate: true }, { subject: 'Open', location: '' });
  expect(subjects(await ask(onni, { text: 'doctor' }))).toEqual(['Doctor']);
  const shown = await ask(aino);
  expect(shown.body.pairs).toContainEqual(
    expect.objectContaining({ subject: null, location: null, isPrivate: true }),
  );
  expect(subjects(await ask(aino, { text: 'doctor' }))).toEqual([]);
  expect(subjects(await ask(aino, { text: 'clinic' }))).toEqual([]);
  expect(JSON.stringify(shown.body)).not.toMatch(/Doctor|Clinic/);
});

test('a colleague sees nothing of it', async () => {
  const helmi = web.client();
  await helmi.signIn(company.helmi.email);
  const { status, body } = await ask(helmi);
  expect([status, body.code]).toEqual([403, 'forbidden']);
});
