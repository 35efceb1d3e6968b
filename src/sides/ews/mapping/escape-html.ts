/**
 * A text as HTML that is read as the same text: white space in a row and at the beginning of a line is kept by
 * no-break spaces, tabs by their number.
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
    .replace(/[\t\v\f]/g, (space) => `&#${space.charCodeAt(0)};`)
    .replace(/ {2,}/g, (run) => `${'&nbsp;'.repeat(run.length - 1)} `);
}

/** The same for the beginning of a line, where even one space would be lost. */
export function escapeLine(line: string): string {
  const words = line.trimStart();
  const indent = line.slice(0, line.length - words.length).replaceAll(' ', '\u00a0');
  return escapeHtml(indent + words);
}
