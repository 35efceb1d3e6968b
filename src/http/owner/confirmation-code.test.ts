import { expect, test } from 'vitest';
import { newConfirmationCode, readConfirmationCode, shownConfirmationCode } from './confirmation-code.ts';

test('a code is read as it was made, however a person copies it', () => {
  const code = newConfirmationCode();
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  const shown = shownConfirmationCode(code);
  expect(shown).toMatch(/^.{4}-.{4}$/);
  for (const typed of [code, shown, shown.toLowerCase(), ` ${code.slice(0, 3)} ${code.slice(3)}\n`])
    expect(readConfirmationCode(typed)).toBe(code);
});

test('no two codes are alike', () => {
  const codes = new Set(Array.from({ length: 200 }, newConfirmationCode));
  expect(codes.size).toBe(200);
});
