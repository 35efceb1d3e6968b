import { createHash, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { FRONT_CERTIFICATE } from '../../../../test/fixtures/tls-front.ts';
import { bindingOf, bindingTo } from './channel-binding.ts';

test('the binding to a certificate is the MD5 of its hash in a structure of GSS-API', () => {
  const hash = Buffer.from('e3ca49271e5089cc48ce82109f1324f41dbeddc29a777410c738f7868c4ff405', 'hex');
  expect(bindingTo(hash).toString('hex')).toBe('6ea19df066da4622051f9c4f92c6df74');
});

test('the certificate is hashed as its own signature is', () => {
  const { raw } = new X509Certificate(FRONT_CERTIFICATE);
  expect(bindingOf(raw)).toEqual(bindingTo(createHash('sha256').update(raw).digest()));
});
