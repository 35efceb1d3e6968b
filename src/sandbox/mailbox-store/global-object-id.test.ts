import { expect, test } from 'vitest';
import { globalObjectId, newUid } from './global-object-id.ts';

test('a UID that Exchange made is its own id', () => {
  const uid = newUid(Date.parse('2026-11-25T10:00:00Z'), Buffer.alloc(16, 7));
  expect(uid).toMatch(/^[0-9A-F]{112}$/);
  expect(globalObjectId(uid).toString('hex').toUpperCase()).toBe(uid);
});

test('a foreign UID is wrapped, and its length is told', () => {
  const id = globalObjectId('abc@example');
  expect(id.subarray(0, 16).toString('hex').toUpperCase()).toBe('040000008200E00074C5B7101A82E008');
  expect(id.readUInt32LE(36)).toBe(id.length - 40);
  expect(id.subarray(40).toString('latin1')).toBe('vCal-Uid\u0001\u0000\u0000\u0000abc@example\u0000');
});
