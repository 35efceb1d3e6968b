import { expect, test } from 'vitest';
import { ADVICE_KEYS } from './advice.ts';
import { SIGN_IN_ADVICE } from './alert.ts';
import { ADVICE_OF_PROBLEM, USER_PROBLEMS } from './user-problem.ts';

const listed = Object.values(ADVICE_OF_PROBLEM).flat();

test('each advice is of one kind of problem, and is one that exists', () => {
  expect(new Set(listed).size).toBe(listed.length);
  for (const advice of listed) expect(ADVICE_KEYS).toContain(advice);
});

test('what refuses the company’s own account is never told as one mailbox’s', () => {
  for (const advice of SIGN_IN_ADVICE) expect(ADVICE_OF_PROBLEM.connection).toContain(advice);
});

test('every kind stands once in the order in which they are told', () => {
  expect(new Set(USER_PROBLEMS).size).toBe(USER_PROBLEMS.length);
  for (const kind of Object.keys(ADVICE_OF_PROBLEM)) expect(USER_PROBLEMS).toContain(kind);
});
