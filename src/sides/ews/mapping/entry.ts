import type { CalendarEntry, EntryPatch, SideEntry } from '../../../model/calendar-entry.ts';
import type { Instant } from '../../../model/time.ts';
import { MARK_PROPERTY, type Mark, readMark, TAHTI_PROPERTY_SET } from '../mark.ts';
import { idOf } from '../operations/item-id.ts';
import { LAST_MODIFIED_TAG } from '../operations/shape.ts';
import type { PropertyWrite } from '../properties.ts';
import { flagOf, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { textTag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';
import type { ExceptionItems } from './exception.ts';
import { extendedProperty } from './extended-property.ts';
import { uidOf } from './global-object-id.ts';
import { readInstant } from './instants.ts';
import { organiserOf, ownAnswerOf } from './meeting.ts';
import { isGuestCopy, readParticipants, writeParticipants } from './people.ts';
import { readRecurrence, writeRecurrence } from './recurrence.ts';
import { readState, writeBusy, writeCategories, writePrivate, writeReminder } from './state.ts';
import { readBody, writeBody, writeHtml } from './text.ts';
import { readTime, writeTime } from './time.ts';

/** A calendar item as a normalised entry; throws SideError (`entry`) where that cannot be done. */
export function readEntry(item: XmlElement, exceptions: ExceptionItems, context: MappingContext): SideEntry {
  const { id, changeKey } = idOf(item);
  const time = readTime(item, context);
  const isGuest = isGuestCopy(item);
  // Our mark in a guest's copy came along with the organiser's: it says nothing about this mailbox.
  const mark = isGuest ? null : markOf(item);
  return {
    id,
    version: changeKey,
    uid: uidOf(item),
    key: mark?.key ?? null,
    markedUid: mark?.uid || null,
    modified: modifiedOf(item),
    standing: isGuest ? 'guest' : 'owner',
    organiser: organiserOf(item, context),
    isCancelled: flagOf(item, 'IsCancelled'),
    category: null,
    mayCross: true,
    ...(time.remark ? { remarks: [time.remark] } : {}),
    entry: {
      subject: (textOf(item, 'Subject') ?? '').trim(),
      time: time.time,
      location: (textOf(item, 'Location') ?? '').trim(),
      ...readBody(item),
      ...readState(item),
      activityType: null,
      participants: readParticipants(item, context),
      ownAnswer: ownAnswerOf(item),
      recurrence: readRecurrence(item, time, exceptions, context),
    },
  };
}

/** Our mark in an item, or null. */
export function markOf(item: XmlElement): Mark | null {
  const property = extendedProperty(
    item,
    ({ PropertyName, PropertySetId }) =>
      PropertyName === MARK_PROPERTY && PropertySetId?.toLowerCase() === TAHTI_PROPERTY_SET,
  );
  return readMark(textOf(property, 'Value'));
}

function modifiedOf(item: XmlElement): Instant | null {
  const byTag = extendedProperty(item, ({ PropertyTag }) => PropertyTag?.toLowerCase() === LAST_MODIFIED_TAG);
  const text = wordOf(item, 'LastModifiedTime') ?? wordOf(byTag, 'Value');
  return text === null ? null : middleOfSecond(readInstant(text, 'time of last change', 'Etc/UTC'));
}

/**
 * Exchange tells the time of the last change cut to whole seconds; the change was anywhere in that second, and
 * taken for its beginning it would lose against one that came before it on the other side.
 */
function middleOfSecond(told: Instant): Instant {
  const time = Date.parse(told);
  return time % 1000 === 0 ? new Date(time + 500).toISOString() : told;
}

/** How each field is written; a field without a row (`activityType`) is not held by mailboxes. */
const WRITERS: {
  readonly [F in keyof CalendarEntry]?: (
    patch: EntryPatch & Required<Pick<EntryPatch, F>>,
    context: MappingContext,
  ) => PropertyWrite[];
} = {
  subject: ({ subject }) => [{ uri: 'item:Subject', xml: textTag('t:Subject', cutSubject(subject)) }],
  time: ({ time }, context) => writeTime(time, context),
  location: ({ location }) => [{ uri: 'calendar:Location', xml: textTag('t:Location', location) }],
  text: ({ text, html }) => writeBody(text, html ?? null),
  // With a text beside it, the row above decides which of the two is written.
  html: ({ text, html }) => (text === undefined && html !== null ? writeHtml(html) : []),
  isPrivate: ({ isPrivate }) => writePrivate(isPrivate),
  busy: ({ busy }, context) => writeBusy(busy, context),
  categories: ({ categories }) => writeCategories(categories),
  reminder: ({ reminder }) => writeReminder(reminder),
  participants: ({ participants }, context) => writeParticipants(participants, context),
  recurrence: ({ recurrence }, context) => writeRecurrence(recurrence, context),
};

/** Exchange refuses longer subjects; a cut one is better than none. Never cuts through a character. */
function cutSubject(subject: string): string {
  return subject.length <= LONGEST_SUBJECT
    ? subject
    : subject.slice(0, LONGEST_SUBJECT).replace(/[\uD800-\uDBFF]$/, '');
}

const LONGEST_SUBJECT = 255;

/**
 * The properties that a patch (or a whole new entry) writes; everything else in the item stays as it is.
 * Throws SideError (`entry`) for what cannot be written.
 */
export function writePatch(patch: EntryPatch, context: MappingContext): PropertyWrite[] {
  return Object.keys(patch).flatMap((name) => {
    const write = WRITERS[name as keyof CalendarEntry] as
      | ((patch: EntryPatch, context: MappingContext) => PropertyWrite[])
      | undefined;
    return write && patch[name as keyof CalendarEntry] !== undefined ? write(patch, context) : [];
  });
}

/** A new entry: its UID stands in it from the beginning, so that the mark can tell it from its copies. */
export function writeNew(entry: CalendarEntry, uid: string, context: MappingContext): PropertyWrite[] {
  return [...writePatch(entry, context), { uri: 'calendar:UID', xml: textTag('t:UID', uid) }];
}
