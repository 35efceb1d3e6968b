import { nextEvents, type Selection } from '../../notifications/event-selection.ts';
import type { Subscription } from '../../notifications/subscription.ts';
import { EwsError } from '../ews-error.ts';
import { writeNotification } from '../notification-xml.ts';
import { answerEach } from '../response-message.ts';
import { findSubscription } from '../subscription-lookup.ts';
import { textOf } from '../xml-read.ts';
import type { Operation, RequestContext } from './operation.ts';
import { positionOf } from './subscribe.ts';

/** GetEvents: what happened since a watermark, at most 50 events at a time; a StatusEvent when nothing did. */
export const getEvents: Operation = (request, context) =>
  answerEach(context, {
    operation: 'GetEvents',
    inputs: [textOf(request, 'SubscriptionId')?.trim() ?? ''],
    work: (id) => {
      const subscription = pullSubscription(id, context);
      subscription.position = positionOf(
        textOf(request, 'Watermark')?.trim() ?? '',
        subscription.terms.mailbox,
      );
      subscription.touch();
      const selection: Selection = nextEvents(subscription, context.organization.server.version);
      const notification = writeNotification(subscription, selection);
      subscription.position = selection.position;
      return [notification];
    },
  });

function pullSubscription(id: string, context: RequestContext): Subscription {
  refuseExpired(id, context);
  const subscription = findSubscription(id, context);
  if (subscription.terms.kind === 'pull') return subscription;
  const message = 'The subscription was not made for pulling events.';
  throw new EwsError('ErrorInvalidPullSubscriptionId', message);
}

/** The first call after the time-out hears why there is no subscription any more; later ones find none. */
function refuseExpired(id: string, { subscriptions }: RequestContext): void {
  if (!subscriptions.endExpired(id)) return;
  throw new EwsError('ErrorExpiredSubscription', 'The subscription has expired.');
}
