import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { insertStories, type NewStory } from './stories.ts';
import { findStory, listStories, type StoryFilter } from './story-list.ts';
import type { Viewer } from './viewer.ts';

const THROTTLED: ErrorDetails = {
  kind: 'retry',
  source: 'mailbox',
  code: 'ErrorServerBusy',
  words: 'The server cannot service this request right now.',
  requestId: '6f1c2a70-request',
  advice: 'ewsThrottled',
  retryAfter: 5_000,
};

const CONFLICT: FieldConflict = {
  field: 'subject',
  activity: 'Secret plan A',
  mailbox: 'Secret plan B',
  winner: 'mailbox',
  because: 'newest',
};

describe('the log', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  const viewers = {} as Record<'aino' | 'onni' | 'helmi' | 'support', Viewer>;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
    for (const name of ['aino', 'onni', 'helmi'] as const)
      viewers[name] = { userId: seed[name].id, role: seed[name].role };
    viewers.support = { userId: crypto.randomUUID(), role: 'support' };
    await insertStories(database.db, organizationId, lines(seed));
    const other = await seedOrganization(database);
    await insertStories(database.db, other.organization.id, lines(other));
  });
  afterAll(() => database.close());

  const told = async (viewer: Viewer, filter: Partial<StoryFilter> = {}) =>
    listStories(database.db, organizationId, viewer, { limit: 100, ...filter });
  const subjects = async (viewer: Viewer, filter: Partial<StoryFilter> = {}) =>
    (await told(viewer, filter)).map((story) => story.subject);

  it('shows a user the lines of their own calendar, private ones with their names', async () => {
    expect(await subjects(viewers.onni)).toEqual(['Secret plan', 'Budget review 100%']);
    expect(await subjects(viewers.helmi)).toEqual(['Team lunch']);
    expect(await subjects(viewers.helmi, { userId: seed.onni.id })).toEqual([]);
  });

  it('shows administrator and support the company’s lines, newest first, without private names', async () => {
    for (const viewer of [viewers.aino, viewers.support]) {
      const stories = await told(viewer);
      expect(stories.map((story) => story.subject)).toEqual(['', null, 'Team lunch', 'Budget review 100%']);
      const hidden = stories.find((story) => story.isPrivate);
      expect(JSON.stringify(hidden)).not.toContain('Secret');
      expect(hidden).toMatchObject({ fields: ['subject'], userName: 'Onni Virtanen', conflict: null });
    }
    expect((await told(viewers.onni))[0]?.conflict).toEqual([CONFLICT]);
  });

  it('does not find private names in anybody else’s search', async () => {
    expect(await subjects(viewers.onni, { text: 'secret' })).toEqual(['Secret plan']);
    expect(await subjects(viewers.aino, { text: 'secret' })).toEqual([]);
  });

  it('searches subjects, codes, the server’s words and request ids, taking every letter as it is', async () => {
    expect(await subjects(viewers.aino, { text: '100%' })).toEqual(['Budget review 100%']);
    expect(await subjects(viewers.aino, { text: '100_' })).toEqual([]);
    for (const text of ['serverbusy', 'right now', '6f1c2a70'])
      expect(await subjects(viewers.aino, { text })).toEqual(['Team lunch']);
  });

  it('filters by user, time, severity, kind, code and activity', async () => {
    expect(await subjects(viewers.aino, { userId: seed.helmi.id })).toEqual(['Team lunch']);
    const day = { from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' };
    expect(await subjects(viewers.aino, day)).toEqual(['Team lunch']);
    expect(await subjects(viewers.aino, { severity: 'error' })).toEqual(['Team lunch']);
    expect(await subjects(viewers.aino, { kind: 'settingsChanged' })).toEqual(['']);
    expect(await subjects(viewers.aino, { code: 'ErrorServerBusy' })).toEqual(['Team lunch']);
    expect(await subjects(viewers.aino, { activityId: 'activity-1' })).toEqual(['Budget review 100%']);
  });

  it('pages back without telling a line twice', async () => {
    const seen: number[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await told(viewers.aino, { limit: 1, before });
      if (page.length === 0) break;
      before = page[0]?.id;
      seen.push(...page.map((story) => story.id));
    }
    expect(seen).toHaveLength(4);
    expect([...seen].sort((a, b) => b - a)).toEqual(seen);
  });

  it('finds one line for whom it may be seen by', async () => {
    const [secret] = await told(viewers.onni);
    const id = secret?.id ?? 0;
    expect(await findStory(database.db, organizationId, viewers.onni, id)).toEqual(secret);
    expect((await findStory(database.db, organizationId, viewers.aino, id))?.subject).toBeNull();
    expect(await findStory(database.db, organizationId, viewers.helmi, id)).toBeUndefined();
  });
});

/** In the order in which they were told. */
function lines(seed: SeededOrganization): NewStory[] {
  const line = { severity: 'info', kind: 'created', side: 'mailbox' } as const;
  return [
    {
      ...line,
      at: '2026-11-23T10:00:00.000Z',
      userId: seed.onni.id,
      subject: 'Budget review 100%',
      activityId: 'activity-1',
    },
    {
      ...line,
      at: '2026-11-24T10:00:00.000Z',
      userId: seed.helmi.id,
      subject: 'Team lunch',
      severity: 'error',
      kind: 'setAside',
      code: THROTTLED.code,
      error: THROTTLED,
    },
    {
      ...line,
      at: '2026-11-25T10:00:00.000Z',
      userId: seed.onni.id,
      subject: 'Secret plan',
      isPrivate: true,
      severity: 'warning',
      kind: 'conflict',
      fields: ['subject'],
      conflict: [CONFLICT],
    },
    {
      at: '2026-11-26T10:00:00.000Z',
      userId: null,
      actorId: seed.aino.id,
      severity: 'info',
      kind: 'settingsChanged',
    },
  ];
}
