import { describe, expect, test } from 'vitest';
import { readAvPairs, writeAvPairs } from './av-pairs.ts';
import { utf16 } from './messages.ts';
import { ntlmAccount } from './ntlm-account.ts';
import { answerV2, ownerKey } from './ntlm-v2.ts';

/** The example of [MS-NLMP] 4.2.4. */
const account = { user: 'User', domain: 'Domain', password: 'Password' };
const targetInfo = writeAvPairs(
  new Map([
    [2, utf16('Domain')],
    [1, utf16('Server')],
  ]),
);
const input = {
  account,
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  clientChallenge: Buffer.alloc(8, 0xaa),
  time: Buffer.alloc(8),
  targetInfo,
};

describe('NTLMv2 with the example of [MS-NLMP] 4.2.4', () => {
  test('makes the same key of user, domain and password', () => {
    expect(ownerKey(account).toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  test('makes the same answers and the same session key', () => {
    const { ntResponse, lmResponse, sessionKey } = answerV2(input);
    expect(ntResponse.subarray(0, 16).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(lmResponse.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    expect(sessionKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
  });

  test('reads AV_PAIRs back as they were written, and leaves out what is cut off', () => {
    expect([...readAvPairs(targetInfo).keys()]).toEqual([2, 1]);
    expect([...readAvPairs(targetInfo.subarray(0, 18)).keys()]).toEqual([2]);
  });
});

test.each([
  ['ESIMERKKI\\delegate', '', { user: 'delegate', domain: 'ESIMERKKI' }],
  ['delegate@esimerkki.example', 'ESIMERKKI', { user: 'delegate@esimerkki.example', domain: '' }],
  ['delegate', 'ESIMERKKI', { user: 'delegate', domain: 'ESIMERKKI' }],
])('%s with the domain "%s" is named as NTLM wants it', (userName, domain, expected) => {
  expect(ntlmAccount(userName, 'secret', domain)).toEqual({ ...expected, password: 'secret' });
});
