import type { Item } from '../../mailbox-store/item.ts';
import { forward } from '../../meetings/forward.ts';
import { EwsError } from '../ews-error.ts';
import { readNote, readRecipients } from '../response-parts.ts';
import type { ResponseObject } from './response-object.ts';

/**
 * ForwardItem, of a meeting or of a request for one.
 * @returns the message when it was only saved
 * @throws EwsError ErrorInvalidReferenceItem, ErrorMissingRecipients, ErrorInvalidRecipients
 */
export function forwardItem({ element, reference, disposition, context }: ResponseObject): Item[] {
  const { mailbox, item } = reference;
  if (item.message && item.message.kind !== 'request') {
    throw new EwsError('ErrorInvalidReferenceItem', 'Only meetings and meeting requests can be forwarded.');
  }
  const to = readRecipients(element);
  if (to.length === 0) throw new EwsError('ErrorMissingRecipients', 'At least one recipient is needed.');
  if (to.some(({ address }) => !/^[^@\s]+@[^@\s]+$/.test(address))) {
    throw new EwsError('ErrorInvalidRecipients', 'At least one recipient has no valid address.');
  }
  const draft = forward(context, mailbox, item, to, disposition, readNote(element, 'NewBodyContent'));
  return draft ? [draft] : [];
}
