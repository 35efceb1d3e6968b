import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { RequestContext } from './operations/operation.ts';
import { type ElementName, isSince2013, messageElements } from './properties/element-order.ts';
import type { ExtendedPath } from './properties/extended-path.ts';
import { writeExtendedProperty } from './properties/extended-value.ts';
import { elementName, type PropertyDefinition, type View } from './properties/property.ts';
import { extendedValue, placeInSchema, propertiesOf, readPropertyPath } from './properties/table.ts';
import { propertyIntroduced } from './schema/introduced.ts';
import { atLeast } from './versions.ts';
import { childOf, textOf, type XmlElement } from './xml-read.ts';
import { branch, nothing, type Xml } from './xml-write.ts';

/** Properties that come before the extended ones in the schema's order, and those that come after. */
interface Parts {
  readonly before: readonly PropertyDefinition[];
  readonly after: readonly PropertyDefinition[];
}

/** Which properties an answer shows of each item, and how. */
export interface ItemShape {
  readonly partsOf: (element: ElementName) => Parts;
  readonly extended: readonly ExtendedPath[];
  readonly bodyType: View['bodyType'];
  readonly brief: boolean;
}

const baseShapes: Record<string, readonly PropertyDefinition['shape'][]> = {
  IdOnly: [],
  Default: ['default'],
  AllProperties: ['default', 'all'],
};

/**
 * Reads an ItemShape. Properties that calendar items do not have may be asked for: clients that do not know what
 * an item will turn out to be name those of every kind, and the real server leaves out what is not there.
 * @param brief true for FindItem and SyncFolderItems
 */
export function readItemShape(
  element: XmlElement | undefined,
  context: RequestContext,
  brief: boolean,
): ItemShape {
  const paths = (childOf(element, 'AdditionalProperties')?.children ?? []).map(readPropertyPath);
  const shapes = baseShapes[textOf(element, 'BaseShape') ?? 'IdOnly'] ?? [];
  const asked = new Set<string>(['item:ItemId']);
  const extended: ExtendedPath[] = [];
  for (const path of paths) {
    if (path.kind === 'extended') extended.push(path.path);
    else if (path.kind === 'property') asked.add(path.field);
  }
  const isShown = (definition: PropertyDefinition, element: ElementName): boolean => {
    if (brief && definition.notInFind) return false;
    if (isSince2013(element, elementName(definition)) && !atLeast(context.version, 'Exchange2013'))
      return false;
    return (
      asked.has(definition.field) || (shapes.includes(definition.shape) && isOffered(definition, context))
    );
  };
  const bodyType = (textOf(element, 'BodyType') ?? 'Best') as View['bodyType'];
  return { partsOf: chosen(isShown), extended, bodyType, brief };
}

function isOffered(definition: PropertyDefinition, context: RequestContext): boolean {
  const since = propertyIntroduced(definition.field);
  return !since || atLeast(context.version, since);
}

const extendedPlace = placeInSchema('ExtendedProperty');

/** The chosen properties of each kind of item; found once for all items of an answer. */
function chosen(
  isShown: (definition: PropertyDefinition, element: ElementName) => boolean,
): ItemShape['partsOf'] {
  const known = new Map<ElementName, Parts>();
  // Extended properties belong to what every kind of item has, so their place is the same in each.
  const isBefore = (each: PropertyDefinition): boolean => placeInSchema(elementName(each)) < extendedPlace;
  return (element) => {
    const found = known.get(element);
    if (found) return found;
    const properties = propertiesOf(element).filter((each) => isShown(each, element));
    const parts = {
      before: properties.filter(isBefore),
      after: properties.filter((each) => !isBefore(each)),
    };
    known.set(element, parts);
    return parts;
  };
}

/** Streamed values are cut to this many characters in the answers of FindItem. */
const briefLength = 255;

/** One item, a CalendarItem or a message about a meeting, with what the shape asks for, in the schema's order. */
export function writeItem(item: Item, mailbox: Mailbox, shape: ItemShape, context: RequestContext): Xml {
  const view: View = { mailbox, context, bodyType: shape.bodyType, brief: shape.brief };
  const write = (definition: PropertyDefinition): Xml => definition.write(item, view);
  const extended = shape.extended.map((path) => writeExtended(path, item, view));
  const element = item.message ? messageElements[item.message.kind] : 'CalendarItem';
  const { before, after } = shape.partsOf(element);
  return branch(`t:${element}`, [...before.map(write), ...extended, ...after.map(write)]);
}

function writeExtended(path: ExtendedPath, item: Item, view: View): Xml {
  const value = extendedValue(path, item, view.mailbox);
  if (value === undefined) return nothing;
  const cut = view.brief && path.type === 'String' && typeof value === 'string';
  return writeExtendedProperty(path, cut ? value.slice(0, briefLength) : value);
}

/** The shape of answers that only name items. */
export const idOnlyShape: ItemShape = {
  partsOf: chosen((definition) => definition.field === 'item:ItemId'),
  extended: [],
  bodyType: 'Best',
  brief: true,
};
