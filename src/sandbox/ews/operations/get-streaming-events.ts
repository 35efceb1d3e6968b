import { connectionLimitOf } from '../../notifications/notification-tuning.ts';
import type { Subscription } from '../../notifications/subscription.ts';
import { EwsError } from '../ews-error.ts';
import { answerEach } from '../response-message.ts';
import { writeBadSubscriptions, writeConnectionStatus } from '../stream-message.ts';
import { findSubscription } from '../subscription-lookup.ts';
import { childOf, textOf } from '../xml-read.ts';
import type { Operation, RequestContext } from './operation.ts';

/**
 * The most subscriptions of one connection.
 * https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-maintain-affinity-between-group-of-subscriptions-and-mailbox-server
 */
const mostSubscriptions = 200;

/**
 * GetStreamingEvents: holds the answer open and tells of events as they happen. One bad subscription id spoils
 * the whole request, and the answer lists all of the bad ones.
 */
export const getStreamingEvents: Operation = (request, context) =>
  answerEach(context, {
    operation: 'GetStreamingEvents',
    inputs: [request],
    work: () => {
      const ids = (childOf(request, 'SubscriptionIds')?.children ?? []).map((id) => id.text.trim());
      if (ids.length > mostSubscriptions) throw tooManyIds();
      const subscriptions = findAll([...new Set(ids)], context);
      const chargedTo = chargedAccount(context);
      refuseTooManyStreams(chargedTo, context);
      context.holdOpen({ subscriptions, chargedTo, minutes: Number(textOf(request, 'ConnectionTimeout')) });
      return [writeConnectionStatus('OK')];
    },
    afterError: (error) => [
      ...(error instanceof BadSubscriptions ? [writeBadSubscriptions(error.ids)] : []),
      writeConnectionStatus('Closed'),
    ],
  });

/** Ids that name no subscription of the caller; code and words are those of the first. */
class BadSubscriptions extends EwsError {
  readonly ids: readonly string[];

  constructor(first: EwsError, ids: readonly string[]) {
    super(first.code, first.message);
    this.ids = ids;
  }
}

function findAll(ids: readonly string[], context: RequestContext): Subscription[] {
  const found: Subscription[] = [];
  const bad: string[] = [];
  let first: EwsError | null = null;
  for (const id of ids) {
    try {
      found.push(streamingSubscription(id, context));
    } catch (error) {
      if (!(error instanceof EwsError)) throw error;
      first ??= error;
      bad.push(id);
    }
  }
  if (first) throw new BadSubscriptions(first, bad);
  return found;
}

function streamingSubscription(id: string, context: RequestContext): Subscription {
  const subscription = findSubscription(id, context);
  if (subscription.terms.kind === 'streaming') return subscription;
  throw new EwsError('ErrorInvalidSubscription', 'Subscription is invalid.');
}

function tooManyIds(): EwsError {
  const message = `A request can name ${mostSubscriptions} subscriptions at the most.`;
  return new EwsError('ErrorInvalidSubscriptionRequest', message);
}

/** Whoever impersonates is charged to a copy of the impersonated account's budget, which all such callers share. */
function chargedAccount({ caller, actor }: RequestContext): string {
  return caller.sid === actor.sid ? caller.sid : `${actor.sid} (impersonated)`;
}

function refuseTooManyStreams(chargedTo: string, { subscriptions, organization }: RequestContext): void {
  const limit = subscriptions.tuning.connectionLimit ?? connectionLimitOf(organization.server.version);
  const open = subscriptions.streams.filter((stream) => stream.chargedTo === chargedTo).length;
  if (open < limit) return;
  const message =
    'You have exceeded the available concurrent connections for your account. Try again once your other requests have completed.';
  throw new EwsError('ErrorExceededConnectionCount', message);
}
