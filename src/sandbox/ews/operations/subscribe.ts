import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { subscriptionLimitOf } from '../../notifications/notification-tuning.ts';
import type { Subscription, SubscriptionTerms } from '../../notifications/subscription.ts';
import { readWatermark, writeWatermark } from '../../notifications/watermark.ts';
import { EwsError } from '../ews-error.ts';
import { findFolder } from '../folder-lookup.ts';
import { answerEach } from '../response-message.ts';
import { childOf, textOf, type XmlElement } from '../xml-read.ts';
import { leaf, type Xml } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** How long a streaming subscription lives without a stream, in minutes: as long as the longest stream. */
const streamingLifetime = 30;

/** Subscribe: begins to collect the events of folders for a client that pulls them or has them streamed. */
export const subscribe: Operation = (request, context) =>
  answerEach(context, {
    operation: 'Subscribe',
    inputs: request.children,
    work: (element) => {
      if (element.name === 'PushSubscriptionRequest') {
        throw new EwsError('ErrorInvalidOperation', 'This server sends no push notifications.');
      }
      const terms = termsOf(element, context);
      refuseTooMany(terms.mailbox, context);
      return written(context.subscriptions.add(terms, context.now));
    },
  });

function written({ id, terms, position }: Subscription): Xml[] {
  const subscriptionId = leaf('m:SubscriptionId', id);
  if (terms.kind === 'streaming') return [subscriptionId];
  const watermark = writeWatermark({ table: terms.mailbox.events.id, position });
  return [subscriptionId, leaf('m:Watermark', watermark)];
}

function termsOf(element: XmlElement, context: RequestContext): SubscriptionTerms {
  const { mailbox, folders } = scopeOf(element, context);
  const kind = element.name === 'PullSubscriptionRequest' ? 'pull' : 'streaming';
  const minutes = kind === 'pull' ? Number(textOf(element, 'Timeout')) : streamingLifetime;
  const eventTypes = (childOf(element, 'EventTypes')?.children ?? []).map((type) => type.text);
  return {
    kind,
    owner: context.caller.sid,
    mailbox,
    server: context.mailboxServer,
    folders,
    eventTypes: new Set(eventTypes),
    lifetimeMs: minutes * context.subscriptions.tuning.minuteMs,
    position: startingPosition(textOf(element, 'Watermark'), mailbox),
    silent: context.demandedSilence(),
  };
}

/** The folders must be of one mailbox (ErrorInvalidSubscriptionRequest in the list of response codes). */
function scopeOf(
  element: XmlElement,
  context: RequestContext,
): { mailbox: Mailbox; folders: ReadonlySet<number> | null } {
  const wantsAll = ['true', '1'].includes(element.attributes.get('SubscribeToAllFolders') ?? '');
  const named = childOf(element, 'FolderIds')?.children ?? [];
  if (wantsAll === named.length > 0) {
    throw invalidRequest('Either folders have to be named or SubscribeToAllFolders has to be true.');
  }
  if (wantsAll) return { mailbox: ownMailbox(context), folders: null };
  const found = named.map((folder) => findFolder(folder, context));
  const [first] = found;
  if (!first || found.some(({ mailbox }) => mailbox !== first.mailbox)) {
    throw invalidRequest('A subscription can include folders of one mailbox only.');
  }
  return { mailbox: first.mailbox, folders: new Set(found.map(({ folder }) => folder.number)) };
}

function invalidRequest(message: string): EwsError {
  return new EwsError('ErrorInvalidSubscriptionRequest', message);
}

function ownMailbox({ mailbox }: RequestContext): Mailbox {
  if (mailbox) return mailbox;
  throw new EwsError('ErrorMissingEmailAddress', 'The account has no mailbox that it could subscribe to.');
}

function startingPosition(watermark: string | undefined, mailbox: Mailbox): number {
  return watermark === undefined ? mailbox.events.position : positionOf(watermark.trim(), mailbox);
}

/**
 * The place in a mailbox's events that a watermark names.
 * @throws EwsError ErrorInvalidWatermark for one of another mailbox, of before a restart or a move, or too old
 */
export function positionOf(watermark: string, { events }: Mailbox): number {
  const place = readWatermark(watermark);
  const isKnown =
    place?.table === events.id &&
    place.position >= events.oldestPosition &&
    place.position <= events.position;
  if (!isKnown) throw new EwsError('ErrorInvalidWatermark', 'The watermark is invalid.');
  return place.position;
}

function refuseTooMany(mailbox: Mailbox, { subscriptions, organization }: RequestContext): void {
  const { subscriptionLimit } = subscriptions.tuning;
  const limit = subscriptionLimit ?? subscriptionLimitOf(organization.server.version);
  if (subscriptions.countOf(mailbox.record) < limit) return;
  const message =
    'You have exceeded the available subscriptions for your account. Remove unneeded ones and try again.';
  throw new EwsError('ErrorExceededSubscriptionCount', message);
}
