import type { Activity, RecurrenceType } from '../../model/activity.ts';
import { occurrencesOf } from '../../model/activity-occurrence.ts';
import { seriesIdsAround } from '../../model/occurrence-id.ts';
import { type Instant, instantFromMillis } from '../../model/time.ts';
import { startOfDate } from '../../model/zoned-date.ts';
import type { Handle } from '../handle.ts';
import { type ActivityFilter, listActivities } from './list-activities.ts';

const DAY = 86_400_000;

/** A series without end has no end of occurrences: they are listed up to five years from now. */
const HORIZON = 5 * 366 * DAY;

/** Occurrences of one series in one listing, at most. */
const MOST = 4000;

const EXPANDED: readonly RecurrenceType[] = ['Occurrence', 'Exception'];

/**
 * Activities with the occurrences of series in place of the series. `recurrenceTypes` says which of them are
 * wanted (`Series` is the series itself); without it everything but the series. Occurrences go by the same
 * filter as activities, by their own time, and lie at most five years ahead. `now`: milliseconds since the epoch.
 */
export async function listWithOccurrences(
  db: Handle,
  organizationId: string,
  filter: ActivityFilter,
  now: number,
): Promise<readonly Activity[]> {
  const wanted = filter.recurrenceTypes ?? ['None', ...EXPANDED];
  const rowTypes = wanted.filter((type) => !EXPANDED.includes(type));
  const rows =
    rowTypes.length > 0
      ? await listActivities(db, organizationId, { ...filter, recurrenceTypes: rowTypes })
      : [];
  if (!wanted.some((type) => EXPANDED.includes(type))) return rows;
  const occurrences = await listOccurrences(db, organizationId, filter, wanted, now);
  const all = [...rows, ...occurrences].sort(filter.order === 'start' ? byStart : byId);
  return filter.limit === undefined ? all : all.slice(0, filter.limit);
}

async function listOccurrences(
  db: Handle,
  organizationId: string,
  filter: ActivityFilter,
  wanted: readonly RecurrenceType[],
  now: number,
): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  for (const series of await seriesFor(db, organizationId, filter)) {
    if (isEnough(found, series, filter)) break;
    for (const occurrence of occurrencesIn(series, filter, now))
      if (wanted.includes(occurrence.recurrenceType)) found.push(occurrence);
  }
  return found;
}

/** Series by everything but their own time, and from the one on in which a page goes on. */
function seriesFor(db: Handle, organizationId: string, filter: ActivityFilter): Promise<readonly Activity[]> {
  const { from: _from, to: _to, strict: _strict, afterId, limit: _limit, ids: _ids, ...rest } = filter;
  const page = afterId === undefined ? {} : { afterId: seriesIdsAround(afterId).from };
  return listActivities(db, organizationId, { ...rest, ...page, order: 'id', recurrenceTypes: ['Series'] });
}

/** Ids of occurrences begin as those of their series do, so a page is full before all series were looked at. */
function isEnough(found: readonly Activity[], next: Activity, filter: ActivityFilter): boolean {
  const last = found.at(-1);
  if (filter.order === 'start' || filter.limit === undefined || !last) return false;
  return found.length >= filter.limit && seriesIdsAround(last.id).from !== seriesIdsAround(next.id).from;
}

function occurrencesIn(series: Activity, filter: ActivityFilter, now: number): readonly Activity[] {
  const from = filter.from ?? instantFromMillis(0);
  const latest = instantFromMillis(now + HORIZON);
  const to = filter.to !== undefined && filter.to < latest ? filter.to : latest;
  // The limits of a listing are included, those of a period are not.
  const window = { from: shifted(from, -1), to: shifted(to, 1) };
  return occurrencesOf(series, window, MOST).filter(
    (one) => isWithin(one, from, to, filter.strict) && (!filter.afterId || one.id > filter.afterId),
  );
}

function isWithin(activity: Activity, from: Instant, to: Instant, strict = false): boolean {
  const { start, end } = instantsOf(activity);
  return strict ? start >= from && end <= to : start <= to && end >= from;
}

function instantsOf({ time, ownerZone }: Activity): { readonly start: Instant; readonly end: Instant } {
  if (time.kind === 'timed') return time;
  return { start: startOfDate(time.start, ownerZone), end: startOfDate(time.end, ownerZone) };
}

function shifted(instant: Instant, millis: number): Instant {
  return instantFromMillis(Date.parse(instant) + millis);
}

function byId(one: Activity, other: Activity): number {
  return one.id < other.id ? -1 : 1;
}

function byStart(one: Activity, other: Activity): number {
  const [first, second] = [instantsOf(one).start, instantsOf(other).start];
  if (first !== second) return first < second ? -1 : 1;
  return byId(one, other);
}
