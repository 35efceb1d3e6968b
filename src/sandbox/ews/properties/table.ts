import type { Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { itemsTypes } from '../schema/items-types.ts';
import type { XmlElement } from '../xml-read.ts';
import { type ElementName, placeIn } from './element-order.ts';
import { type ExtendedPath, readExtendedPath } from './extended-path.ts';
import { identityProperties } from './identity.ts';
import { messageProperties } from './meeting-message.ts';
import { readNativeMapi } from './native-mapi.ts';
import { peopleProperties } from './people.ts';
import { elementName, type PropertyDefinition } from './property.ts';
import { responseObjects } from './response-objects.ts';
import { seriesProperties } from './series.ts';
import { statusProperties } from './status.ts';
import { textProperties } from './text.ts';
import { timeProperties } from './time.ts';

const schemaOrder = new Map(
  [...(itemsTypes.CalendarItemType ?? '').matchAll(/(\w+):/g)].map((match, index) => [match[1] ?? '', index]),
);

/** The place of an element within CalendarItem. */
export function placeInSchema(name: string): number {
  return schemaOrder.get(name) ?? schemaOrder.size;
}

/** The path of an element of CalendarItem: what comes before UID belongs to every kind of item. */
export function fieldOfElement(name: string): string {
  return `${placeInSchema(name) < placeInSchema('UID') ? 'item' : 'calendar'}:${name}`;
}

/** Every property of calendar items, in the order in which an answer writes them. */
export const propertyTable: readonly PropertyDefinition[] = [
  ...identityProperties,
  ...textProperties,
  ...timeProperties,
  ...peopleProperties,
  ...statusProperties,
  ...seriesProperties,
  responseObjects,
].sort((one, other) => placeInSchema(elementName(one)) - placeInSchema(elementName(other)));

const byField = new Map(
  // Where both kinds of items have a property, the calendar item's is the one that is compared and set.
  [...messageProperties, ...propertyTable].map((definition) => [definition.field, definition]),
);
const byElement = new Map(propertyTable.map((definition) => [elementName(definition), definition]));

const byMessageElement = new Map(
  messageProperties.map((definition) => [elementName(definition), definition]),
);
const tables = new Map<ElementName, readonly PropertyDefinition[]>([['CalendarItem', propertyTable]]);

/** The properties that can be written inside an element, in the schema's order. */
export function propertiesOf(element: ElementName): readonly PropertyDefinition[] {
  const known = tables.get(element);
  if (known) return known;
  const names = new Set([...byMessageElement.keys(), ...byElement.keys()]);
  const place = (name: string): number | undefined => placeIn(element, name);
  const table = [...names]
    .filter((name) => place(name) !== undefined)
    .sort((one, other) => (place(one) ?? 0) - (place(other) ?? 0))
    .flatMap((name) => byMessageElement.get(name) ?? byElement.get(name) ?? []);
  tables.set(element, table);
  return table;
}

export function propertyByField(field: string): PropertyDefinition | undefined {
  return byField.get(field);
}

export function propertyByElement(name: string): PropertyDefinition | undefined {
  return byElement.get(name);
}

/** What a FieldURI, IndexedFieldURI or ExtendedFieldURI points at. */
export type PropertyPath =
  | { readonly kind: 'property'; readonly field: string }
  | { readonly kind: 'indexed'; readonly field: string; readonly index: string }
  | { readonly kind: 'extended'; readonly path: ExtendedPath };

export function readPropertyPath(element: XmlElement): PropertyPath {
  const field = element.attributes.get('FieldURI') ?? '';
  if (element.name === 'FieldURI') return { kind: 'property', field };
  if (element.name === 'IndexedFieldURI') {
    return { kind: 'indexed', field, index: element.attributes.get('FieldIndex') ?? '' };
  }
  return { kind: 'extended', path: readExtendedPath(element) };
}

/** The value of an extended property of an item: stored, or a field of the item under its MAPI address. */
export function extendedValue(
  path: ExtendedPath,
  item: Item,
  mailbox: Mailbox,
): string | readonly string[] | undefined {
  return readNativeMapi(path.key, item, mailbox) ?? item.extended[path.key]?.value;
}
