import { isDeepStrictEqual } from 'node:util';
import { type BusyStatus, contentOf, type Item, type ItemContent } from '../mailbox-store/item.ts';
import type { Series } from '../series/recurrence.ts';

/**
 * Before an answer the time shows as tentative, or as free when the organizer wants it free ([MS-OXOCAL]
 * 3.1.4.7.2.2, PidLidBusyStatus).
 */
function unansweredStatus(intended: BusyStatus): BusyStatus {
  return intended === 'Free' ? 'Free' : 'Tentative';
}

/** The calendar entry that a first request becomes. */
export function receivedEntry(request: ItemContent): ItemContent {
  const { message, respondedAt: _, ...content } = request;
  return {
    ...content,
    modifiedBy: request.organizer.name,
    itemClass: 'IPM.Appointment',
    busyStatus: unansweredStatus(message?.intendedBusyStatus ?? 'Busy'),
    response: 'NoResponseReceived',
    requestSent: true,
    cancelled: false,
  };
}

/** The fields that a request overwrites in an attendee's entry, as conflict resolution counts them. */
export const organizersFields = [
  'item:Subject',
  'item:Body',
  'calendar:Start',
  'calendar:End',
  'calendar:IsAllDayEvent',
  'calendar:Location',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Recurrence',
];

/**
 * An attendee's entry after an update. What the organizer decides is overwritten; categories, reminder, sensitivity
 * and extended properties are the attendee's own. Another time asks for a new answer; anything else leaves the
 * given one.
 */
export function updatedEntry(entry: Item, request: ItemContent): ItemContent {
  const fresh = receivedEntry(request);
  const { categories, extended, reminderSet, reminderMinutes, sensitivity, instanceDay } = entry;
  const instance = instanceDay === undefined ? {} : { instanceDay };
  const own = { categories, extended, reminderSet, reminderMinutes, sensitivity, ...instance };
  const series = keptSeries(entry.series ?? null, fresh.series ?? null);
  const asksAgain = request.message?.requestType !== 'InformationalUpdate' || entry.cancelled;
  if (asksAgain) return { ...fresh, ...own, series };
  const { response, respondedAt, busyStatus } = contentOf(entry);
  const answer = { response, busyStatus, ...(respondedAt === undefined ? {} : { respondedAt }) };
  return { ...fresh, ...own, ...answer, series };
}

/** While the rule is the same, the attendee's own exceptions and deletions hold on. */
function keptSeries(own: Series | null, sent: Series | null): Series | null {
  if (!own || !sent) return sent;
  const shape = ({ rule, startOffset, endOffset }: Series) => ({ rule, startOffset, endOffset });
  return isDeepStrictEqual(shape(own), shape(sent)) ? own : sent;
}
