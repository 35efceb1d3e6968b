import { describe, expect, it } from 'vitest';
import { type Activity, ActivityRefusedError, type NewActivity } from '../../model/activity.ts';
import { SideError } from '../../model/problem.ts';
import type { ActivityRepository } from './activity-repository.ts';
import { activity, OWNER } from './activity-sample.ts';
import { sideEntryOf } from './to-entry.ts';
import { WorkspaceSide } from './workspace-side.ts';

const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };
const signal = new AbortController().signal;
const BAD_TYPE = 'type-that-is-gone';

/** Keeps a few activities in memory and refuses one type, as the database does. */
class SmallRepository implements ActivityRepository {
  readonly kept = new Map<string, Activity>();
  isReachable = true;
  now = '2026-11-24T10:00:00.000Z';

  async sequenceState() {
    if (!this.isReachable) throw new Error('connect ECONNREFUSED');
    return { floor: 0, current: 50, now: this.now };
  }
  async changes(after: number) {
    return { activities: [], gone: [], left: [], sequence: after, last: true };
  }
  async find(ids: readonly string[]) {
    return new Map(ids.flatMap((id) => (this.kept.has(id) ? [[id, this.kept.get(id) as Activity]] : [])));
  }
  async left() {
    return new Set<string>();
  }
  async self() {
    return { userId: OWNER, name: 'Onni Nieminen', email: 'onni.nieminen@esimerkki.example' };
  }
  async join() {
    return 'gone' as const;
  }
  async findByOrigin() {
    return new Map<string, Activity>();
  }
  async people() {
    return new Map<string, never>();
  }
  async create(activities: readonly NewActivity[]) {
    if (activities.some((one) => one.typeId === BAD_TYPE))
      throw new ActivityRefusedError('There is no such activity type.');
    return activities.map((one) => {
      const made = activity({ ...one, participants: [], sequence: 51 });
      this.kept.set(made.id, made);
      return made;
    });
  }
  async update(): Promise<Activity> {
    throw new ActivityRefusedError('The activity was refused.');
  }
  async delete() {
    return 'deleted' as const;
  }
}

function setUp() {
  const repository = new SmallRepository();
  const now = () => Date.parse('2026-11-24T09:59:00.000Z');
  const { organizationId } = activity();
  const outgoingTypeIds = new Set<string>();
  const side = new WorkspaceSide({ organizationId, userId: OWNER, repository, outgoingTypeIds, now });
  return { repository, side };
}

const { entry } = sideEntryOf(activity(), { userId: OWNER, outgoingTypeIds: new Set() });
const request = (activityType: string | null) => ({
  key: crypto.randomUUID(),
  entry: { ...entry, activityType },
});

describe('the workspace side', () => {
  it('makes the good activities of a batch around one that the database refuses', async () => {
    const { side, repository } = setUp();
    const types = ['type-meeting', BAD_TYPE, null, 'type-meeting'];
    const outcomes = await side.create(types.map(request), signal);
    expect(outcomes.map((outcome) => (outcome.ok ? 'made' : outcome.error.code))).toEqual([
      'made',
      'WORKSPACE_ENTRY_REFUSED',
      'WORKSPACE_TYPE_MISSING',
      'made',
    ]);
    expect(repository.kept.size).toBe(2);
  });

  it('answers a refused update as a problem of that entry, in the database’s words', async () => {
    const { side, repository } = setUp();
    repository.kept.set(activity().id, activity());
    const [outcome] = await side.update([{ id: activity().id, version: '42', patch: { text: 'x' } }], signal);
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'entry', words: 'The activity was refused.' },
    });
  });

  it('tells a database that cannot be reached as something to try again', async () => {
    const { side, repository } = setUp();
    repository.isReachable = false;
    const reading = side.changes(null, WINDOW, signal)[Symbol.asyncIterator]().next();
    const error = await reading.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SideError);
    expect((error as SideError).details).toMatchObject({ kind: 'retry', code: 'WORKSPACE_UNAVAILABLE' });
    expect((error as SideError).message).not.toContain('ECONNREFUSED');
  });

  it('measures the database’s clock against ours', async () => {
    const { side } = setUp();
    expect(side.clockOffset()).toBe(0);
    for await (const page of side.changes(null, WINDOW, signal)) expect(page.last).toBe(true);
    expect(side.clockOffset()).toBe(60_000);
  });

  it('goes on from the company’s last number, also where nothing concerned this user', async () => {
    const { side } = setUp();
    for await (const page of side.changes(null, WINDOW, signal)) expect(page.cursor).toMatch(/:50$/);
  });
});
