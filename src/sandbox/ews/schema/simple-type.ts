import { longEnums } from './long-enums.ts';
import { simpleTypes } from './simple-types.ts';

type Check = (value: string) => string | null;

const builtIn: Record<string, RegExp> = {
  'xs:string': /^[\s\S]*$/,
  'xs:boolean': /^(true|false|0|1)$/,
  'xs:int': /^[+-]?\d{1,10}$/,
  'xs:long': /^[+-]?\d{1,19}$/,
  'xs:unsignedShort': /^\+?\d{1,5}$/,
  'xs:dateTime': /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  'xs:date': /^-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?$/,
  'xs:time': /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  'xs:duration': /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  'xs:base64Binary': /^([A-Za-z0-9+/\s]*={0,2})$/,
  'xs:language': /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/,
};

const checks = new Map<string, Check>();

/**
 * Checks a text against a simple type.
 * @returns null when it fits, otherwise why not, in the words of the validator that Exchange uses
 */
export function simpleTypeProblem(type: string, value: string): string | null {
  let check = checks.get(type);
  if (!check) {
    check = compile(type);
    checks.set(type, check);
  }
  return check(value);
}

function compile(type: string): Check {
  const pattern = builtIn[type];
  if (pattern) return builtInCheck(type, pattern);
  const notation = (simpleTypes[type] ?? longEnums[type])?.trim();
  return notation === undefined ? () => null : compileNotation(notation);
}

function builtInCheck(type: string, pattern: RegExp): Check {
  const spaceMatters = type === 'xs:string';
  const problem = `The string is not a valid ${type.slice(3)} value.`;
  return (value) => {
    const text = spaceMatters ? value : value.trim();
    if (!pattern.test(text)) return problem;
    return type === 'xs:dateTime' && Number.isNaN(Date.parse(normalDate(text))) ? problem : null;
  };
}

/** `Date.parse` refuses more than three decimals in no engine, but days that no month has it must refuse. */
function normalDate(text: string): string {
  return text.replace(/(\.\d{3})\d+/, '$1');
}

function compileNotation(notation: string): Check {
  const [kind = '', ...rest] = notation.split(/\s+/);
  if (kind === 'enum') return enumCheck(new Set(rest));
  if (kind === 'list') return listCheck(rest[0] ?? 'xs:string');
  if (kind === 'union') return unionCheck(rest.join(' ').split(' ; ').map(compileNotation));
  return restrictionCheck(kind, rest);
}

function enumCheck(allowed: ReadonlySet<string>): Check {
  return (value) => (allowed.has(value) ? null : 'The Enumeration constraint failed.');
}

function listCheck(itemType: string): Check {
  return (value) => {
    // A list may be empty.
    for (const word of value.split(/\s+/).filter((each) => each !== '')) {
      const problem = simpleTypeProblem(itemType, word);
      if (problem) return problem;
    }
    return null;
  };
}

function unionCheck(members: readonly Check[]): Check {
  return (value) =>
    members.some((check) => check(value) === null) ? null : 'No member type accepts the value.';
}

function restrictionCheck(base: string, facets: readonly string[]): Check {
  const facetChecks = facets.map(facetCheck);
  return (value) => {
    const problem = simpleTypeProblem(base, value);
    if (problem) return problem;
    for (const check of facetChecks) {
      const found = check(value);
      if (found) return found;
    }
    return null;
  };
}

function facetCheck(facet: string): Check {
  const at = facet.indexOf('=');
  const limit = facet.slice(at + 1);
  switch (facet.slice(0, at)) {
    case 'minLength':
      return (value) =>
        value.length >= Number(limit) ? null : 'The actual length is less than the MinLength value.';
    case 'minInclusive':
      return (value) => (Number(value) >= Number(limit) ? null : 'The MinInclusive constraint failed.');
    case 'maxInclusive':
      return (value) => (Number(value) <= Number(limit) ? null : 'The MaxInclusive constraint failed.');
    default: {
      const pattern = new RegExp(`^(?:${limit})$`);
      return (value) => (pattern.test(value) ? null : 'The Pattern constraint failed.');
    }
  }
}
