import type { FastifySchemaCompiler } from 'fastify';
import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core';
import { type FieldRefusal, Refusal } from './refusal.ts';
import { unstorablePath } from './unstorable.ts';

/**
 * Checks a part of a request against its schema. What does not pass becomes a `Refusal` whose fields
 * carry sentences in place of zod's own English ones.
 */
export const refusingValidator: FastifySchemaCompiler<$ZodType> =
  ({ schema }) =>
  (data) => {
    const result = safeParse(schema, data);
    if (!result.success) return { error: refuseIssues(result.error.issues, data) };
    const path = unstorablePath(result.data);
    return path === null ? { value: result.data } : { error: refuseText(path.join('.')) };
  };

function refuseText(path: string): Refusal {
  return new Refusal(400, 'invalidRequest', { fields: { [path]: { key: 'validation.notStorable' } } });
}

/** The refusal of everything that a schema found wrong with `data`. */
export function refuseIssues(issues: readonly $ZodIssue[], data: unknown): Refusal {
  const fields: Record<string, FieldRefusal> = {};
  for (const issue of issues.flatMap(innermost)) {
    for (const [path, refusal] of fieldRefusals(issue, data)) fields[path] ??= refusal;
  }
  return new Refusal(400, 'invalidRequest', { fields });
}

/** Of a union that nothing fitted, the complaints of the branch that came nearest. */
function innermost(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.toSorted((one, other) => one.length - other.length)[0] ?? [];
  return nearest.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }));
}

function fieldRefusals(issue: $ZodIssue, data: unknown): [string, FieldRefusal][] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...issue.path, key].join('.'), { key: 'validation.unknownField' }]);
  return [[issue.path.join('.'), describe(issue, valueAt(data, issue.path))]];
}

function describe(issue: $ZodIssue, value: unknown): FieldRefusal {
  if (value === undefined) return { key: 'validation.required' };
  switch (issue.code) {
    case 'too_big':
      return limit(issue.origin, 'Big', Number(issue.maximum));
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return { key: 'validation.required' };
      return limit(issue.origin, 'Small', Number(issue.minimum));
    case 'invalid_format':
      return { key: `validation.${FORMATS[issue.format] ?? 'notValid'}` };
    case 'invalid_value':
      return { key: 'validation.notAmong', params: { values: issue.values.map(String).join(', ') } };
    case 'custom':
      return { key: `validation.${issue.params?.sentence ?? 'notValid'}` };
    case 'invalid_type':
      return { key: `validation.${TYPES[issue.expected] ?? 'notValid'}` };
    default:
      return { key: 'validation.notValid' };
  }
}

/** How zod calls a format, and the sentence for it. */
const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'notInstant',
  date: 'notDate',
  uuid: 'notId',
  guid: 'notId',
  email: 'notEmail',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'notText',
  number: 'notNumber',
  int: 'notWhole',
  boolean: 'notYesNo',
  array: 'notList',
  object: 'notObject',
};

/** Too long, too many or too large: three sentences, for texts, lists and numbers. */
function limit(origin: string, way: 'Big' | 'Small', bound: number): FieldRefusal {
  const kind = origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number';
  return { key: `validation.${kind}Too${way}`, params: { limit: bound } };
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    data,
  );
}
