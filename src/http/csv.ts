/** A character that makes a spreadsheet take the cell for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * One line of CSV (RFC 4180). Cells that a spreadsheet would run as formulas get an apostrophe in front:
 * subjects come from strangers' invitations, and the one who opens the file must not run their words.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
