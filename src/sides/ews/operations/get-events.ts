import { child, flagOf, wordOf } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { isChange } from './event-types.ts';
import type { Operation } from './operation.ts';
import type { PullSubscription } from './subscribe.ts';

export interface PulledEvents {
  /** Whether anything changed in the calendar since the watermark. */
  readonly hasChanges: boolean;
  /** Where the next GetEvents begins. */
  readonly watermark: string;
  /** More events wait than one answer holds. */
  readonly hasMore: boolean;
}

/** GetEvents of a pull subscription. Each event carries a watermark; the last one's is the next beginning. */
export function getEvents({ id, watermark }: PullSubscription): Operation<PulledEvents> {
  return {
    name: 'GetEvents',
    body: tag('m:GetEvents', {}, textTag('m:SubscriptionId', id), textTag('m:Watermark', watermark)),
    expects: 1,
    repeatable: true,
    read: (message) => {
      const notification = child(message, 'Notification');
      const events = (notification?.children ?? []).filter(({ name }) => name.endsWith('Event'));
      return {
        hasChanges: events.some(({ name }) => isChange(name)),
        watermark: wordOf(events.at(-1), 'Watermark') ?? watermark,
        hasMore: flagOf(notification, 'MoreEvents'),
      };
    },
  };
}
