import { refuseField } from './refusal.ts';

/** Fewer different characters than this are a pattern, however long it is. */
const DIFFERENT_CHARACTERS = 5;

/**
 * Refuses (400) a new password that others would guess first: the person's own address, or a few
 * characters over and over. Its length is checked by the contract; there are no rules on what kinds of
 * characters it must have (NIST SP 800-63B, 3.1.1.2).
 */
export function requireGoodPassword(password: string, email: string): void {
  const lower = password.toLowerCase();
  const name = email.split('@')[0] ?? email;
  const isAddress = lower === email || lower.replace(/\d+$/, '') === name;
  if (isAddress) throw refuseField(400, 'newPassword', 'passwordIsAddress');
  if (new Set(password).size < DIFFERENT_CHARACTERS)
    throw refuseField(400, 'newPassword', 'passwordTooSimple');
}
