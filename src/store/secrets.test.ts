import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decryptSecret, encryptSecret, loadSecretKey, SecretError } from './secrets.ts';

const PLACE = { organizationId: 'e5100000-0000-4000-8000-000000000001', field: 'password' };

describe('stored secrets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tahti-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const key = (env: string | undefined = randomBytes(32).toString('base64')) =>
    loadSecretKey({ env, keyFile: null });

  it('come back as they were, and look different each time', async () => {
    const secretKey = await key();
    const [one, two] = [1, 2].map(() => encryptSecret(secretKey, 'salasana ä 🔑', PLACE));
    expect(decryptSecret(secretKey, one ?? '', PLACE)).toBe('salasana ä 🔑');
    expect(one).not.toBe(two);
    expect(one).not.toContain('salasana');
  });

  it('cannot be read with another key, in words that name both keys and no secret', async () => {
    const [one, two] = [await key(), await key()];
    const sealed = encryptSecret(one, 'delegate-demo', PLACE);
    const reading = () => decryptSecret(two, sealed, PLACE);
    expect(reading).toThrow(SecretError);
    expect(reading).toThrow(new RegExp(`${one.id}.*${two.id}`));
    expect(reading).not.toThrow(/delegate-demo/);
  });

  it('cannot be moved to another company or field', async () => {
    const secretKey = await key();
    const sealed = encryptSecret(secretKey, 'delegate-demo', PLACE);
    for (const elsewhere of [
      { ...PLACE, organizationId: 'other' },
      { ...PLACE, field: 'other' },
    ])
      expect(() => decryptSecret(secretKey, sealed, elsewhere)).toThrow(SecretError);
  });

  it('are refused when anything in them was altered', async () => {
    const secretKey = await key();
    const parts = encryptSecret(secretKey, 'delegate-demo', PLACE).split('.');
    for (const index of [2, 3, 4]) {
      const altered = [...parts];
      // One bit is turned: a byte of its own choosing might stand there already.
      const bytes = Buffer.from(altered[index] ?? '', 'base64url');
      bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
      altered[index] = bytes.toString('base64url');
      expect(() => decryptSecret(secretKey, altered.join('.'), PLACE)).toThrow(SecretError);
    }
    expect(() => decryptSecret(secretKey, 'nonsense', PLACE)).toThrow(SecretError);
  });

  it('have a key in a file that only its owner can read, made once', async () => {
    const keyFile = join(folder, 'secret.key');
    const keys = await Promise.all([1, 2, 3].map(() => loadSecretKey({ env: undefined, keyFile })));
    expect(new Set(keys.map((one) => one.id)).size).toBe(1);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(Buffer.from((await readFile(keyFile, 'utf8')).trim(), 'base64')).toEqual(keys[0]?.bytes);
  });

  it('have a key that is refused when it is not 32 bytes', async () => {
    const keyFile = join(folder, 'short.key');
    await writeFile(keyFile, 'c2hvcnQ=\n');
    await expect(loadSecretKey({ env: undefined, keyFile })).rejects.toThrow(keyFile);
    await expect(loadSecretKey({ env: 'c2hvcnQ=', keyFile })).rejects.toThrow('TAHTI_SECRET_KEY');
  });
});
