import { answerEach } from '../response-message.ts';
import { findSubscription } from '../subscription-lookup.ts';
import { textOf } from '../xml-read.ts';
import type { Operation } from './operation.ts';

/** Unsubscribe: ends a subscription; a stream that is open on it hears of that. */
export const unsubscribe: Operation = (request, context) =>
  answerEach(context, {
    operation: 'Unsubscribe',
    inputs: [textOf(request, 'SubscriptionId')?.trim() ?? ''],
    work: (id) => {
      context.subscriptions.end(findSubscription(id, context).id);
      return [];
    },
  });
