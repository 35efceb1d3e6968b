import { describe, expect, it } from 'vitest';
import type { Rung } from '../api/contract.ts';
import { formatsFor } from '../language/format.ts';
import { passedSentence } from './passed-sentence.ts';

const format = formatsFor('en', 'Europe/Helsinki');

const told = (name: Rung['name'], facts: Rung['facts'] = {}, state: Rung['state'] = 'passed') =>
  passedSentence({ name, state, facts, words: 'as told', requestId: null, advice: null, millis: 1 }, format);

describe('a rung that passed', () => {
  it('tells a difference of clocks in whole seconds, whichever is ahead', () => {
    expect(told('clock', { offsetMillis: '-2600' })).toMatchObject({ key: 'clock', facts: { seconds: '3' } });
  });

  it('tells the end of a certificate as a date', () => {
    const facts = { issuer: 'Example CA', validTo: 'Mar  1 12:00:00 2027 GMT' };
    expect(told('tls', facts)?.facts).toMatchObject({ issuer: 'Example CA', validTo: '1 Mar 2027' });
    expect(told('tls', { tls: 'none' })?.key).toBe('tlsNone');
  });

  it('says whether the version is the chosen one', () => {
    expect(told('version', { version: '15.2.1544.4', expected: '15.2' })?.key).toBe('version');
    expect(told('version', { version: '15.20.1.2', expected: '15.2' })?.key).toBe('versionOther');
  });

  it('names the primary address where the mailbox was asked for by another', () => {
    expect(told('impersonation')?.key).toBe('impersonation');
    expect(told('impersonation', { primary: 'leo@example.test' })?.key).toBe('impersonationSecondary');
  });

  it('names the application that signed in', () => {
    expect(told('signIn')?.key).toBe('signIn');
    expect(told('signIn', { application: 'id', tenant: 'company.test' })?.key).toBe('signInApplication');
  });

  it('leaves it to the exact words where a fact is missing', () => {
    expect(told('folder', { folder: 'Calendar' })).toBeNull();
  });
});

it('a rung that failed or was skipped is told in the exact words', () => {
  expect(told('signIn', {}, 'failed')).toBeNull();
  expect(told('notifications', { millis: '5' }, 'skipped')).toBeNull();
});
