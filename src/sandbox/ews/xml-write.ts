/** Finished XML: what these functions return is escaped and can be put inside other elements. */
export type Xml = string & { readonly finished: unique symbol };

type Attributes = Record<string, string | number | boolean | undefined>;

/**
 * One element with text inside; absent (undefined or null) text gives an empty element.
 * @param name with its prefix, for instance `t:Subject`
 */
export function leaf(
  name: string,
  text: string | number | boolean | null | undefined,
  attributes?: Attributes,
): Xml {
  return element(name, text === null || text === undefined ? '' : escapeText(String(text)), attributes);
}

/** One element with elements inside, in the order given: the caller keeps the schema's order. */
export function branch(name: string, children: readonly Xml[], attributes?: Attributes): Xml {
  return element(name, children.join(''), attributes);
}

/** No element at all, where an optional one is left out. */
export const nothing = '' as Xml;

function element(name: string, inside: string, attributes: Attributes = {}): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  return (inside === '' ? `<${name}${written} />` : `<${name}${written}>${inside}</${name}>`) as Xml;
}

/**
 * Everything but the characters of XML 1.0 (and halves of surrogate pairs): left out, since one bad character
 * must not spoil a whole answer.
 */
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Most texts hold nothing that needs care: they are found with one look. */
const needsCare = /[^\t\n !-%'-;=?-~\u{a0}-\u{d7ff}]/u;

function escapeText(text: string): string {
  if (!needsCare.test(text)) return text;
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string): string {
  if (/^[\w+/= :.-]*$/.test(text)) return text;
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;');
}
