import type { EntryTime, Instant, PlainDate, ZoneId } from '../../../model/time.ts';
import type { PropertyWrite } from '../properties.ts';
import { flagOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';
import { isMidnight, midnight, nearestDate, nextDay, readInstant, writeInstant } from './instants.ts';
import { type EntryZone, readZone, windowsName } from './zone.ts';

export interface ReadTime extends EntryZone {
  readonly time: EntryTime;
}

/** Start, end, all-day and zone of an item; throws SideError (`entry`) where start or end make no sense. */
export function readTime(item: XmlElement, context: MappingContext): ReadTime {
  const start = readInstant(wordOf(item, 'Start'), 'start', context.userZone);
  const end = readInstant(wordOf(item, 'End'), 'end', context.userZone);
  const zone = readZone(item, start, context);
  if (!flagOf(item, 'IsAllDayEvent')) return { ...zone, time: timed(start, end, zone.zone) };
  const dayZone = zoneOfDays(start, end, zone, context);
  return { zone: dayZone, remark: null, time: allDay(start, end, dayZone) };
}

function timed(start: Instant, end: Instant, zone: ZoneId): EntryTime {
  return { kind: 'timed', start, end: end < start ? start : end, zone };
}

function allDay(start: Instant, end: Instant, zone: ZoneId): EntryTime {
  const first = nearestDate(start, zone);
  const after = nearestDate(end, zone);
  return { kind: 'allDay', start: first, end: after > first ? after : nextDay(first) };
}

/**
 * The zone in which the entry's days begin at midnight: its own, else the user's, else UTC (which phones
 * write). The reader's and the server's zones play no part, so that a day stays the same day everywhere.
 */
function zoneOfDays(start: Instant, end: Instant, own: EntryZone, context: MappingContext): ZoneId {
  const candidates = own.remark ? [context.userZone, 'Etc/UTC'] : [own.zone, context.userZone, 'Etc/UTC'];
  return (
    candidates.find((zone) => isMidnight(start, zone) && isMidnight(end, zone)) ?? candidates[0] ?? own.zone
  );
}

/** The date of an instant that belongs to an all-day entry in that zone. */
export function dateOf(instant: Instant, zone: ZoneId): PlainDate {
  return nearestDate(instant, zone);
}

/** The properties that hold a time. All-day entries run from midnight to midnight in the user's zone. */
export function writeTime(time: EntryTime, context: MappingContext): PropertyWrite[] {
  const zone = time.kind === 'timed' ? time.zone : context.userZone;
  const [start, end] =
    time.kind === 'timed' ? [time.start, time.end] : [midnight(time.start, zone), midnight(time.end, zone)];
  return [
    { uri: 'calendar:Start', xml: textTag('t:Start', writeInstant(start)) },
    { uri: 'calendar:End', xml: textTag('t:End', writeInstant(end)) },
    { uri: 'calendar:IsAllDayEvent', xml: textTag('t:IsAllDayEvent', String(time.kind === 'allDay')) },
    ...writeZone(windowsName(zone, context), context),
  ];
}

/** 2007 has one MeetingTimeZone; a start written without it there, or without StartTimeZone later, may move. */
function writeZone(name: string, context: MappingContext): PropertyWrite[] {
  if (!context.traits.hasZoneDefinitions)
    return [{ uri: 'calendar:MeetingTimeZone', xml: tag('t:MeetingTimeZone', { TimeZoneName: name }) }];
  return [
    { uri: 'calendar:StartTimeZone', xml: tag('t:StartTimeZone', { Id: name }) },
    { uri: 'calendar:EndTimeZone', xml: tag('t:EndTimeZone', { Id: name }) },
  ];
}
