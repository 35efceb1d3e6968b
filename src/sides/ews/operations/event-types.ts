import { tag, textTag } from '../xml-writer.ts';
import { CALENDAR_FOLDER } from './shape.ts';

/** Everything that can happen to an entry of a calendar. */
const EVENT_TYPES = ['CopiedEvent', 'CreatedEvent', 'DeletedEvent', 'ModifiedEvent', 'MovedEvent'];

/** What a subscription is for: the calendar folder, and every kind of change in it. */
export function subscriptionScope(): string {
  const types = EVENT_TYPES.map((type) => textTag('t:EventType', type));
  return tag('t:FolderIds', {}, CALENDAR_FOLDER) + tag('t:EventTypes', {}, ...types);
}

/** Events that say that the calendar changed; `StatusEvent` only says that the server lives. */
export function isChange(name: string): boolean {
  return name.endsWith('Event') && name !== 'StatusEvent' && name !== 'FreeBusyChangedEvent';
}
