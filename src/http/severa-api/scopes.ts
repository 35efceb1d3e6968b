import { SeveraError } from './severa-error.ts';

/** The scopes that this API knows; a token carries those of its client that were asked for. */
export const SCOPES = [
  'activities:read',
  'activities:write',
  'activities:delete',
  'users:read',
  'settings:read',
  'settings:write',
  'settings:delete',
  'organization:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/**
 * The scopes of a token request: a list joined with commas, or null for all that the client holds.
 * Throws SeveraError: 400 for a word that is no scope, 403 for one that the client was not given.
 */
export function grantScopes(asked: string | null, held: readonly string[]): readonly Scope[] {
  const words = asked === null ? [...held] : asked.split(/[,\s]+/).filter((word) => word !== '');
  const unknown = words.filter((word) => !isScope(word));
  if (asked !== null && (unknown.length > 0 || words.length === 0))
    throw new SeveraError(400, 'InvalidParameter', [
      {
        message: `Unknown scope: ${unknown.join(', ') || '(none)'}. Known scopes are ${SCOPES.join(', ')}.`,
        location: { type: 'RequestBody', name: 'scope' },
      },
    ]);
  for (const word of words) if (!held.includes(word)) throw missingScope(word);
  return [...new Set(words.filter(isScope))];
}

/** 403 that names the scope which the token or the client lacks. */
export function missingScope(scope: string): SeveraError {
  return new SeveraError(403, 'InsufficientApiScope', [
    { message: `The API scope ${scope} is required for this call.` },
  ]);
}

function isScope(word: string): word is Scope {
  return (SCOPES as readonly string[]).includes(word);
}
