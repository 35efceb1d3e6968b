import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ewsError } from './errors.ts';
import type { XmlElement } from './xml-element.ts';

/** What one answer may cost us; beyond it the answer is refused, so that memory stays flat. */
export interface XmlLimits {
  readonly depth: number;
  readonly nodes: number;
  /** Characters of text and attributes together that are kept. */
  readonly characters: number;
}

/** 100 items of GetItem have some 20,000 elements; a sync page of 512 changes some 4,000. */
export const XML_LIMITS: XmlLimits = { depth: 64, nodes: 200_000, characters: 32 * 1024 * 1024 };

/** saxes' words for characters and references outside XML 1.0's Char production. */
const FORBIDDEN_CHARACTER = /disallowed character|malformed character entity/;
const CONTROL_REFERENCE =
  /&#(?:x0*(?:[0-8bcef]|1[\da-f]|fff[ef]|d[89a-f][\da-f]{2})|0*(?:[0-8]|1[1245-9]|2\d|3[01]));/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

interface OpenElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

/** Most elements have neither: what they have not costs no memory. Never written to. */
const NO_CHILDREN: XmlElement[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** Called for each closed element with its open ancestors; true takes it out of the tree. */
export type Taker = (element: XmlElement, parentName: string) => boolean;

/**
 * A streaming reader of SOAP answers: bytes in, elements out.
 *
 * Elements that `take` accepts are handed over as soon as they close and are not kept, so that an answer
 * with thousands of items needs memory for one of them. DOCTYPE is refused whatever it declares: SOAP
 * forbids it, and entity definitions are the classic way to blow up a reader. Throws SideError.
 */
export class XmlReader {
  readonly #parser: SaxesParser<{ xmlns: true }>;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #limits: XmlLimits;
  readonly #take: Taker;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | null = null;
  #nodes = 0;
  #hasForbidden = false;
  #characters = 0;

  /** `charset` as the Content-Type names it; absent means UTF-8, as EWS always sends it. */
  constructor(options: { limits?: XmlLimits; charset?: string | null; take?: Taker } = {}) {
    this.#limits = options.limits ?? XML_LIMITS;
    this.#take = options.take ?? (() => false);
    this.#decoder = decoderFor(options.charset ?? 'utf-8');
    this.#parser = new SaxesParser({ xmlns: true, position: false });
    this.#parser.on('error', (error) => {
      // Exchange writes control characters from old entries as references that XML 1.0 forbids (&#x1F;). The
      // parser reads on and leaves the reference as text; without this one entry would block its mailbox.
      if (FORBIDDEN_CHARACTER.test(error.message)) {
        this.#hasForbidden = true;
        return;
      }
      throw ewsError('EWS_MALFORMED_XML', `the server's answer is not well-formed XML: ${error.message}`);
    });
    this.#parser.on('doctype', () => {
      throw ewsError('EWS_DOCTYPE_REFUSED', "the server's answer carries a DOCTYPE, which SOAP forbids");
    });
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('text', (text) => this.#characterData(text));
    this.#parser.on('cdata', (text) => this.#characterData(text));
    this.#parser.on('closetag', () => this.#closed());
  }

  /** Whether the document's root has been closed: what follows belongs to something else. */
  get isComplete(): boolean {
    return this.#root !== null;
  }

  /** Feeds the next bytes. */
  write(chunk: Uint8Array): void {
    this.#parser.write(this.#decode(chunk));
  }

  /** Ends the document and gives its root, without what was taken. */
  end(): XmlElement {
    this.#parser.write(this.#decode(undefined)).close();
    if (!this.#root) throw ewsError('EWS_MALFORMED_XML', "the server's answer is empty");
    return this.#root;
  }

  #decode(chunk: Uint8Array | undefined): string {
    try {
      return chunk ? this.#decoder.decode(chunk, { stream: true }) : this.#decoder.decode();
    } catch {
      throw ewsError('EWS_MALFORMED_XML', "the server's answer holds bytes that are not in its charset");
    }
  }

  #opened(tag: SaxesTagNS): void {
    this.#nodes += 1;
    if (this.#open.length >= this.#limits.depth)
      throw ewsError('EWS_ANSWER_TOO_DEEP', `the answer nests deeper than ${this.#limits.depth} elements`);
    if (this.#nodes > this.#limits.nodes)
      throw ewsError('EWS_ANSWER_TOO_LARGE', `the answer has more than ${this.#limits.nodes} elements`);
    const attributes = this.#attributesOf(tag);
    this.#open.push({ namespace: tag.uri, name: tag.local, attributes, children: NO_CHILDREN, text: '' });
  }

  #attributesOf(tag: SaxesTagNS): Readonly<Record<string, string>> {
    let attributes: Record<string, string> | null = null;
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
      attributes ??= {};
      attributes[attribute.local] = attribute.value;
      this.#count(attribute.value.length);
    }
    return attributes ?? NO_ATTRIBUTES;
  }

  #characterData(text: string): void {
    const open = this.#open.at(-1);
    if (!open) return;
    this.#count(text.length);
    open.text += this.#hasForbidden ? text.replace(CONTROL_REFERENCE, '').replace(CONTROL, '') : text;
    this.#hasForbidden = false;
  }

  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters > this.#limits.characters)
      throw ewsError(
        'EWS_ANSWER_TOO_LARGE',
        `the answer holds more than ${this.#limits.characters} characters`,
      );
  }

  #closed(): void {
    const element = this.#open.pop();
    if (!element) return;
    const parent = this.#open.at(-1);
    if (!parent) this.#root = element;
    else if (!this.#take(element, parent.name)) append(parent, element);
  }
}

function append(parent: OpenElement, child: XmlElement): void {
  if (parent.children === NO_CHILDREN) parent.children = [child];
  else parent.children.push(child);
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw ewsError('EWS_MALFORMED_XML', `the server's answer is in an unknown charset: ${charset}`);
  }
}
