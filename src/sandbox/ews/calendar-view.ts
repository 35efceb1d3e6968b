import type { FolderRecord } from '../mailbox-store/folder.ts';
import type { Item } from '../mailbox-store/item.ts';
import {
  isMaster,
  type Master,
  occurrenceItem,
  occurrencesBetween,
  overlaps,
} from '../series/occurrences.ts';
import { utc } from '../zones/zone.ts';
import { readDateTime } from './date-time.ts';
import { EwsError } from './ews-error.ts';
import type { RequestContext } from './operations/operation.ts';
import { type Page, readLimit } from './paging.ts';
import { childOf, type XmlElement } from './xml-read.ts';

/** What a view shows, made only when it is among what the limit leaves. */
interface Shown {
  readonly start: number;
  readonly item: () => Item;
}

const twoYears = 2 * 366 * 86_400_000;

/**
 * What CalendarView chooses: items and occurrences of series that overlap the time between two dates, by start;
 * masters never (EWS reference, CalendarView). It cannot be combined with a restriction or a sort order, and
 * cannot be paged: what is over the limit is cut off.
 */
export function readCalendarView(
  view: XmlElement,
  request: XmlElement,
  folder: FolderRecord,
  context: RequestContext,
): (items: readonly Item[]) => Page<Item> {
  if (folder.kind !== 'calendar') {
    throw new EwsError(
      'ErrorCalendarFolderIsInvalidForCalendarView',
      'CalendarView needs a calendar folder.',
    );
  }
  if (childOf(request, 'Restriction') || childOf(request, 'SortOrder')) {
    throw new EwsError(
      'ErrorInvalidRequest',
      'CalendarView cannot be combined with Restriction or SortOrder.',
    );
  }
  const { start, end } = readRange(view);
  const limit = readLimit(view.attributes.get('MaxEntriesReturned'));
  return (items) => {
    const { calendarViewKeepsMasters } = context.organization.oddities;
    const expand = calendarViewKeepsMasters ? masterBetween : shownOccurrences;
    const found = items
      .flatMap((item): Shown[] => {
        if (isMaster(item)) return expand(item, start, end);
        return overlaps(item, start, end) ? [{ start: item.start, item: () => item }] : [];
      })
      .sort((a, b) => a.start - b.start);
    const shown = found.slice(0, limit).map(({ item }) => item());
    return { items: shown, total: found.length, isLast: found.length <= limit };
  };
}

function readRange(view: XmlElement): { start: number; end: number } {
  const start = readDateTime(view.attributes.get('StartDate') ?? '', utc);
  const end = readDateTime(view.attributes.get('EndDate') ?? '', utc);
  if (end < start) {
    throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate.');
  }
  if (end - start > twoYears) {
    throw new EwsError(
      'ErrorCalendarViewRangeTooBig',
      'The specified view range exceeds the maximum range of two years.',
    );
  }
  return { start, end };
}

/** A server that does not expand series shows the master, whichever of its occurrences is meant. */
function masterBetween(master: Master, start: number, end: number): Shown[] {
  const isThere = occurrencesBetween(master, start, end).length > 0;
  return isThere ? [{ start: master.start, item: () => master }] : [];
}

function shownOccurrences(master: Master, start: number, end: number): Shown[] {
  return occurrencesBetween(master, start, end).map((placed) => ({
    start: placed.start,
    item: () => occurrenceItem(master, placed.day),
  }));
}
