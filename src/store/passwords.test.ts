import { describe, expect, it } from 'vitest';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts';

describe('passwords', () => {
  it('are recognised by their hash, and no other is', async () => {
    const stored = await hashPassword('tahti-demo ä');
    expect(await verifyPassword('tahti-demo ä', stored)).toBe(true);
    for (const wrong of ['tahti-demo', 'Tahti-demo ä', '', 'tahti-demo ä '])
      expect(await verifyPassword(wrong, stored)).toBe(false);
  });

  it('are stored as argon2id with their parameters, each with a salt of its own', async () => {
    const [one, two] = [await hashPassword('same'), await hashPassword('same')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('are verified with the parameters of the stored hash, not with today’s', async () => {
    // Made by the reference implementation's own test: password "password", salt "somesalt", 256 KiB, two passes.
    const stored = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await verifyPassword('password', stored)).toBe(true);
    expect(await verifyPassword('Password', stored)).toBe(false);
  });

  it('are never verified by something that is no hash, or one that asks for the whole machine', async () => {
    for (const stored of [
      '',
      '!',
      'tahti-demo',
      '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR',
    ])
      expect(await verifyPassword('tahti-demo', stored)).toBe(false);
    expect(await verifyNobody('tahti-demo')).toBe(false);
  });
});
