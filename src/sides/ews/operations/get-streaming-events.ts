import { child, wordOf } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { isChange } from './event-types.ts';
import type { Operation } from './operation.ts';

/** Subscriptions that one streaming connection carries at most; Exchange's own bound. */
export const MOST_SUBSCRIPTIONS = 200;

/** One envelope of a streaming connection. */
export interface StreamedEvents {
  /** Subscriptions in whose calendars something changed. */
  readonly changed: readonly string[];
  /** Subscriptions that the server does not know, or serves here no longer. */
  readonly lost: readonly string[];
  /** The server ends the connection in good order; its subscriptions live on. */
  readonly isClosed: boolean;
}

/** GetStreamingEvents: the answer goes on for `minutes` (1 to 30), envelope after envelope. */
export function getStreamingEvents(
  subscriptionIds: readonly string[],
  minutes: number,
): Operation<StreamedEvents> {
  const ids = subscriptionIds.map((id) => textTag('t:SubscriptionId', id));
  return {
    name: 'GetStreamingEvents',
    body: tag(
      'm:GetStreamingEvents',
      {},
      tag('m:SubscriptionIds', {}, ...ids),
      textTag('m:ConnectionTimeout', String(minutes)),
    ),
    expects: 1,
    repeatable: true,
    read: (message) => ({
      changed: (child(message, 'Notifications')?.children ?? [])
        .filter((notification) => notification.children.some(({ name }) => isChange(name)))
        .flatMap((notification) => wordOf(notification, 'SubscriptionId') ?? []),
      lost: (child(message, 'ErrorSubscriptionIds')?.children ?? []).map(({ text }) => text.trim()),
      isClosed: wordOf(message, 'ConnectionStatus') === 'Closed',
    }),
  };
}
