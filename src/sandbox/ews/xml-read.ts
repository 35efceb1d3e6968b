import { SaxesParser } from 'saxes';

/** An element of a request: names are resolved to namespace and local name, so any prefixes will do. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** The text directly inside, white space kept. */
  text: string;
  readonly line: number;
  readonly column: number;
}

/** A request that is not a well-formed document, or not one that the server agrees to read. */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Deeper nesting than any request has; the limit keeps a hostile document from exhausting the stack. */
const maximumDepth = 64;

/**
 * Reads a whole document into elements. Document type declarations are refused, so no entity can be defined.
 * @throws XmlError with line and column where reading stopped
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  const refuse = (message: string): never => {
    throw new XmlError(message, parser.line, parser.column);
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('For security reasons DTD is prohibited in this XML document.'));
  parser.on('opentag', (tag) => {
    if (open.length >= maximumDepth) refuse('The document is nested too deeply.');
    const element: XmlElement = {
      namespace: tag.uri,
      name: tag.local,
      attributes: plainAttributes(tag.attributes),
      children: [],
      text: '',
      line: parser.line,
      column: parser.column,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return root ?? refuse('Root element is missing.');
}

/** Namespace declarations and attributes in a namespace are nothing that an operation reads. */
function plainAttributes(
  attributes: Record<string, { uri: string; local: string; prefix: string; value: string }>,
): Map<string, string> {
  const plain = new Map<string, string>();
  for (const attribute of Object.values(attributes)) {
    if (attribute.uri === '' && attribute.local !== 'xmlns') plain.set(attribute.local, attribute.value);
  }
  return plain;
}

/** The first child with this name, whatever its namespace. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the first child with this name, or undefined. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text;
}
