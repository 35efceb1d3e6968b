import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { CHANGES_AN_HOUR, newsAmong } from './log-news.ts';
import { insertStories, type NewStory } from './stories.ts';

const NOON = '2026-11-25T12:00:00.000Z';

let database: TestDatabase;
let seed: SeededOrganization;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  seed = await seedOrganization(database);
});

const line = (more: Partial<NewStory> = {}) => ({
  at: NOON,
  userId: seed.onni.id,
  severity: 'info' as const,
  kind: 'changed' as const,
  side: 'activities' as const,
  code: null,
  activityId: 'a1',
  itemId: 'm1',
  ...more,
});
const tell = (lines: readonly NewStory[]) => insertStories(database.db, seed.organization.id, lines);
const news = (lines: readonly ReturnType<typeof line>[], at = NOON) =>
  newsAmong(
    database.db,
    { organizationId: seed.organization.id, userId: seed.onni.id, at },
    lines as never[],
  );
const some = (count: number, more: Partial<NewStory> = {}) => Array.from({ length: count }, () => line(more));

describe('changes of one entry', () => {
  it('are told up to a number an hour, the last of them with a warning, and no more', async () => {
    await tell(some(CHANGES_AN_HOUR - 1));
    const [last, ...more] = await news(some(3));
    expect(last).toMatchObject({ severity: 'warning', code: 'changesOften' });
    expect(more).toEqual([]);
  });

  it('are told again an hour later', async () => {
    await tell(some(CHANGES_AN_HOUR));
    expect(await news([line()])).toEqual([]);
    expect(await news([line()], '2026-11-25T13:00:01.000Z')).toHaveLength(1);
  });

  it('say nothing of other entries, of the other side, and of what did not go well', async () => {
    await tell(some(CHANGES_AN_HOUR));
    const others = [
      line({ activityId: 'a2' }),
      line({ side: 'mailbox' }),
      line({ severity: 'warning', code: 'EWS_FORMATTING_REPLACED' }),
      line({ kind: 'conflict' }),
      line({ kind: 'deleted' }),
    ];
    expect(await news(others)).toEqual(others);
  });
});

describe('what is left alone', () => {
  it('is told once for each reason', async () => {
    const left = { kind: 'leftAlone', code: 'copyOfLinked', activityId: null } as const;
    await tell([line(left)]);
    const lines = [line(left), line({ ...left, code: 'undecidedLikeness' }), line({ ...left, itemId: 'm2' })];
    expect(await news(lines)).toEqual(lines.slice(1));
  });
});
