/**
 * The path of the first text with a zero byte, which the database cannot store; null when there is none.
 * Nobody types it; it comes from scripts.
 */
export function unstorablePath(
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly PropertyKey[] | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorablePath(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
