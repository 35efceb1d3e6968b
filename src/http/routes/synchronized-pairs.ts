import { countPairs, listPairs, type Pair, type PairPlace } from '../../store/pair-list.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, PairPage, PairQuery, type SynchronizedPair } from '../contract.ts';
import { isUuid } from '../identifiers.ts';
import type { Api, HttpParts } from '../parts.ts';
import { refuseField } from '../refusal.ts';
import { UserParams, userOf } from '../synchronized-user.ts';

/** `GET /api/users/:userId/synchronization/pairs`: what of a user is synchronized with what. */
export function synchronizedPairRoutes(api: Api, { database }: HttpParts): void {
  const schema = {
    summary: 'What is synchronized with what',
    params: UserParams,
    querystring: PairQuery,
    response: { 200: PairPage, '4xx': ApiError },
  };
  api.get('/api/users/:userId/synchronization/pairs', { schema }, async (request) => {
    const viewer = viewerOf(request);
    const { text, after, limit } = request.query;
    const { id } = await userOf(database, viewer, request.params.userId);
    const who = [database.db, viewer.organizationId, id, viewer] as const;
    const filter = { text, after: after === undefined ? undefined : placeOf(after), limit: limit + 1 };
    const found = await listPairs(...who, filter);
    const pairs = found.slice(0, limit);
    const last = found.length > limit ? pairs.at(-1) : undefined;
    return {
      pairs: pairs.map(pairView),
      next: last ? `${last.time.start}~${last.id}` : null,
      total: await countPairs(...who, text),
    };
  });
}

function pairView({ time, isRecurring, ...pair }: Pair): SynchronizedPair {
  return { ...pair, start: time.start, allDay: time.kind === 'allDay', recurring: isRecurring };
}

/** The place that an earlier page gave out as `next`. */
function placeOf(text: string): PairPlace {
  const [start, id, ...more] = text.split('~');
  if (!start || !id || !isUuid(id) || more.length > 0) throw refuseField(400, 'after', 'pageUnknown');
  return { start, id };
}
