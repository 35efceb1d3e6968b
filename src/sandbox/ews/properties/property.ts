import type { Body, Item, ItemContent } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import type { RequestContext } from '../operations/operation.ts';
import type { XmlElement } from '../xml-read.ts';
import type { Xml } from '../xml-write.ts';

/** An item being made or changed. */
export type Draft = { -readonly [Key in keyof ItemContent]: ItemContent[Key] };

/** What a property needs to know to write itself. */
export interface View {
  readonly mailbox: Mailbox;
  readonly context: RequestContext;
  /** Text or HTML when the shape asked for one of them, otherwise as the body is stored. */
  readonly bodyType: Body['type'] | 'Best';
  /** True in answers of FindItem and SyncFolderItems, which leave out bodies and lists of people. */
  readonly brief: boolean;
}

/** Times without an offset are read with these zones while a draft is being filled. */
export interface DraftZones {
  readonly start: RequestContext['zone'];
  readonly end: RequestContext['zone'];
}

/** What a property can be compared by: numbers are also used for instants. */
export type Comparable = string | number | boolean;

/**
 * One property of calendar items, declared once: how it is addressed, shown, compared and written. The order
 * of elements in an answer is the schema's, whatever the order of declarations.
 */
export interface PropertyDefinition {
  /** The path that clients use, for instance `calendar:Start`. */
  readonly field: string;
  /** `default` is part of the Default and AllProperties shapes, `all` of AllProperties, `asked` of neither. */
  readonly shape: 'default' | 'all' | 'asked';
  /** True for what FindItem and SyncFolderItems never return. */
  readonly notInFind?: true;
  /** The element, or nothing when the item does not have the property. */
  readonly write: (item: Item, view: View) => Xml;
  /**
   * The value for restrictions and sorting, or the values of a list; undefined when absent. Missing: the
   * property cannot be searched.
   */
  readonly value?: (item: Item, mailbox: Mailbox) => Comparable | readonly string[] | undefined;
  /** Missing: the property is read-only. */
  readonly set?: (draft: Draft, element: XmlElement, zones: DraftZones) => void;
  /** Missing: the property cannot be deleted. */
  readonly remove?: (draft: Draft) => void;
  /** Missing: nothing can be appended to the property. */
  readonly append?: (draft: Draft, element: XmlElement) => void;
}

/** The element's name of a property: what follows the colon of its path. */
export function elementName(definition: PropertyDefinition): string {
  return definition.field.slice(definition.field.indexOf(':') + 1);
}
