import { describe, expect, it } from 'vitest';
import { Pauses } from './pauses.ts';

describe('pauses of companies', () => {
  it('last exactly as long as the longest wait that was asked for', () => {
    let now = 0;
    const pauses = new Pauses(() => now);
    pauses.note('one', 1000);
    pauses.note('one', 400);
    now = 999;
    expect(pauses.paused()).toEqual(['one']);
    now = 1000;
    expect(pauses.paused()).toEqual([]);
  });

  it('end when the connection is changed', () => {
    const pauses = new Pauses(() => 0);
    pauses.note('one', 1000);
    pauses.note('two', 1000);
    pauses.forget('one');
    expect(pauses.paused()).toEqual(['two']);
  });
});
