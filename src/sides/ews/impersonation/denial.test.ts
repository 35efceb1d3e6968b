import { expect, test } from 'vitest';
import type { ErrorDetails, SideError } from '../../../model/problem.ts';
import { ewsError } from '../errors.ts';
import { DenialJudge } from './denial.ts';

const DENIED = ewsError('ErrorImpersonateUserDenied', 'no');
const OTHERS = ['leo@x.example', 'aino@x.example', 'helmi@x.example', 'onni@x.example', 'sanni@x.example'];

/** A judge over a server that lets the account act for these; what it tried is written down. */
function judgeWhere(allowed: readonly string[], others = OTHERS) {
  const tried: string[] = [];
  const clock = { now: 0 };
  const judge = new DenialJudge(
    async () => others,
    async (address) => {
      tried.push(address);
      if (!allowed.includes(address)) throw DENIED;
    },
    () => clock.now,
  );
  const advice = async (denied = 'Onni@x.example', error: unknown = DENIED) => {
    const judged = await judge.judged(error, denied, new AbortController().signal);
    return (judged as SideError).details satisfies ErrorDetails;
  };
  return { advice, tried, clock };
}

test('a mailbox is outside the scope where the account may act for another one', async () => {
  const { advice, tried } = judgeWhere(['aino@x.example']);
  expect(await advice()).toMatchObject({
    code: 'ErrorImpersonateUserDenied',
    advice: 'ewsMailboxOutsideScope',
  });
  expect(tried).toEqual(['leo@x.example', 'aino@x.example']);
});

test('the right is missing where three others are denied as well, the denied one not among them', async () => {
  const { advice, tried } = judgeWhere(['sanni@x.example'], ['onni@x.example', ...OTHERS]);
  expect((await advice()).advice).toBe('ewsImpersonationMissing');
  expect(tried).toEqual(OTHERS.slice(0, 3));
});

test('others are asked about once in ten minutes, whoever is denied', async () => {
  const { advice, tried, clock } = judgeWhere(['leo@x.example']);
  for (const denied of ['onni@x.example', 'helmi@x.example', 'onni@x.example']) await advice(denied);
  expect(tried).toEqual(['leo@x.example']);
  clock.now = 600_000;
  await advice();
  expect(tried).toHaveLength(2);
});

test('nothing is tried for any other failure, and without others the right counts as missing', async () => {
  const { advice, tried } = judgeWhere([], []);
  expect((await advice('onni@x.example', ewsError('HTTP 401', 'no'))).advice).toBe('ewsPasswordRejected');
  expect((await advice()).advice).toBe('ewsImpersonationMissing');
  expect(tried).toEqual([]);
});
