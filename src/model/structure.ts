/**
 * Whether two plain values are the same in structure. The order of properties never matters and a property
 * that is `undefined` counts as missing, as in JSON; the order of list items does matter.
 */
export function sameStructure(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isComposite(one) || !isComposite(other)) return false;
  if (Array.isArray(one) || Array.isArray(other)) return sameItems(one, other);
  return sameProperties(one, other);
}

function isComposite(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

function sameItems(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (!sameStructure(one[at], other[at])) return false;
  return true;
}

function sameProperties(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  for (const name in one) if (!sameStructure(one[name], other[name])) return false;
  // What the first has was equal; the second must not have anything beside it.
  for (const name in other) if (other[name] !== undefined && one[name] === undefined) return false;
  return true;
}
