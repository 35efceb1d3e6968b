import { MESSAGES, TYPES } from '../namespaces.ts';
import type { XmlElement } from '../xml-element.ts';
import { XmlReader } from '../xml-reader.ts';

/** XML with the prefixes `m` and `t` as the mapping sees it. */
export function parse(xml: string): XmlElement {
  const reader = new XmlReader();
  reader.write(Buffer.from(`<root xmlns:m="${MESSAGES}" xmlns:t="${TYPES}">${xml}</root>`));
  const [element] = reader.end().children;
  if (!element) throw new Error('no element in the XML of the test');
  return element;
}

/** A calendar item with these elements (finished XML), in Helsinki unless they say otherwise. */
export function calendarItem(elements: string): XmlElement {
  return parse(`<t:CalendarItem><t:ItemId Id="id-1" ChangeKey="ck-1"/>${elements}</t:CalendarItem>`);
}
