import { ContentModelReader } from './content-model-reader.ts';
import type { State } from './state.ts';

/**
 * The notation of the type tables. A complex type is written as its content and then its attributes:
 *
 * - `Subject:xs:string?` an element with its type, and how often it may come: once, `?` not more than once,
 *   `*` any number, `+` at least once; elements of the messages namespace carry the prefix `m:`;
 * - `(A:X B:Y)` one after the other, `(A:X | B:Y)` one of them; a bracket takes `?`, `*`, `+` as well;
 * - `%path`, `%search`, `%item` the lists of alternatives that many types share (see `sharedParts`);
 * - `@Id:xs:string!` an attribute, `!` when it must be there, `@*` when foreign attributes are accepted;
 * - `#xs:string` text of this type is the content; `any` as a type means: not looked into.
 *
 * A simple type is `enum A B C`, `list T`, `union T ; T`, or a base with `minLength=`, `pattern=`,
 * `minInclusive=`, `maxInclusive=`.
 */
export interface ComplexType {
  /** The state before the first child. */
  readonly start: State;
  readonly attributes: ReadonlyMap<string, AttributeRule>;
  readonly foreignAttributes: boolean;
  /** The simple type of the text, or null where only elements are allowed. */
  readonly text: string | null;
}

export interface AttributeRule {
  readonly type: string;
  readonly required: boolean;
}

/** Reads one complex type from its notation. */
export function parseComplexType(notation: string): ComplexType {
  const words = notation.trim().split(/\s+/);
  const isContent = (word: string): boolean => !/^[@#]/.test(word);
  const attributes = new Map<string, AttributeRule>();
  let foreignAttributes = false;
  let text: string | null = null;
  for (const word of words) {
    if (word === '@*') foreignAttributes = true;
    else if (word.startsWith('#')) text = word.slice(1);
    else if (word.startsWith('@')) addAttribute(attributes, word.slice(1));
  }
  const start = new ContentModelReader(words.filter(isContent).join(' ')).read();
  return { start, attributes, foreignAttributes, text };
}

function addAttribute(attributes: Map<string, AttributeRule>, word: string): void {
  const colon = word.indexOf(':');
  const required = word.endsWith('!');
  const type = word.slice(colon + 1, required ? -1 : undefined);
  attributes.set(word.slice(0, colon), { type, required });
}
