import { createHash } from 'node:crypto';

/**
 * What is stored of a token. A plain SHA-256 does: tokens are long and random, so there is nothing to guess
 * from, unlike a password (`passwords.ts`).
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
