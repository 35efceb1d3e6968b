/**
 * The test of a Contains expression (ContainsExpressionType of types.xsd).
 * @param mode how the constant must lie in the value
 * @param comparison which differences do not count; `Loose` forms ignore what their names say
 */
export function containment(mode: string, comparison: string, constant: string): (value: string) => boolean {
  const simplify = simplifier(comparison);
  const wanted = simplify(constant);
  return (value) => contains(mode, simplify(value), wanted);
}

function simplifier(comparison: string): (text: string) => string {
  const ignoresCase = /IgnoreCase|^Loose$/.test(comparison);
  const ignoresMarks = /NonSpac|^Loose$/.test(comparison);
  return (text) => {
    const cased = ignoresCase ? text.toLowerCase() : text;
    return ignoresMarks ? cased.normalize('NFD').replace(/\p{Mn}/gu, '') : cased;
  };
}

function contains(mode: string, value: string, wanted: string): boolean {
  switch (mode) {
    case 'FullString':
      return value === wanted;
    case 'Prefixed':
      return value.startsWith(wanted);
    case 'Substring':
      return value.includes(wanted);
    case 'PrefixOnWords':
      return words(wanted).every((word) => words(value).some((each) => each.startsWith(word)));
    default:
      return ` ${words(value).join(' ')} `.includes(` ${words(wanted).join(' ')} `);
  }
}

function words(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
