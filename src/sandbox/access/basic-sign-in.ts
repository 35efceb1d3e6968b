import { timingSafeEqual } from 'node:crypto';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Directory } from '../mailbox-store/directory.ts';

/**
 * The account that a Basic Authorization header proves, or null. The name is `DOMAIN\user` or a user principal
 * name; the password may hold colons.
 */
export function basicSignIn(header: string | undefined, directory: Directory): AccountRecord | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const account = directory.accountByName(text.slice(0, Math.max(colon, 0)));
  return account && isSame(account.password, text.slice(colon + 1)) ? account : null;
}

function isSame(expected: string, given: string): boolean {
  const one = Buffer.from(expected);
  const other = Buffer.from(given);
  return one.length === other.length && timingSafeEqual(one, other);
}
