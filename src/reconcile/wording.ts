const SPACES = /[\s\u00a0]+/g;

/**
 * Whether two bodies say the same in words. Where one of them was drawn from HTML, its white space depends
 * on who drew it, so white space alone is no reason to write over the markup.
 */
export function sameWords(one: string, other: string): boolean {
  if (one === other) return true;
  return one.replace(SPACES, ' ').trim() === other.replace(SPACES, ' ').trim();
}
