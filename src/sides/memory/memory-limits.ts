import type { CalendarEntry, EntryPatch, SideEntry } from '../../model/calendar-entry.ts';
import { seriesOf } from '../../model/occurrences.ts';
import type { OccurrenceException, Recurrence } from '../../model/recurrence.ts';
import { carriedOver } from '../../model/series-change.ts';
import type { TimedSpan } from '../../model/time.ts';
import { withoutWords } from '../../model/wordless-patch.ts';

/** What a real server does to an entry that it is asked to keep. */
export interface MemoryLimits {
  readonly keep: (entry: CalendarEntry) => CalendarEntry;
  readonly admit: (patch: EntryPatch, standing: SideEntry) => EntryPatch;
}

const LOCATION_LIMIT = 1000;
const SUBJECT_LIMIT = 255;

/** Line ends and outer white space are brought to the normalised form of `CalendarEntry.text`. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd();
}

function wholeMinute(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`;
}

function roundToMinutes(time: TimedSpan): TimedSpan {
  return { ...time, start: wholeMinute(time.start), end: wholeMinute(time.end) };
}

/** Changed occurrences are kept within the same limits as their series. */
function keepOccurrences(
  recurrence: Recurrence | null,
  keep: (exception: OccurrenceException) => OccurrenceException,
): Recurrence | null {
  return recurrence && { ...recurrence, exceptions: recurrence.exceptions.map(keep) };
}

function shortPlace(exception: OccurrenceException): OccurrenceException {
  const { location } = exception;
  return location === undefined ? exception : { ...exception, location: location.slice(0, LOCATION_LIMIT) };
}

/** Keeps what an activity can hold: no HTML, categories or reminder, a location of at most 1000 characters. */
function keepAsActivity(entry: CalendarEntry): CalendarEntry {
  return {
    ...entry,
    location: entry.location.slice(0, LOCATION_LIMIT),
    text: plain(entry.text),
    html: null,
    categories: [],
    reminder: null,
    recurrence: keepOccurrences(entry.recurrence, shortPlace),
  };
}

/** Keeps what a mailbox can hold: no activity type, a subject of at most 255 characters. */
function keepAsMailboxEntry(entry: CalendarEntry): CalendarEntry {
  return {
    ...entry,
    subject: entry.subject.slice(0, SUBJECT_LIMIT),
    text: plain(entry.text),
    activityType: null,
  };
}

/** Writing a text replaces the body: markup that said something else must not stay beside it. */
function admitToMailbox(patch: EntryPatch, standing: SideEntry): EntryPatch {
  const { activityType: _notHeld, ...held } = patch;
  const replacesBody =
    patch.text !== undefined && patch.html === undefined && plain(patch.text) !== standing.entry.text;
  return replacesBody ? { ...held, html: null } : held;
}

export const LIKE_ACTIVITIES: MemoryLimits = { keep: keepAsActivity, admit: (patch) => patch };

export const LIKE_MAILBOX: MemoryLimits = { keep: keepAsMailboxEntry, admit: admitToMailbox };

/** Activities of a server whose times have no seconds and whose category, and privacy with it, never changes. */
export const LIKE_STRICT_ACTIVITIES: MemoryLimits = {
  keep: (entry) => {
    const kept = keepAsActivity(entry);
    if (kept.time.kind !== 'timed') return kept;
    const time = roundToMinutes(kept.time);
    const series = seriesOf(kept);
    const recurrence = series && carriedOver(series, { ...series, time });
    return { ...kept, time, recurrence };
  },
  admit: ({ isPrivate, activityType, ...rest }, standing) => {
    const turns = isPrivate !== undefined && isPrivate !== standing.entry.isPrivate;
    // What cannot be made private must not be told what is private.
    if (turns) return isPrivate ? withoutWords(rest, standing.entry) : rest;
    return { ...rest, ...(activityType === undefined ? {} : { activityType }) };
  },
};
