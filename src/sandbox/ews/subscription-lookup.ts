import type { Subscription } from '../notifications/subscription.ts';
import { isSubscriptionId } from '../notifications/subscription-id.ts';
import { EwsError } from './ews-error.ts';
import type { RequestContext } from './operations/operation.ts';

/**
 * Finds a living subscription of the caller. What lives in memory is lost in a restart and stays behind when the
 * mailbox moves: then it is not found.
 * @throws EwsError ErrorInvalidSubscription (not an id), ErrorSubscriptionNotFound,
 *   ErrorProxiedSubscriptionCallFailure (on another server), ErrorSubscriptionAccessDenied
 */
export function findSubscription(id: string, context: RequestContext): Subscription {
  if (!isSubscriptionId(id)) throw new EwsError('ErrorInvalidSubscription', 'Subscription is invalid.');
  const subscription = context.subscriptions.find(id);
  if (!subscription) throw subscriptionNotFound();
  if (subscription.terms.server !== context.mailboxServer) {
    const message = 'The subscription is on another server, and the request could not be handed on to it.';
    throw new EwsError('ErrorProxiedSubscriptionCallFailure', message);
  }
  // The account that subscribed owns the subscription, whomever it acted for and acts for now.
  if (subscription.terms.owner !== context.caller.sid) {
    const message = 'Access is denied. Only the account that created a subscription may access it.';
    throw new EwsError('ErrorSubscriptionAccessDenied', message);
  }
  return subscription;
}

export function subscriptionNotFound(): EwsError {
  return new EwsError('ErrorSubscriptionNotFound', 'The specified subscription was not found.');
}
