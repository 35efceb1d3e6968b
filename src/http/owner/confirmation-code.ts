import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another when they copy them from a screen. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** A new code: 40 random bits, which a handful of tries in an hour do not find. */
export function newConfirmationCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** What a person typed, as the code was made: any case, with or without spaces and dashes. */
export function readConfirmationCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** The code as it is shown: two groups of four. */
export function shownConfirmationCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
