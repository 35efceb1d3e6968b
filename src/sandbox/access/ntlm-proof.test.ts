import { expect, test } from 'vitest';
import { provesPassword } from './ntlm-proof.ts';
import { rc4 } from './rc4.ts';

/** The example of MS-NLMP 4.2.4: User of Domain with the password "Password". */
const challenge = Buffer.from('0123456789abcdef', 'hex');
const clientChallenge = Buffer.from(
  '01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000',
  'hex',
);
const proof = Buffer.from('68cd0ab851e51c96aabc927bebef6a1c', 'hex');
const nothing = Buffer.alloc(0);
const handshake = { negotiate: nothing, challengeMessage: nothing, challenge };
const authentication = {
  user: 'User',
  domain: 'Domain',
  ntResponse: Buffer.concat([proof, clientChallenge]),
  encryptedSessionKey: nothing,
  flags: 1,
};

test("the answer of Microsoft's example proves the password", () => {
  expect(provesPassword('Password', authentication, handshake, nothing)).toBe(true);
});

test('another password, another challenge or another user name spoils the proof; its case does not', () => {
  expect(provesPassword('password', authentication, handshake, nothing)).toBe(false);
  const otherChallenge = { ...handshake, challenge: Buffer.alloc(8) };
  expect(provesPassword('Password', authentication, otherChallenge, nothing)).toBe(false);
  expect(provesPassword('Password', { ...authentication, user: 'Other' }, handshake, nothing)).toBe(false);
  expect(provesPassword('Password', { ...authentication, user: 'uSER' }, handshake, nothing)).toBe(true);
});

test('an answer of NTLMv1, or none at all, proves nothing', () => {
  for (const ntResponse of [Buffer.alloc(24), nothing]) {
    expect(provesPassword('Password', { ...authentication, ntResponse }, handshake, nothing)).toBe(false);
  }
});

test("a session key is hidden as in Microsoft's example", () => {
  const key = Buffer.from('8de40ccadbc14a82f15cb0ad0de95ca3', 'hex');
  expect(rc4(key, Buffer.alloc(16, 0x55)).toString('hex')).toBe('c5dad2544fc9799094ce1ce90bc9d03e');
});
