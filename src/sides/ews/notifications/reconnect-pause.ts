import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { ewsDetails } from '../errors.ts';
import { pauseFor } from '../retry.ts';
import type { ListenerLimits } from './listener-words.ts';

/** Refusals that pass when others give something back: waited for like a busy server. */
const FULL = new Set(['ErrorExceededSubscriptionCount', 'ErrorExceededConnectionCount']);

/** Whether waiting may mend it: a passing failure, a subscription that was lost, a server that is full. */
export function isPassing({ kind, code }: Pick<ErrorDetails, 'kind' | 'code'>): boolean {
  return kind === 'retry' || kind === 'gone' || FULL.has(code) || LOST.has(code);
}

/** Subscriptions that have to be made anew. The client calls them fatal, since it asks for one thing only. */
const LOST = new Set([
  'ErrorSubscriptionNotFound',
  'ErrorSubscriptionUnsubscribed',
  'ErrorInvalidSubscription',
  'ErrorInvalidPullSubscriptionId',
  'ErrorExpiredSubscription',
  'ErrorMissedNotificationEvents',
  'ErrorReadEventsFailed',
  'ErrorEventNotFound',
  'ErrorInvalidWatermark',
  'ErrorProxiedSubscriptionCallFailure',
]);

export function isLost({ code }: Pick<ErrorDetails, 'code'>): boolean {
  return LOST.has(code);
}

/** Milliseconds until the next try: as the server asked, or growing with jitter; long where it was refused. */
export function pauseAfter(error: ErrorDetails, failures: number, limits: ListenerLimits): number {
  const { firstPause, longestPause, refusedPause } = limits;
  const policy = { attempts: 0, firstPause, longestPause, longestAsked: 0 };
  if (isPassing(error)) return pauseFor(error.retryAfter, failures, policy);
  // Half to whole, so that all who were refused together do not come back together.
  return refusedPause / 2 + (Math.random() * refusedPause) / 2;
}

/** Whatever was thrown as details: a listener goes on, whatever happens to one connection. */
export function detailsOf(error: unknown): ErrorDetails {
  return error instanceof SideError ? error.details : ewsDetails('EWS_UNEXPECTED_ANSWER', String(error));
}
