import { ewsError } from '../errors.ts';
import { wordOf } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import { subscriptionScope } from './event-types.ts';
import type { Operation } from './operation.ts';

/** Minutes without a GetEvents after which the server forgets a pull subscription (1 to 1440). */
export const PULL_MINUTES = 30;

/** Subscribe to the calendar's events over a connection that stays open; gives the subscription's id. */
export function subscribeStreaming(): Operation<string> {
  const request = tag('m:StreamingSubscriptionRequest', {}, subscriptionScope());
  return { ...subscribe(request), read: (message) => wordOrRefuse(message, 'SubscriptionId') };
}

export interface PullSubscription {
  readonly id: string;
  /** Where asking for events begins. */
  readonly watermark: string;
}

/** Subscribe to events that are asked for now and then: all that Exchange 2007 has. */
export function subscribePull(): Operation<PullSubscription> {
  const timeout = textTag('t:Timeout', String(PULL_MINUTES));
  const request = tag('m:PullSubscriptionRequest', {}, subscriptionScope(), timeout);
  return {
    ...subscribe(request),
    read: (message) => ({
      id: wordOrRefuse(message, 'SubscriptionId'),
      watermark: wordOrRefuse(message, 'Watermark'),
    }),
  };
}

/** A subscription made twice harms nobody: the one that is never used is forgotten by the server. */
function subscribe(request: string): Omit<Operation<never>, 'read'> {
  return { name: 'Subscribe', body: tag('m:Subscribe', {}, request), expects: 1, repeatable: true };
}

function wordOrRefuse(message: Parameters<Operation<unknown>['read']>[0], name: string): string {
  const word = wordOf(message, name);
  if (!word) throw ewsError('EWS_UNEXPECTED_ANSWER', `Subscribe succeeded without a ${name}`);
  return word;
}
