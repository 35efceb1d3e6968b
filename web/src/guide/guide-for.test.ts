import { describe, expect, it } from 'vitest';
import english from '../language/en.json' with { type: 'json' };
import { guideFor, guideStepFor } from './guide-for.ts';
import { POWERSHELL } from './powershell.ts';
import { STEPS } from './steps.ts';

const failed = (name: 'signIn' | 'impersonation' | 'tls', advice: string | null) =>
  ({ name, state: 'failed', advice }) as const;

describe('the guide of a version', () => {
  it('follows the way of signing in to Office 365', () => {
    expect(guideFor({ version: 'office365-ews', signInWay: 'application' })).toBe('onlineApplication');
    expect(guideFor({ version: 'office365-ews', signInWay: 'password' })).toBe('onlineDelegate');
  });

  it('tells roles and extended rights apart, and is none for Graph', () => {
    const signInWay = 'password';
    expect(guideFor({ version: '2010', signInWay })).toBe('impersonationRole');
    expect(guideFor({ version: '2007-sp1', signInWay })).toBe('extendedRights');
    expect(guideFor({ version: 'office365-graph', signInWay })).toBeNull();
  });
});

describe('the step that mends a failed rung', () => {
  it('is the one that the advice names', () => {
    expect(guideStepFor(failed('signIn', 'ewsTokenSecretWrong'), 'onlineApplication')?.step).toBe('secret');
    expect(guideStepFor(failed('impersonation', 'ewsMailboxOutsideScope'), 'impersonationRole')?.step).toBe(
      'scope',
    );
  });

  it('is else the one of the rung, in the words of the guide', () => {
    const advice = 'ewsImpersonationMissing';
    expect(guideStepFor(failed('impersonation', advice), 'impersonationRole')?.step).toBe('role');
    expect(guideStepFor(failed('impersonation', advice), 'extendedRights')?.step).toBe('mailboxes');
    expect(guideStepFor(failed('signIn', 'ewsPasswordRejected'), 'extendedRights')?.step).toBe('account');
  });

  it('is none for what no guide mends, or for a rung that passed', () => {
    expect(guideStepFor(failed('tls', 'ewsTlsUntrusted'), 'impersonationRole')).toBeNull();
    expect(guideStepFor({ name: 'signIn', state: 'passed', advice: null }, 'extendedRights')).toBeNull();
  });
});

it('commands stand at steps that there are', () => {
  for (const [guide, commands] of Object.entries(POWERSHELL))
    for (const step of Object.keys(commands)) expect(STEPS[guide as keyof typeof STEPS]).toContain(step);
});

it('every step has its texts, and there is no text without a step', () => {
  for (const [guide, steps] of Object.entries(STEPS)) {
    const texts: Readonly<Record<string, object>> = english.guide.of[guide as keyof typeof STEPS].steps;
    expect(Object.keys(texts)).toEqual([...steps]);
    for (const text of Object.values(texts))
      expect(Object.keys(text)).toEqual(['title', 'do', 'look', 'fail']);
  }
});
