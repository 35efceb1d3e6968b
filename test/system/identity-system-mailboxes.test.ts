import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/model/activity.ts';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';
import { MeetingPeople } from '../fixtures/meeting-people.ts';

const BOOKINGS = 'ajanvaraus@esimerkki.example';
const CUSTOMER = 'pat@else.example';

let database: TestDatabase;
let company: Company;
let people: MeetingPeople;
let onni: SeededUser;
let helmi: SeededUser;
/** The mailbox of the booking service: in the company's Exchange, and nobody's in Tahti. */
let bookings: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** A customer has booked Onni and Helmi; both are synchronized. */
beforeEach(async () => {
  company = await Company.open(database);
  people = new MeetingPeople(company.exchange);
  ({ onni, helmi } = company.seeded);
  bookings = { id: '', email: BOOKINGS, role: 'user' };
  await company.exchange.control('POST', 'mailboxes', {
    primaryAddress: BOOKINGS,
    displayName: 'Ajanvaraus',
  });
  await people.call(bookings, 'Booking of Pat', [onni.email, helmi.email, CUSTOMER]);
  for (const user of [onni, helmi]) await company.switchOn(user);
  await settle();
});

afterEach(() => company.close());

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) for (const user of [onni, helmi]) await company.runWell(user);
}

async function booking(): Promise<Activity> {
  const seen = await Promise.all([onni, helmi].map((user) => company.activities(user)));
  expect(seen.map((list) => list.map(({ name }) => name))).toEqual([['Booking of Pat'], ['Booking of Pat']]);
  const [first] = seen.flat();
  if (!first) throw new Error('there is no booking');
  expect(new Set(seen.flat().map(({ id }) => id))).toEqual(new Set([first.id]));
  return first;
}

/** Mails that left the staff's mailboxes; the service's own are its own affair. */
const staffMails = async () =>
  (await people.mails()).filter(({ from }) => from.address === onni.email || from.address === helmi.email);
const inExchange = async () => {
  const items = await Promise.all([bookings, onni, helmi].map((user) => people.item(user, 'Booking of Pat')));
  return items.map(({ subject, start, location, required }) => ({
    subject,
    start,
    location,
    people: required.map(({ address }) => address).sort(),
  }));
};

describe('a booking that a system mailbox organises', () => {
  it('is one activity of those who are booked, with the service and the customer in it', async () => {
    const activity = await booking();
    expect([onni.id, helmi.id]).toContain(activity.ownerId);
    const emails = activity.participants.map(({ email }) => email);
    expect(emails).toEqual(expect.arrayContaining([BOOKINGS, CUSTOMER]));
    expect(await staffMails()).toEqual([]);
  });

  it.each(['copies', 'invitations'] as const)(
    'is not rewritten in Exchange by an edit of the activity, nor is anybody told, under the policy of %s',
    async (participantsPolicy) => {
      await company.saveSettings({ participantsPolicy });
      const before = await inExchange();
      const { id } = await booking();
      await company.changeActivity(id, { name: 'Hijacked', location: 'Elsewhere' });
      await settle();
      expect(await inExchange()).toEqual(before);
      expect((await booking()).location).toBe('Koivu');
      expect(await staffMails()).toEqual([]);
    },
  );

  it('follows the service when it moves the booking, and ends when it cancels it', async () => {
    const { id } = await booking();
    await people.move(bookings, 'Booking of Pat', 24);
    await settle();
    const moved = await booking();
    expect(moved.id).toBe(id);
    expect(moved.time.start).toBe((await people.item(bookings, 'Booking of Pat')).start);
    await people.remove(bookings, 'Booking of Pat');
    await settle();
    expect([await company.activityNames(onni), await company.activityNames(helmi)]).toEqual([[], []]);
    expect(await staffMails()).toEqual([]);
  });

  it('goes on for the other when one of the staff takes it out of their calendar', async () => {
    const item = await people.item(onni, 'Booking of Pat');
    await company.exchange.delete(onni.email, item);
    await settle();
    const { ownerId, participants } = await booking();
    expect(ownerId).toBe(helmi.id);
    expect(participants.find(({ email }) => email === onni.email)?.status).toBe('Declined');
    expect([await company.itemSubjects(onni), await company.itemSubjects(helmi)]).toEqual([
      [],
      ['Booking of Pat'],
    ]);
    expect((await people.item(bookings, 'Booking of Pat')).subject).toBe('Booking of Pat');
    expect(await staffMails()).toEqual([]);
  });

  it('stands once when the mailboxes are moved and everything is read anew', async () => {
    const { id } = await booking();
    for (const { email } of [onni, helmi, bookings])
      await company.exchange.control('POST', `mailboxes/${email}/move`);
    await settle();
    expect((await booking()).id).toBe(id);
    const stories = (await company.stories(onni)).length;
    await settle();
    expect(await company.stories(onni)).toHaveLength(stories);
    expect(await staffMails()).toEqual([]);
  });
});
