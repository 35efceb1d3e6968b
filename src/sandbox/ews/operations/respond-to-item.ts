import type { Item } from '../../mailbox-store/item.ts';
import type { Disposition } from '../../meetings/dispose.ts';
import { EwsError } from '../ews-error.ts';
import { findItem } from '../item-lookup.ts';
import { idOnlyShape, writeItem } from '../item-shape.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch, type Xml } from '../xml-write.ts';
import { answerItem } from './answer-item.ts';
import { cancelCalendarItem } from './cancel-calendar-item.ts';
import { forwardItem } from './forward-item.ts';
import type { RequestContext } from './operation.ts';
import { removeItem } from './remove-item.ts';
import type { ResponseObject } from './response-object.ts';

/** Carries a response object out; returns the items that the answer names. */
type Responder = (response: ResponseObject) => readonly Item[];

const responders: Readonly<Record<string, Responder>> = {
  AcceptItem: (response) => answerItem(response, 'Accept'),
  TentativelyAcceptItem: (response) => answerItem(response, 'Tentative'),
  DeclineItem: (response) => answerItem(response, 'Decline'),
  CancelCalendarItem: cancelCalendarItem,
  ForwardItem: forwardItem,
  RemoveItem: removeItem,
};

export function isResponseObject({ name }: XmlElement): boolean {
  return Object.hasOwn(responders, name);
}

/**
 * Carries out one response object: answering, cancelling, forwarding or removing a meeting.
 * @throws EwsError ErrorMessageDispositionRequired, ErrorMissingInformationReferenceItemId, and what is wrong with
 *   the item that it refers to
 */
export function respondToItem(element: XmlElement, request: XmlElement, context: RequestContext): Xml[] {
  const target = childOf(element, 'ReferenceItemId');
  if (!target) {
    const message = 'Required information is missing: the ReferenceItemId.';
    throw new EwsError('ErrorMissingInformationReferenceItemId', message);
  }
  const disposition = dispositionOf(element, request);
  const reference = findItem({ ...target, name: 'ItemId' }, context);
  const respond = responders[element.name] as Responder;
  const items = context.organization.atomically(() => respond({ element, reference, disposition, context }));
  return [
    branch(
      'm:Items',
      items.map((item) => writeItem(item, reference.mailbox, idOnlyShape, context)),
    ),
  ];
}

/** Removing sends nothing, so nothing has to be said of a message. */
function dispositionOf(element: XmlElement, request: XmlElement): Disposition {
  const given = request.attributes.get('MessageDisposition');
  if (given !== undefined || element.name === 'RemoveItem') return (given ?? 'SaveOnly') as Disposition;
  const message = 'MessageDisposition attribute is required for response objects.';
  throw new EwsError('ErrorMessageDispositionRequired', message);
}
