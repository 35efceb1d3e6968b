import type { MeetingMessageKind } from '../../meetings/meeting-message.ts';
import { itemsTypes } from '../schema/items-types.ts';
import { meetingTypes } from '../schema/meeting-types.ts';

/** The elements as which items are written. */
export type ElementName =
  | 'CalendarItem'
  | 'MeetingMessage'
  | 'MeetingRequest'
  | 'MeetingResponse'
  | 'MeetingCancellation';

export const messageElements: Readonly<Record<MeetingMessageKind, ElementName>> = {
  request: 'MeetingRequest',
  response: 'MeetingResponse',
  cancellation: 'MeetingCancellation',
  forwardNotification: 'MeetingMessage',
};

const types: Readonly<Record<ElementName, string>> = {
  CalendarItem: itemsTypes.CalendarItemType ?? '',
  MeetingMessage: meetingTypes.MeetingMessageType ?? '',
  MeetingRequest: meetingTypes.MeetingRequestMessageType ?? '',
  MeetingResponse: meetingTypes.MeetingResponseMessageType ?? '',
  MeetingCancellation: meetingTypes.MeetingCancellationMessageType ?? '',
};

const orders = new Map(
  Object.entries(types).map(([element, notation]) => [
    element,
    new Map([...notation.matchAll(/(\w+):/g)].map((match, index) => [match[1] ?? '', index])),
  ]),
);

/** The place of a property within an element; undefined when the schema has none for it there. */
export function placeIn(element: ElementName, name: string): number | undefined {
  return orders.get(element)?.get(name);
}

/**
 * Whether a property came to an element with Exchange 2013 ([MS-OXWSMTGS] 2.2.4.14 and 2.2.4.18: what answers and
 * cancellations say of the meeting's time and place).
 */
export function isSince2013(element: ElementName, name: string): boolean {
  if (element !== 'MeetingResponse' && element !== 'MeetingCancellation') return false;
  return (placeIn(element, name) ?? 0) > (placeIn(element, 'IsOrganizer') ?? 0);
}
