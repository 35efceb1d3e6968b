import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's first recommendation for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Parameters that a stored string may ask for: more would let a forged one occupy the machine. */
const MOST_MEMORY_KIB = 1_048_576;
const MOST_PASSES = 16;

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** The string to store for a password: argon2id in the usual PHC form, its parameters within. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const parameters = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES };
  const hash = await derive('argon2id', { ...parameters, nonce, message: password, tagLength: HASH_BYTES });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(hash)}`;
}

/** Whether the password is the one that was stored; false for a string that is not a hash at all. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, lanes, salt, hash] = STORED.exec(stored) ?? [];
  if (!memory || !passes || !lanes || !salt || !hash) return false;
  if (Number(memory) > MOST_MEMORY_KIB || Number(passes) > MOST_PASSES) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** Stored where a user has no password yet, or signs in by a provider alone: no password is ever right. */
export const NO_PASSWORD = 'none';

let decoy: Promise<string> | undefined;

/**
 * Takes as long as `verifyPassword` and is always false: for an address that nobody has, so that the time
 * of the answer does not tell which addresses exist.
 */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(password, await decoy);
  return false;
}

/** PHC strings have base64 without padding. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
