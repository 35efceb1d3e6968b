import { normaliseInstant } from '../../model/time.ts';
import { listRunsOfLog, type RunFilter, type RunOfLog } from '../../store/run-list.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, RunPage, RunQuery } from '../contract.ts';
import { isUuid } from '../identifiers.ts';
import { logScope, recordLook } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';
import { refuseField } from '../refusal.ts';
import { runView } from '../views/run.ts';

/** `GET /api/log/runs`: the runs that had something to do, failed, or that somebody waited for. */
export function logRunRoutes(api: Api, parts: HttpParts): void {
  const schema = {
    summary: 'Runs of the synchronization',
    querystring: RunQuery,
    response: { 200: RunPage, '4xx': ApiError },
  };
  api.get('/api/log/runs', { schema }, async (request) => {
    const { companyId, limit, userId } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const filter = { ...filterOf(request.query), limit: limit + 1 };
    const found = await listRunsOfLog(parts.database.db, scope.organizationId, scope.viewer, filter);
    await recordLook(parts, viewer, scope, userId);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      runs: shown.map((run) => ({ ...runView(run), userId: run.userId, userName: run.userName })),
      next: last ? pageAfter(last) : null,
    };
  });
}

function pageAfter({ startedAt, id }: RunOfLog): string {
  return `${startedAt}~${id}`;
}

function filterOf({ userId, state, from, to, before }: RunQuery): Omit<RunFilter, 'limit'> {
  return {
    userId,
    state,
    from: from && normaliseInstant(from),
    to: to && normaliseInstant(to),
    before: before === undefined ? undefined : runBefore(before),
  };
}

function runBefore(page: string): RunFilter['before'] {
  const [startedAt = '', id = ''] = page.split('~');
  if (Number.isNaN(Date.parse(startedAt)) || !isUuid(id)) throw refuseField(400, 'before', 'pageUnknown');
  return { startedAt: new Date(startedAt).toISOString(), id };
}
