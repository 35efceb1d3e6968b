/**
 * A regular expression (for PostgreSQL's `~*`) that finds a text wherever it stands, in small letters or capitals.
 * `ilike` would do for English alone: what it knows of Ä and Ö depends on the locale that a database was made with.
 */
export function caselessPattern(text: string): string {
  return [...text].map(matching).join('');
}

function matching(sign: string): string {
  if (/[a-z0-9]/i.test(sign)) return sign;
  if (sign < '\u0080') return `\\${sign}`;
  const forms = [sign.toLowerCase(), sign.toUpperCase()].filter((form) => [...form].length === 1);
  return new Set(forms).size > 1 ? `[${forms.join('')}]` : sign;
}
