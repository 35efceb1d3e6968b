import type { CalendarEntry, EntryPatch } from '../../../model/calendar-entry.ts';
import { FIELDS, sameValue } from '../../../model/fields.ts';
import { dateOfOriginal, type Series, timeOn } from '../../../model/occurrences.ts';
import type { OccurrenceException } from '../../../model/recurrence.ts';
import type { EntryTime, Instant, PlainDate } from '../../../model/time.ts';
import { idOf } from '../operations/item-id.ts';
import { child, textOf, wordOf, type XmlElement } from '../xml-element.ts';
import type { MappingContext } from './context.ts';
import { readState } from './state.ts';
import { readBody } from './text.ts';
import { readTime } from './time.ts';

/** Exception items by id, as read beside their master; those that are gone meanwhile are missing. */
export type ExceptionItems = ReadonlyMap<string, XmlElement>;

/** What an occurrence may have of its own besides its time. */
export type OwnFields = Pick<CalendarEntry, 'subject' | 'location' | 'text' | 'isPrivate' | 'busy'>;

/** The rows of the field table that an occurrence may have of its own. */
export const OWN_FIELDS = FIELDS.filter((field): field is typeof field & { readonly name: keyof OwnFields } =>
  ['subject', 'location', 'text', 'isPrivate', 'busy'].includes(field.name),
);

/** What the exceptions of one series are read against. */
export interface ExceptionReading {
  readonly master: XmlElement;
  readonly exceptions: ExceptionItems;
  /** The series' own name of an occurrence: an instant, or a date when it is all-day. */
  readonly original: (text: string | null) => Instant | PlainDate;
  readonly series: Series;
  readonly context: MappingContext;
}

/**
 * One of a master's ModifiedOccurrences, or null where it no longer differs from the series in anything that we
 * know: Exchange keeps an occurrence as changed for good once it was.
 */
export function readException(occurrence: XmlElement, reading: ExceptionReading): OccurrenceException | null {
  const { master, exceptions, original, series } = reading;
  const item = exceptions.get(idOf(occurrence).id);
  const name = original(originalStart(occurrence));
  const time = exceptionTime(occurrence, item, reading);
  const own = item ? differing(toldFields(item), toldFields(master)) : {};
  const isMoved = !sameMoment(time, timeOn(series, dateOfOriginal(name, series.recurrence)));
  return isMoved || Object.keys(own).length > 0 ? { original: name, time, ...own } : null;
}

/** When the rule has one of a master's ModifiedOccurrences. */
export function originalStart(occurrence: XmlElement): string | null {
  return wordOf(occurrence, 'OriginalStart') ?? wordOf(occurrence, 'Start');
}

/** The fields that an item tells; what a server leaves out says nothing. */
function toldFields(item: XmlElement): EntryPatch {
  const state = readState(item);
  return {
    subject: (textOf(item, 'Subject') ?? '').trim(),
    location: (textOf(item, 'Location') ?? '').trim(),
    ...(child(item, 'Body') ? { text: readBody(item).text } : {}),
    ...(child(item, 'Sensitivity') ? { isPrivate: state.isPrivate } : {}),
    ...(child(item, 'LegacyFreeBusyStatus') ? { busy: state.busy } : {}),
  };
}

function differing(own: EntryPatch, series: EntryPatch): Partial<OwnFields> {
  const names = OWN_FIELDS.filter(
    (field) => own[field.name] !== undefined && !sameValue(field, own[field.name], series[field.name] ?? ''),
  );
  return Object.fromEntries(names.map(({ name }) => [name, own[name]]));
}

/** The exception's own item tells more (all-day or not); the master's list is enough where it is gone. */
function exceptionTime(
  occurrence: XmlElement,
  item: XmlElement | undefined,
  { series, context }: ExceptionReading,
): EntryTime {
  const inZone = { ...context, userZone: series.recurrence.zone };
  if (item) return readTime(item, inZone).time;
  const allDay = { namespace: '', name: 'IsAllDayEvent', attributes: {}, children: [], text: 'true' };
  const listed = series.time.kind === 'allDay' ? [...occurrence.children, allDay] : occurrence.children;
  return readTime({ ...occurrence, children: listed }, inZone).time;
}

/** Whether two times are the same moment; in which zone they were planned does not matter. */
export function sameMoment(one: EntryTime, other: EntryTime): boolean {
  return one.kind === other.kind && one.start === other.start && one.end === other.end;
}
