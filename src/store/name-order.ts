import { type RawBuilder, sql } from 'kysely';

/**
 * Names as people of our languages look for them, the same on every database whatever its locale: letters
 * without their case (which a database of the locale C knows of ASCII alone), and å, ä, ö after z, in that order.
 * `column` is SQL, never input.
 */
export function inNameOrder(column: string): RawBuilder<string> {
  return sql<string>`translate(lower(${sql.raw(column)}), 'ÅåÄäÖöÆæØøÉéÈèÊêËëÁáÀàÂâÜüÍíÓóÚúŠšŽžÇçÑñ',
    '{{||}}||}}eeeeeeeeaaaaaauuiioouusszzccnn') collate "C"`;
}

/** The same letters in any case; for searching, where å is not a. */
export function folded(column: RawBuilder<string>): RawBuilder<string> {
  return sql<string>`translate(lower(${column}), 'ÅÄÖÆØÉÈÊËÁÀÂÜÍÓÚŠŽÇÑ', 'åäöæøéèêëáàâüíóúšžçñ')`;
}

/** What is typed, as a pattern for `like` on a folded text: what it holds of the pattern's own signs is meant as it stands. */
export function foldedPattern(typed: string): RawBuilder<string> {
  return folded(sql<string>`${`%${typed.replace(/[\\%_]/g, '\\$&')}%`}::text`);
}
