import { normaliseInstant } from '../model/time.ts';
import { listStories, type StoryFilter } from '../store/story-list.ts';
import { listPutBacks } from '../store/story-put-backs.ts';
import type { LogEntry, LogQuery } from './contract.ts';
import type { LogScope } from './log-scope.ts';
import type { HttpParts } from './parts.ts';
import { refuseField } from './refusal.ts';
import { logEntryView } from './views/log-entry.ts';

/** Rows that one query of an export reads. */
export const EXPORT_BATCH = 500;

/** Lines of a log as its reader may see them, the newest first. */
export async function readEntries(
  { database: { db } }: HttpParts,
  { organizationId, viewer }: LogScope,
  filter: StoryFilter,
): Promise<LogEntry[]> {
  const stories = await listStories(db, organizationId, viewer, filter);
  const conflicts = stories.filter(({ conflict }) => conflict !== null).map(({ id }) => id);
  const putBacks = await listPutBacks(db, organizationId, conflicts);
  return stories.map((story) => logEntryView(story, putBacks));
}

/** Every line that the filter lets through, a batch at a time: however long the log is, little stands in memory. */
export async function* allEntries(
  parts: HttpParts,
  scope: LogScope,
  filter: StoryFilter,
): AsyncGenerator<LogEntry> {
  let before = filter.before;
  for (;;) {
    const batch = await readEntries(parts, scope, { ...filter, before });
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < filter.limit) return;
    before = Number(last.id);
  }
}

/** The filters of a request as the store takes them; refuses (400) a page that the log did not give out. */
export function filterOf(query: Omit<LogQuery, 'limit'>, limit: number): StoryFilter {
  const { before, from, to, companyId: _company, ...rest } = query;
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw refuseField(400, 'before', 'pageUnknown');
  return {
    ...rest,
    from: from && normaliseInstant(from),
    to: to && normaliseInstant(to),
    before: before === undefined ? undefined : Number(before),
    limit,
  };
}
