/**
 * Where a spreadsheet would take a cell for a formula: at the start of the text, and after everything that
 * one of them takes for the border of a cell (Excel in Finnish and Swedish splits at semicolons).
 */
const FORMULA_START = /(^|[;\t\r\n])(\s*)(?=[=+\-@])/g;

/**
 * One line of CSV (RFC 4180). Cells that a spreadsheet would run as formulas get an apostrophe in front:
 * subjects come from strangers' invitations, and the one who opens the file must not run their words.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = text.replace(FORMULA_START, "$1$2'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
