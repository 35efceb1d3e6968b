import { expect, test } from 'vitest';
import type { SideError } from '../../../model/problem.ts';
import { ewsError } from '../errors.ts';
import { disabledOf } from './disabled-account.ts';

const adviceOf = (error: unknown) => (error as SideError).details.advice;

test('a disabled account is the mailbox’s where one acts for a mailbox, and the delegate’s where not', () => {
  const disabled = ewsError('ErrorAccountDisabled', 'The account is disabled.');
  expect(adviceOf(disabledOf(disabled, { address: 'onni@x.example' }))).toBe('ewsMailboxAccountDisabled');
  expect(adviceOf(disabledOf(disabled, null))).toBe('ewsAccountDisabled');
});

test('any other failure stays as it is', () => {
  const denied = ewsError('ErrorImpersonateUserDenied', 'no');
  expect(disabledOf(denied, {})).toBe(denied);
  const ours = new Error('ours');
  expect(disabledOf(ours, {})).toBe(ours);
});
