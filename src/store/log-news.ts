import { sql } from 'kysely';
import type { SideName } from '../model/link.ts';
import { type Instant, instantFromMillis } from '../model/time.ts';
import type { Handle } from './handle.ts';
import { toldLeftAlone } from './left-alone.ts';
import type { Severity, StoryKind } from './schema/log.ts';

const AN_HOUR = 3600_000;

/** So many changes of one entry are told within an hour; what rewrites it more often is told of once. */
export const CHANGES_AN_HOUR = 6;

/** Code of the last change that is told when an entry changes too often. */
export const CHANGES_OFTEN = 'changesOften';

/** What decides whether a line is news. */
interface Line {
  readonly kind: StoryKind;
  readonly severity: Severity;
  readonly side: SideName | null;
  readonly code: string | null;
  readonly activityId: string | null;
  readonly itemId: string | null;
  readonly fields: readonly string[] | null;
}

interface Of {
  readonly organizationId: string;
  readonly userId: string;
  readonly at: Instant;
}

/**
 * The lines that are news: what is left alone is told once, and an entry that another program rewrites each minute
 * does not fill the log. Nothing but changes that went well is ever left out.
 */
export async function newsAmong<T extends Line>(
  db: Handle,
  of: Of,
  lines: readonly T[],
): Promise<readonly T[]> {
  return withoutFlood(db, of, await withoutLeftAlone(db, of, lines));
}

async function withoutLeftAlone<T extends Line>(
  db: Handle,
  { organizationId, userId }: Of,
  lines: readonly T[],
): Promise<readonly T[]> {
  const idOf = ({ activityId, itemId }: Line) => activityId ?? itemId ?? '';
  const leftAlone = lines.filter(({ kind }) => kind === 'leftAlone');
  if (leftAlone.length === 0) return lines;
  const told = await toldLeftAlone(db, organizationId, userId, leftAlone.map(idOf));
  const known = new Set(told.map(({ entryId, code }) => `${code} ${entryId}`));
  return lines.filter((line) => line.kind !== 'leftAlone' || !known.has(`${line.code} ${idOf(line)}`));
}

async function withoutFlood<T extends Line>(db: Handle, of: Of, lines: readonly T[]): Promise<readonly T[]> {
  // That an entry became private is always told: its name goes from the lines before (`insertStories`).
  const isPlainChange = ({ kind, severity, activityId, fields }: Line) =>
    kind === 'changed' && severity === 'info' && activityId !== null && !fields?.includes('isPrivate');
  const ids = lines.filter(isPlainChange).map(({ activityId }) => activityId ?? '');
  if (ids.length === 0) return lines;
  const counts = await changesOfTheHour(db, of, ids);
  return lines.flatMap((line): T | [] => {
    if (!isPlainChange(line)) return line;
    const place = `${line.side} ${line.activityId}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    if (count > CHANGES_AN_HOUR) return [];
    return count === CHANGES_AN_HOUR ? { ...line, severity: 'warning', code: CHANGES_OFTEN } : line;
  });
}

/** How many changes were told of each activity's entry within the last hour, by the side that was written. */
async function changesOfTheHour(
  db: Handle,
  { organizationId, userId, at }: Of,
  activityIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('stories')
    .select((eb) => ['side', 'activityId', eb.fn.countAll<number>().as('count')])
    .where('organizationId', '=', organizationId)
    .where('userId', '=', userId)
    .where('activityId', '=', sql<string>`any(${activityIds as string[]}::text[])`)
    .where('kind', '=', 'changed')
    .where('at', '>', instantFromMillis(Date.parse(at) - AN_HOUR))
    .groupBy(['side', 'activityId'])
    .execute();
  return new Map(rows.map(({ side, activityId, count }) => [`${side} ${activityId}`, Number(count)]));
}
