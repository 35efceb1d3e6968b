import { instantFromMillis } from '../../model/time.ts';
import {
  listSetAside,
  listSetAsideReasons,
  type MadeDue,
  makeDue,
  type SetAsideEntry as Stored,
} from '../../store/set-aside.ts';
import { insertStories } from '../../store/stories.ts';
import { viewerOf } from '../access-guard.ts';
import {
  ApiError,
  type SetAsideEntry,
  SetAsidePage,
  SetAsideQuery,
  TriedAgain,
  TryAgain,
} from '../contract.ts';
import { type LogScope, logScope, recordLook } from '../log-scope.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { troubleView } from '../views/trouble.ts';

/** Entries that are set aside, and *try again*: one, or all of one reason. */
export function setAsideRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const list = {
    summary: 'Entries that are set aside',
    querystring: SetAsideQuery,
    response: { 200: SetAsidePage, '4xx': ApiError },
  };
  api.get('/api/set-aside', { schema: list }, async (request) => {
    const { companyId, page, pageSize, ...filter } = request.query;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const { organizationId } = scope;
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const entries = await listSetAside(db, organizationId, scope.viewer, { ...filter, ...paging });
    const { code, ...whose } = filter;
    const reasons = await listSetAsideReasons(db, organizationId, scope.viewer, whose);
    await recordLook(parts, viewer, scope, filter.userId);
    const counted = reasons.filter((reason) => code === undefined || reason.code === code);
    const total = counted.reduce((sum, { count }) => sum + count, 0);
    return { entries: entries.map(entryView), total, reasons: [...reasons] };
  });

  const again = {
    summary: 'Try entries again that are set aside',
    body: TryAgain,
    response: { 200: TriedAgain, '4xx': ApiError },
  };
  api.post('/api/set-aside/try-again', { schema: again }, async (request) => {
    const { companyId, ...what } = request.body;
    const viewer = viewerOf(request);
    const scope = await logScope(parts, viewer, companyId);
    const due = await tryAgain(parts, scope, viewer.userId, what);
    const running = due.filter(({ state }) => state === 'on');
    for (const { userId } of running)
      await parts.engine.enqueue({ organizationId: scope.organizationId, userId, trigger: 'synchronizeNow' });
    const sum = (some: readonly MadeDue[]) => some.reduce((total, { count }) => total + count, 0);
    return { tried: sum(running), users: running.length, resting: sum(due) - sum(running) };
  });
}

/** Makes them due and writes down who wished it, both or neither. */
async function tryAgain(
  { database: { db } }: HttpParts,
  { organizationId, viewer, actorName }: LogScope,
  actorId: string,
  what: Omit<TryAgain, 'companyId'>,
): Promise<readonly MadeDue[]> {
  return db.transaction().execute(async (trx) => {
    const due = await makeDue(trx, organizationId, viewer, what);
    if (due.length === 0) throw new Refusal(404, 'nothingSetAside');
    const running = due.filter(({ state }) => state === 'on');
    if (running.length === 0) throw new Refusal(409, 'tryAgainOff');
    const at = instantFromMillis(Date.now());
    const story = {
      at,
      actorId,
      actorName,
      severity: 'info',
      kind: 'triedAgain',
      code: what.code ?? null,
    } as const;
    await insertStories(
      trx,
      organizationId,
      running.map(({ userId }) => ({ ...story, userId })),
    );
    return due;
  });
}

function entryView(entry: Stored): SetAsideEntry {
  const { linkId: _link, details, lastAt, ...rest } = entry;
  return { ...rest, error: troubleView(details, lastAt) };
}
