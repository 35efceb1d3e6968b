/** Attributes by name; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * One element as text. `content` is finished XML (other elements, joined); use `text` for character data.
 * Elements without content are self-closed.
 */
export function tag(name: string, attributes: Attributes = {}, ...content: readonly string[]): string {
  const inner = content.join('');
  const open = `<${name}${writeAttributes(attributes)}`;
  return inner === '' ? `${open}/>` : `${open}>${inner}</${name}>`;
}

/** An element that holds character data. An empty text stays an open and a close tag: it means "empty". */
export function textTag(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${writeAttributes(attributes)}>${escapeXml(text)}</${name}>`;
}

function writeAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
}

/**
 * Escapes for element and attribute content alike, and drops what XML 1.0 cannot carry even when escaped
 * (control characters, unpaired surrogates, U+FFFE and U+FFFF): one such character in a subject pasted from
 * elsewhere would make the server refuse the whole batch.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? '');
}

/** `\r` is written as a reference, since parsers turn a bare one into `\n`. */
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the forbidden ones is the point
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
