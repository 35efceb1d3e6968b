import type { Body, Recipient } from '../mailbox-store/item.ts';
import { childOf, textOf, type XmlElement } from './xml-read.ts';

/** The body that a response object brings along, by the element's name. */
export function readNote(element: XmlElement, name: 'Body' | 'NewBodyContent'): Body | undefined {
  const body = childOf(element, name);
  if (!body) return undefined;
  const type = body.attributes.get('BodyType') === 'HTML' ? 'HTML' : 'Text';
  return { type, content: type === 'Text' ? body.text.replace(/\r?\n/g, '\r\n') : body.text };
}

/** The people of ToRecipients, CcRecipients and BccRecipients, in this order. */
export function readRecipients(element: XmlElement): Recipient[] {
  return ['ToRecipients', 'CcRecipients', 'BccRecipients']
    .flatMap((name) => childOf(element, name)?.children ?? [])
    .map((mailbox) => {
      const address = textOf(mailbox, 'EmailAddress')?.trim() ?? '';
      return { address, name: textOf(mailbox, 'Name') || address };
    });
}
