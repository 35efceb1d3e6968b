import { expect, test } from 'vitest';
import { requireGoodPassword } from './password-rules.ts';

const EMAIL = 'onni.virtanen@esimerkki.example';

test.each([EMAIL, EMAIL.toUpperCase(), 'onni.virtanen', 'Onni.Virtanen2026'])(
  'a password that is one’s own address is refused: %s',
  (password) => {
    expect(() => requireGoodPassword(password, EMAIL)).toThrow('passwordIsAddress');
  },
);

test.each(['aaaaaaaaaaaa', '1212121212', 'abcdabcdabcd'])(
  'a few characters over and over are refused: %s',
  (password) => {
    expect(() => requireGoodPassword(password, EMAIL)).toThrow('passwordTooSimple');
  },
);

test.each(['tahti-demo', 'correct horse battery staple', 'päivä paistaa', '日本語のパスワード語'])(
  'anything else will do, of whatever characters: %s',
  (password) => {
    expect(() => requireGoodPassword(password, EMAIL)).not.toThrow();
  },
);
