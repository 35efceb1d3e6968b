import type { FolderRecord } from '../mailbox-store/folder.ts';
import type { Item } from '../mailbox-store/item.ts';
import { utc } from '../zones/zone.ts';
import { readDateTime } from './date-time.ts';
import { EwsError } from './ews-error.ts';
import { type Page, readLimit } from './paging.ts';
import { childOf, type XmlElement } from './xml-read.ts';

const twoYears = 2 * 366 * 86_400_000;

/**
 * What CalendarView chooses: items that overlap the time between two dates, by start. It cannot be combined with
 * a restriction or a sort order, and cannot be paged: what is over the limit is cut off.
 */
export function readCalendarView(
  view: XmlElement,
  request: XmlElement,
  folder: FolderRecord,
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
    const found = items.filter((item) => overlaps(item, start, end)).sort((a, b) => a.start - b.start);
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

/** An item without duration lies in the view when its moment does. */
function overlaps(item: Item, start: number, end: number): boolean {
  if (item.start === item.end) return item.start >= start && item.start < end;
  return item.start < end && item.end > start;
}
