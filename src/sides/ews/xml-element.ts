/** One parsed element. Names are local names; the namespace is beside them, so prefixes never matter. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Attributes by local name. EWS has no two attributes that differ by namespace alone. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own character data, CDATA included, as it stood. */
  readonly text: string;
}

/** First child with this local name. EWS never gives one element two meanings by namespace alone. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** Child by child down a path; undefined as soon as one is missing, since servers leave out what they like. */
export function descend(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((at: XmlElement | undefined, name) => child(at, name), element);
}

/** Text of a child, or null where the child is missing. Empty elements give an empty string. */
export function textOf(element: XmlElement | undefined, ...path: readonly string[]): string | null {
  return descend(element, ...path)?.text ?? null;
}

/** Trimmed text of a child, or null where it is missing or empty: for identifiers, numbers and enumerations. */
export function wordOf(element: XmlElement | undefined, ...path: readonly string[]): string | null {
  return textOf(element, ...path)?.trim() || null;
}

/** An xs:boolean; missing or unknown counts as false. */
export function flagOf(element: XmlElement | undefined, ...path: readonly string[]): boolean {
  const word = wordOf(element, ...path);
  return word === 'true' || word === '1';
}

/** First element with this local name anywhere below, in document order. */
export function find(element: XmlElement, name: string): XmlElement | undefined {
  for (const one of element.children) {
    const hit = one.name === name ? one : find(one, name);
    if (hit) return hit;
  }
  return undefined;
}
