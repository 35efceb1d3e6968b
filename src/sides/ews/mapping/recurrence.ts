import type { Recurrence } from '../../../model/recurrence.ts';
import type { Instant, PlainDate } from '../../../model/time.ts';
import { ewsError } from '../errors.ts';
import { idOf } from '../operations/item-id.ts';
import type { PropertyWrite } from '../properties.ts';
import { child, descend, flagOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';
import { type ExceptionItems, originalStart, readException } from './exception.ts';
import { readInstant } from './instants.ts';
import { readPattern, readRange, writePattern, writeRange } from './recurrence-pattern.ts';
import { dateOf, type ReadTime } from './time.ts';

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
  const [cancelled, standing] = byCancellation(master, exceptions);
  const deleted = [
    ...(child(master, 'DeletedOccurrences')?.children ?? []).map((one) => original(wordOf(one, 'Start'))),
    ...cancelled.map((one) => original(originalStart(one))),
  ].sort();
  const plain = { pattern: readPattern(rule), range, start, zone: time.zone, deleted, exceptions: [] };
  const series = { time: time.time, recurrence: plain };
  const changed = standing
    .flatMap(
      (occurrence) => readException(occurrence, { master, exceptions, original, series, context }) ?? [],
    )
    .sort((one, other) => (one.original < other.original ? -1 : 1));
  return { ...plain, exceptions: changed };
}

/**
 * Occurrences that their organiser has called off, and the other changed ones. Called off, an occurrence goes on
 * standing in the series of those who were invited until they remove it; it does not take place.
 */
function byCancellation(master: XmlElement, exceptions: ExceptionItems): [XmlElement[], XmlElement[]] {
  const isCancelled = (occurrence: XmlElement) => flagOf(exceptions.get(idOf(occurrence).id), 'IsCancelled');
  const all = flagOf(master, 'IsCancelled') ? [] : modified(master).filter(isCancelled);
  return [all, modified(master).filter((one) => !all.includes(one))];
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

/** The rule as a property, or its removal; its changed and deleted occurrences are written one by one. */
export function writeRecurrence(recurrence: Recurrence | null, context: MappingContext): PropertyWrite[] {
  if (!recurrence) return [{ uri: 'calendar:Recurrence', xml: null }];
  const pattern = writePattern(recurrence.pattern, context);
  const range = writeRange(recurrence.range, recurrence.start);
  return [{ uri: 'calendar:Recurrence', xml: tag('t:Recurrence', {}, pattern, range) }];
}
