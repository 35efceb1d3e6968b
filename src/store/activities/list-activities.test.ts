import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newActivity, userParticipant } from '../../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../../test/fixtures/database-seed.ts';
import type { NewActivity } from '../../model/activity.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import { createActivities } from './create-activities.ts';
import { deleteActivity } from './delete-activity.ts';
import { type ActivityFilter, listActivities } from './list-activities.ts';
import { updateActivity } from './update-activity.ts';

const CUSTOMER = '11111111-0000-4000-8000-000000000001';
const PROJECT = '22222222-0000-4000-8000-000000000001';

const WEEKLY: Recurrence = {
  pattern: { kind: 'weekly', interval: 1, days: ['MO'], firstDayOfWeek: 'MO' },
  range: { kind: 'count', occurrences: 5 },
  start: '2026-12-07',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};

function hours(start: string, end: string): NewActivity['time'] {
  return { kind: 'timed', start: `${start}:00.000Z`, end: `${end}:00.000Z`, zone: 'Europe/Helsinki' };
}

describe('the listing of activities', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    const activities = samples(seed);
    await createActivities(database.db, seed.organization.id, activities, null);
    const gone = { id: activities.at(-1)?.id ?? '', version: null, userId: null };
    await deleteActivity(database.db, seed.organization.id, gone);
    await seedOther();
  });
  afterAll(() => database.close());

  async function seedOther(): Promise<void> {
    const other = await seedOrganization(database);
    await createActivities(database.db, other.organization.id, [newActivity(other)], null);
  }

  const names = async (filter: ActivityFilter) => {
    const found = await listActivities(database.db, seed.organization.id, { order: 'start', ...filter });
    return found.map((activity) => activity.name);
  };

  it('has all that stand in the company, by their start', async () => {
    expect(await names({})).toEqual(['Morning', 'Whole day', 'Call back', 'Task', 'Evening', 'Series']);
  });

  it('is limited to owners, and on request also to participants', async () => {
    expect(await names({ userIds: [seed.helmi.id] })).toEqual(['Evening']);
    const member = await names({ userIds: [seed.helmi.id], includeAsMember: true });
    expect(member).toEqual(['Morning', 'Evening']);
    expect(await names({ userIds: [] })).toEqual([]);
  });

  it('leaves out on request what a participant declined', async () => {
    const [morning] = await listActivities(database.db, seed.organization.id, { order: 'start', limit: 1 });
    if (!morning) throw new Error('there is no morning');
    const id = { id: morning.id, actorId: null };
    const declined = morning.participants.map((one) => ({ ...one, status: 'Declined' as const }));
    await updateActivity(database.db, seed.organization.id, {
      ...id,
      version: null,
      change: { participants: declined },
    });
    const own = { userIds: [seed.helmi.id], includeAsMember: true, withoutDeclined: true };
    expect(await names(own)).toEqual(['Evening']);
    await updateActivity(database.db, seed.organization.id, {
      ...id,
      version: null,
      change: { participants: morning.participants },
    });
    expect(await names(own)).toEqual(['Morning', 'Evening']);
  });

  it('asks for overlap with a time, limits included, or for lying wholly within', async () => {
    const from = '2026-12-01T08:30:00.000Z';
    const to = '2026-12-02T10:00:00.000Z';
    const overlapping = ['Morning', 'Whole day', 'Call back', 'Task'];
    expect(await names({ from, to })).toEqual(overlapping);
    expect(await names({ from, to, strict: true })).toEqual(['Call back']);
    expect(await names({ from: '2026-12-01T09:00:00.000Z', to: '2026-12-01T09:00:00.000Z' })).toEqual([
      'Morning',
    ]);
  });

  it('asks for category, type and flags', async () => {
    expect(await names({ categories: ['Task', 'Absences'] })).toEqual(['Whole day', 'Task']);
    expect(await names({ typeIds: [seed.types.SalesEvent] })).toEqual(['Call back']);
    expect(await names({ hasDuration: false })).toEqual(['Call back']);
    expect(await names({ isClosed: true })).toEqual(['Evening']);
  });

  it('asks for customers and projects, with or without those that have none', async () => {
    expect(await names({ customerIds: [CUSTOMER] })).toEqual(['Evening']);
    const all = await names({ customerIds: [CUSTOMER], includeNoCustomer: true });
    expect(all).toHaveLength(6);
    expect(await names({ projectIds: [PROJECT] })).toEqual(['Task']);
    expect(await names({ projectOwnerIds: [seed.aino.id] })).toEqual(['Task']);
  });

  it('tells series from what stands by itself', async () => {
    expect(await names({ recurrenceTypes: ['Series'] })).toEqual(['Series']);
    expect(await names({ recurrenceTypes: ['None', 'Occurrence', 'Exception'] })).not.toContain('Series');
  });

  it('asks for what changed since', async () => {
    const all = await listActivities(database.db, seed.organization.id, {});
    const morning = all.find((activity) => activity.name === 'Morning');
    const change = { location: 'Elsewhere' };
    const edit = { id: morning?.id ?? '', version: null, actorId: null, change };
    const changed = await updateActivity(database.db, seed.organization.id, edit);
    const changedSince = typeof changed === 'string' ? '' : changed.updatedAt;
    expect(await names({ changedSince })).toEqual(['Morning']);
  });

  it('pages in the order of ids', async () => {
    const seen: string[] = [];
    for (let afterId: string | undefined; ; ) {
      const page = await listActivities(database.db, seed.organization.id, { afterId, limit: 4 });
      if (page.length === 0) break;
      seen.push(...page.map((activity) => activity.id));
      afterId = page.at(-1)?.id;
    }
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(6);
  });
});

function samples(seed: SeededOrganization): readonly NewActivity[] {
  const { types, onni, helmi, aino } = seed;
  const phase = { guid: 'phase', name: 'Build', isLocked: false, projectGuid: PROJECT, projectName: 'Site' };
  return [
    newActivity(seed, {
      name: 'Morning',
      time: hours('2026-12-01T08:00', '2026-12-01T09:00'),
      participants: [userParticipant(helmi)],
    }),
    newActivity(seed, {
      name: 'Whole day',
      typeId: types.Absences,
      time: { kind: 'allDay', start: '2026-12-02', end: '2026-12-03' },
    }),
    newActivity(seed, {
      name: 'Call back',
      typeId: types.SalesEvent,
      hasDuration: false,
      time: hours('2026-12-02T07:00', '2026-12-02T07:00'),
    }),
    newActivity(seed, {
      name: 'Task',
      typeId: types.Task,
      time: hours('2026-12-02T09:00', '2026-12-02T12:00'),
      phase: { ...phase, projectNumber: 7, projectOwnerGuid: aino.id },
      ownerId: onni.id,
    }),
    newActivity(seed, {
      name: 'Evening',
      ownerId: helmi.id,
      isClosed: true,
      time: hours('2026-12-03T16:00', '2026-12-03T18:00'),
      customer: { guid: CUSTOMER, name: 'Kuusikko Oy', number: 12 },
    }),
    newActivity(seed, {
      name: 'Series',
      time: hours('2026-12-07T08:00', '2026-12-07T09:00'),
      recurrence: WEEKLY,
    }),
    newActivity(seed, { name: 'Deleted' }),
  ];
}
