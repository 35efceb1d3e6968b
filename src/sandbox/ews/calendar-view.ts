import type { FolderRecord } from '../mailbox-store/folder.ts';
import type { Item } from '../mailbox-store/item.ts';
import { isMaster, type Master, occurrencesBetween, overlaps } from '../series/occurrences.ts';
import { utc } from '../zones/zone.ts';
import { readDateTime } from './date-time.ts';
import { EwsError } from './ews-error.ts';
import type { RequestContext } from './operations/operation.ts';
import { type Page, readLimit } from './paging.ts';
import { childOf, type XmlElement } from './xml-read.ts';

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
    const expand = calendarViewKeepsMasters ? masterBetween : occurrencesBetween;
    const found = items
      .flatMap((item) => {
        if (isMaster(item)) return expand(item, start, end);
        return overlaps(item, start, end) ? [item] : [];
      })
      .sort((a, b) => a.start - b.start);
    return { items: found.slice(0, limit), total: found.length, isLast: found.length <= limit };
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
function masterBetween(master: Master, start: number, end: number): Item[] {
  return occurrencesBetween(master, start, end).length > 0 ? [master] : [];
}
