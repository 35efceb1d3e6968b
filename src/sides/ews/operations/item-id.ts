import { ewsError } from '../errors.ts';
import { child, type XmlElement } from '../xml-element.ts';

/** An item's id and the change key of the state just read or written. */
export interface ChangedId {
  readonly id: string;
  readonly changeKey: string;
}

/** The ItemId of an item element. */
export function idOf(item: XmlElement): ChangedId {
  const { Id: id, ChangeKey: changeKey } = child(item, 'ItemId')?.attributes ?? {};
  if (!id) throw ewsError('EWS_UNEXPECTED_ANSWER', `<${item.name}> came without its ItemId`);
  return { id, changeKey: changeKey ?? '' };
}
