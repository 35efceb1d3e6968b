import { type Item, isMeeting } from '../../mailbox-store/item.ts';
import { ownershipOf } from '../../meetings/entry.ts';
import { branch, leaf, nothing } from '../xml-write.ts';
import type { PropertyDefinition } from './property.ts';

const answers = ['AcceptItem', 'TentativelyAcceptItem', 'DeclineItem'];

/** What may be done with an item by CreateItem, of what this server offers. */
function possibleResponses(item: Item): string[] {
  switch (item.message?.kind) {
    case 'request':
      return item.response === 'Organizer' ? ['ForwardItem'] : [...answers, 'ForwardItem'];
    case 'cancellation':
      return item.response === 'Organizer' ? [] : ['RemoveItem'];
    case 'response':
    case 'forwardNotification':
      return [];
  }
  if (ownershipOf(item) === 'organizer')
    return isMeeting(item) ? ['CancelCalendarItem', 'ForwardItem'] : ['ForwardItem'];
  return item.cancelled ? ['ForwardItem'] : [...answers, 'ForwardItem'];
}

/** The response objects that fit an item (EWS reference, ResponseObjects). */
export const responseObjects: PropertyDefinition = {
  field: 'item:ResponseObjects',
  shape: 'asked',
  notInFind: true,
  write: (item) => {
    const names = possibleResponses(item);
    if (names.length === 0) return nothing;
    return branch(
      't:ResponseObjects',
      names.map((name) => leaf(`t:${name}`, '')),
    );
  },
};
