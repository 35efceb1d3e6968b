import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** The key that encrypts stored secrets, with a short id that tells keys apart without giving them away. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** A secret that cannot be read; the message is for people and holds nothing secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

/** What a secret is bound to: moved to another company or field, it cannot be read. */
export interface SecretPlace {
  readonly organizationId: string;
  readonly field: string;
}

/**
 * The key from the environment (32 bytes in base64) or from a file that is made at first start, readable
 * by its owner alone. `keyFile` null and no `env`: a key for this process only (nothing is kept anyway).
 */
export async function loadSecretKey(from: {
  readonly env: string | undefined;
  readonly keyFile: string | null;
}): Promise<SecretKey> {
  if (from.env) return keyOf(from.env, 'TAHTI_SECRET_KEY');
  if (from.keyFile === null) return keyOf(randomBytes(KEY_BYTES).toString('base64'), 'memory');
  return keyOf(await readOrMakeKeyFile(from.keyFile), from.keyFile);
}

/** Two processes may start at once: the file appears whole, and the later one reads the earlier one's. */
async function readOrMakeKeyFile(path: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

function keyOf(text: string, origin: string): SecretKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== KEY_BYTES)
    throw new SecretError(`The secret key in ${origin} is not ${KEY_BYTES} bytes in base64.`);
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/** Encrypts with AES-256-GCM: `v1.KEYID.NONCE.TAG.CIPHERTEXT`, each part in base64url. */
export function encryptSecret(key: SecretKey, plain: string, place: SecretPlace): string {
  // Random nonces of 96 bits are safe for some four thousand million secrets a key (NIST SP 800-38D, 8.3).
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(associatedData(place));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
  return ['v1', key.id, ...parts].join('.');
}

/** The plain secret; throws SecretError when it was made with another key, for another place, or altered. */
export function decryptSecret(key: SecretKey, sealed: string, place: SecretPlace): string {
  const [version, keyId, nonce, tag, text] = sealed.split('.');
  if (version !== 'v1' || !nonce || !tag || text === undefined)
    throw new SecretError('A stored secret is damaged: enter it again.');
  if (keyId !== key.id)
    throw new SecretError(
      `A stored secret was encrypted with another key (${keyId}, this one is ${key.id}): ` +
        'start with that key, or enter the secret again.',
    );
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(associatedData(place));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(Buffer.from(text, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new SecretError('A stored secret does not belong here or was altered: enter it again.', { cause });
  }
}

function associatedData({ organizationId, field }: SecretPlace): Buffer {
  return Buffer.from(`tahti ${organizationId} ${field}`);
}
