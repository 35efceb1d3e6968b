import { z } from 'zod';
import type { PutBackOutcome } from '../../jobs/engine.ts';
import type { FieldConflict } from '../../model/plan.ts';
import { findStory, type StoryView } from '../../store/story-list.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, LogEntry, PutBack } from '../contract.ts';
import { readEntries } from '../log-reading.ts';
import { logScope } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { requireOn } from '../synchronization-steps.ts';
import { userOf } from '../synchronized-user.ts';
import type { Viewer } from '../viewer.ts';

/** `POST /api/log/:storyId/put-back`: a value that lost a conflict stands again. */
export function logPutBackRoutes(api: Api, parts: HttpParts): void {
  const { database, engine } = parts;
  const schema = {
    summary: 'Put a value of a conflict back',
    params: z.object({ storyId: z.string() }),
    body: PutBack,
    response: { 200: LogEntry, '4xx': ApiError },
  };
  api.post('/api/log/:storyId/put-back', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { organizationId, userId: actorId } = viewer;
    const story = await conflictOf(parts, viewer, request.params.storyId, request.body.field);
    await requireOn({ parts, user: await userOf(database, viewer, story.userId) });
    const outcome = await engine.putBack({ organizationId, actorId, story, ...request.body });
    if (!outcome.done) throw refusalOf(outcome);
    await announce(outcome.calendars);
    const scope = await logScope(parts, viewer, undefined);
    const [entry] = await readEntries(parts, scope, { before: story.id + 1, limit: 1 });
    if (entry?.id !== String(story.id)) throw new Refusal(404, 'logEntryNotFound');
    return entry;

    /** The change is saved by then: when the queue cannot be reached, the next sweep finds it. */
    async function announce(userIds: readonly string[]): Promise<void> {
      await engine.activityChanged(organizationId, userIds).catch((error: unknown) => {
        request.log.warn({ err: error, organizationId }, 'a value that was put back could not be announced');
      });
    }
  });
}

type Conflict = Pick<StoryView, 'id' | 'linkId' | 'isPrivate'> & {
  readonly userId: string;
  readonly subject: string;
  readonly conflict: readonly FieldConflict[];
};

/**
 * The conflict about this field, as far as the viewer may read it. Refuses (404) lines that they may not see, (409)
 * those that tell of no such conflict, and (403) the private entries of others: nobody puts back what they do not see.
 */
async function conflictOf(
  { database: { db } }: HttpParts,
  viewer: Viewer,
  id: string,
  field: string,
): Promise<Conflict> {
  const story = /^\d{1,15}$/.test(id)
    ? await findStory(db, viewer.organizationId, viewer, Number(id))
    : undefined;
  if (!story?.userId) throw new Refusal(404, 'logEntryNotFound');
  if (story.kind === 'conflict' && story.conflict === null) throw new Refusal(403, 'putBackPrivate');
  if (!story.conflict?.some((one) => one.field === field)) throw new Refusal(409, 'putBackNoConflict');
  const { linkId, isPrivate, userId, subject, conflict } = story;
  return { id: story.id, linkId, isPrivate, userId, subject: subject ?? '', conflict };
}

const CODES = {
  gone: 'putBackGone',
  changed: 'putBackChanged',
  stands: 'putBackStands',
  others: 'putBackOthers',
  notKept: 'putBackNotKept',
  calendar: 'putBackRefused',
} as const;

function refusalOf({ because, words }: Extract<PutBackOutcome, { done: false }>): Refusal {
  return new Refusal(409, CODES[because], { params: { words } });
}
