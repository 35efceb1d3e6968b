import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { compareValues } from './restriction.ts';
import { readSearchField } from './search-value.ts';
import type { XmlElement } from './xml-read.ts';

/** How to compare two items by a SortOrder; without one the oldest item comes first. */
export function readSortOrder(
  element: XmlElement | undefined,
  mailbox: Mailbox,
): (a: Item, b: Item) => number {
  const orders = (element?.children ?? []).map((order) => {
    const field = readSearchField(
      order.children[0] as XmlElement,
      mailbox,
      'ErrorUnsupportedPathForSortGroup',
    );
    const sign = order.attributes.get('Order') === 'Descending' ? -1 : 1;
    return (a: Item, b: Item): number => sign * compareOptional(field.read(a), field.read(b));
  });
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return a.number - b.number;
  };
}

type Value = ReturnType<ReturnType<typeof readSearchField>['read']>;

/** Items without the property come before those with it. */
function compareOptional(one: Value, other: Value): number {
  if (one === undefined || other === undefined)
    return Number(one !== undefined) - Number(other !== undefined);
  const plain = (value: NonNullable<Value>) => (typeof value === 'object' ? value.join(';') : value);
  return compareValues(plain(one), plain(other));
}
