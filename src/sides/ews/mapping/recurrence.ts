import type { OccurrenceException, Recurrence } from '../../../model/recurrence.ts';
import type { EntryTime, Instant, PlainDate } from '../../../model/time.ts';
import { ewsError } from '../errors.ts';
import { idOf } from '../operations/item-id.ts';
import type { PropertyWrite } from '../properties.ts';
import { child, descend, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';
import { readInstant } from './instants.ts';
import { readPattern, readRange, writePattern, writeRange } from './recurrence-pattern.ts';
import { dateOf, type ReadTime, readTime } from './time.ts';

/** Exception items by id, as read beside their master; those that are gone meanwhile are missing. */
export type ExceptionItems = ReadonlyMap<string, XmlElement>;

export function isSeriesMaster(item: XmlElement): boolean {
  return wordOf(item, 'CalendarItemType') === 'RecurringMaster';
}

/** Ids of the changed occurrences that a master lists. */
export function exceptionIds(master: XmlElement): string[] {
  return modified(master).map((occurrence) => idOf(occurrence).id);
}

/** The rule of a master with what was changed and deleted in it; null for single entries. */
export function readRecurrence(
  master: XmlElement,
  time: ReadTime,
  exceptions: ExceptionItems,
  context: MappingContext,
): Recurrence | null {
  if (!isSeriesMaster(master)) return null;
  // A rule repeats by the wall clock of its zone: in a zone that nobody knows it would be wrong half the year.
  if (time.remark) throw ewsError('EWS_ZONE_UNKNOWN', time.remark.words, { extra: time.remark.extra ?? {} });
  const rule = child(master, 'Recurrence') ?? { ...master, children: [] };
  const { start, ...range } = readRange(rule);
  const original = originals(time, context);
  return {
    pattern: readPattern(rule),
    range,
    start,
    zone: time.zone,
    deleted: (child(master, 'DeletedOccurrences')?.children ?? [])
      .map((one) => original(wordOf(one, 'Start')))
      .sort(),
    exceptions: modified(master)
      .map((occurrence) => readException(occurrence, { master, exceptions, original, time, context }))
      .sort((one, other) => (one.original < other.original ? -1 : 1)),
  };
}

function modified(master: XmlElement): readonly XmlElement[] {
  return descend(master, 'ModifiedOccurrences')?.children ?? [];
}

/** How this series names its occurrences: by instants, or by dates when it is all-day. */
function originals({ time, zone }: ReadTime, context: MappingContext) {
  return (text: string | null): Instant | PlainDate => {
    const instant = readInstant(text, "occurrence's start", context.userZone);
    return time.kind === 'timed' ? instant : dateOf(instant, zone);
  };
}

interface ExceptionReading {
  readonly master: XmlElement;
  readonly exceptions: ExceptionItems;
  readonly original: (text: string | null) => Instant | PlainDate;
  readonly time: ReadTime;
  readonly context: MappingContext;
}

function readException(occurrence: XmlElement, reading: ExceptionReading): OccurrenceException {
  const { master, exceptions, original } = reading;
  const item = exceptions.get(idOf(occurrence).id);
  const subject = textOf(item, 'Subject');
  const location = textOf(item, 'Location');
  return {
    original: original(wordOf(occurrence, 'OriginalStart')),
    time: exceptionTime(occurrence, item, reading),
    ...(subject !== null && subject !== textOf(master, 'Subject') ? { subject } : {}),
    ...(location !== null && location !== (textOf(master, 'Location') ?? '') ? { location } : {}),
  };
}

/** The exception's own item tells more (all-day or not); the master's list is enough where it is gone. */
function exceptionTime(
  occurrence: XmlElement,
  item: XmlElement | undefined,
  reading: ExceptionReading,
): EntryTime {
  const { time, context } = reading;
  const inZone = { ...context, userZone: time.zone };
  if (item) return readTime(item, inZone).time;
  const allDay = { namespace: '', name: 'IsAllDayEvent', attributes: {}, children: [], text: 'true' };
  const listed = time.time.kind === 'allDay' ? [...occurrence.children, allDay] : occurrence.children;
  return readTime({ ...occurrence, children: listed }, inZone).time;
}

/**
 * The rule as a property, or its removal. Changed and deleted occurrences are items of their own and cannot be
 * written with the rule: such a series is refused (`entry`) rather than written without them.
 */
export function writeRecurrence(recurrence: Recurrence | null, context: MappingContext): PropertyWrite[] {
  if (!recurrence) return [{ uri: 'calendar:Recurrence', xml: null }];
  if (recurrence.deleted.length > 0 || recurrence.exceptions.length > 0)
    throw ewsError(
      'EWS_SERIES_NOT_WRITABLE',
      'a series with changed or deleted occurrences cannot be written yet',
    );
  const pattern = writePattern(recurrence.pattern, context);
  const range = writeRange(recurrence.range, recurrence.start);
  return [{ uri: 'calendar:Recurrence', xml: tag('t:Recurrence', {}, pattern, range) }];
}
