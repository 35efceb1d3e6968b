/** Characters of a name that an activity holds. */
const LONGEST_NAME = 1000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text as the model wants it: `\n` line ends, no trailing white space, nothing that a database refuses. */
export function plainText(text: string): string {
  return clean(text.replace(/\r\n?/g, '\n')).trimEnd();
}

/** A name in one line, cut where an activity holds no more. */
export function plainName(text: string): string {
  return cut(clean(text.replace(/\s*[\r\n]+\s*/g, ' ')), LONGEST_NAME);
}

/** A location in one line, cut at `longest` characters. */
export function plainLocation(text: string, longest: number): string {
  return cut(clean(text.replace(/\s*[\r\n]+\s*/g, ' ')), longest);
}

function clean(text: string): string {
  return text.toWellFormed().replace(CONTROL, '');
}

/** Never cuts a character in two that takes two code units. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
