import { child, type XmlElement } from '../xml-element.ts';

/** The extended property of an item whose path has these attributes, or undefined. */
export function extendedProperty(
  item: XmlElement,
  matches: (attributes: Partial<Record<string, string>>) => boolean,
): XmlElement | undefined {
  return item.children.find(
    (one) => one.name === 'ExtendedProperty' && matches(child(one, 'ExtendedFieldURI')?.attributes ?? {}),
  );
}
