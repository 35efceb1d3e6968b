import { instantFromMillis } from '../../model/time.ts';
import { readFailures, readHealth } from '../../store/health/read-health.ts';
import { ALL_COMPANIES } from '../../store/health/record-health.ts';
import { listTroubledMailboxes } from '../../store/health/troubled-mailboxes.ts';
import type { Resolution } from '../../store/schema/health.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, Health, HealthQuery, TroubledMailboxPage, TroubledMailboxQuery } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import type { Viewer } from '../viewer.ts';
import { everyStep, healthPoint, sumOf, troubledMailboxView } from '../views/health.ts';

interface Range {
  readonly resolution: Resolution;
  /** Seconds of one point, and how many points there are. */
  readonly step: number;
  readonly points: number;
}

/** Some 60 to 180 points: as many as a chart can show, out of rows of minutes or of hours. */
const RANGES: Readonly<Record<HealthQuery['range'], Range>> = {
  hour: { resolution: 'minute', step: 60, points: 60 },
  day: { resolution: 'minute', step: 900, points: 96 },
  week: { resolution: 'hour', step: 3600, points: 168 },
  month: { resolution: 'hour', step: 4 * 3600, points: 180 },
};

/** Codes of failures that are told; the rest is seldom. */
const CODES = 20;

/** A look that is older than this (milliseconds) does not tell how things stand now. */
const STILL_TRUE = 3 * 60_000;

/** The health page: figures over time, and the mailboxes that are in trouble at this moment. */
export function healthFigureRoutes(api: Api, { database: { db } }: HttpParts): void {
  const figures = {
    summary: 'Figures of the synchronization over time',
    querystring: HealthQuery,
    response: { 200: Health, '4xx': ApiError },
  };
  api.get('/api/health', { schema: figures }, async (request) => {
    const { range } = request.query;
    const { step, points, resolution } = RANGES[range];
    const now = Date.now();
    const to = (Math.floor(now / (step * 1000)) + 1) * step * 1000;
    const from = to - points * step * 1000;
    const period = { from: instantFromMillis(from), to: instantFromMillis(to) };
    const question = { organizationId: whose(viewerOf(request)), resolution, step, ...period };
    const stored = await readHealth(db, question);
    return {
      range,
      ...period,
      stepSeconds: step,
      points: everyStep(stored, { from, to, step }).map(healthPoint),
      total: healthPoint(sumOf(stored)),
      now: await latestLook(question.organizationId, now),
      failures: [...(await readFailures(db, question, CODES))],
    };
  });

  /** The range `hour` alone holds single looks; the page shows how things stand beside any range. */
  async function latestLook(organizationId: string, now: number) {
    const period = { from: instantFromMillis(now - STILL_TRUE), to: instantFromMillis(now + 60_000) };
    const looks = await readHealth(db, { organizationId, resolution: 'minute', step: 60, ...period });
    const latest = looks.findLast((look) => look.switchedOn !== null);
    return latest ? healthPoint(latest) : null;
  }

  const mailboxes = {
    summary: 'Mailboxes in trouble',
    querystring: TroubledMailboxQuery,
    response: { 200: TroubledMailboxPage, '4xx': ApiError },
  };
  api.get('/api/health/mailboxes', { schema: mailboxes }, async (request) => {
    const { page, pageSize } = request.query;
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const { rows, total } = await listTroubledMailboxes(db, viewerOf(request).organizationId, paging);
    return { rows: rows.map(troubledMailboxView), total };
  });
}

/** Operators belong to no company: they get the sums of all, which name nobody. */
function whose({ role, organizationId }: Viewer): string {
  return role === 'operator' ? ALL_COMPANIES : organizationId;
}
