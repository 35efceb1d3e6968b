import { tag, textTag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';

/** Unsubscribe: the server keeps only so many subscriptions for an account. */
export function unsubscribe(subscriptionId: string): Operation<null> {
  return {
    name: 'Unsubscribe',
    body: tag('m:Unsubscribe', {}, textTag('m:SubscriptionId', subscriptionId)),
    expects: 1,
    repeatable: true,
    read: () => null,
  };
}
