import type { FastifySchemaCompiler } from 'fastify';
import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core';
import { unstorablePath } from '../unstorable.ts';
import { SeveraError, type SeveraErrorDetail, type SeveraErrorLocation } from './severa-error.ts';

const LOCATIONS: Readonly<Record<string, SeveraErrorLocation['type']>> = {
  body: 'RequestBody',
  querystring: 'UriParameter',
  params: 'PathParameter',
  headers: 'RequestHeader',
};

/** Checks a part of a request; what does not pass becomes Severa's `InvalidParameter`. */
export const severaValidator: FastifySchemaCompiler<$ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    const result = safeParse(schema, data);
    const type = LOCATIONS[httpPart ?? 'body'] ?? 'RequestBody';
    if (!result.success) return { error: refuseIssues(result.error.issues, type) };
    const path = unstorablePath(result.data);
    return path === null ? { value: result.data } : { error: refuseText(path.join('.'), type) };
  };

function refuseText(name: string, type: SeveraErrorLocation['type']): SeveraError {
  const message = `${name} holds a zero byte, which cannot be stored.`;
  return new SeveraError(400, 'InvalidParameter', [{ message, location: { type, name } }]);
}

/** 400 with a detail for everything that a schema found wrong. */
export function refuseIssues(issues: readonly $ZodIssue[], type: SeveraErrorLocation['type']): SeveraError {
  return new SeveraError(
    400,
    'InvalidParameter',
    issues.flatMap((issue) => describe(issue, type)),
  );
}

function describe(issue: $ZodIssue, type: SeveraErrorLocation['type']): SeveraErrorDetail[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const name = [...issue.path, key].join('.');
      return { message: `${name} is not known here.`, location: { type, name } };
    });
  if (path === '') return [{ message: `${issue.message}.`, location: { type, name: 'body' } }];
  return [{ message: `${path}: ${issue.message}.`, location: { type, name: path } }];
}
