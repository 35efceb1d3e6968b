import { describe, expect, it } from 'vitest';
import type { Rung } from '../api/contract.ts';
import { withRung } from './rungs.ts';

const rung = (name: Rung['name'], state: Rung['state']): Rung => ({
  name,
  state,
  words: '',
  requestId: null,
  advice: null,
  facts: {},
  millis: 0,
});

describe('the ladder of the connection test', () => {
  it('grows by each rung that starts', () => {
    const ladder = withRung([rung('address', 'passed')], rung('tls', 'running'));
    expect(ladder.map(({ name }) => name)).toEqual(['address', 'tls']);
  });

  it('shows how a rung ended in the place where it started', () => {
    const started = [rung('address', 'running'), rung('tls', 'running')];
    expect(withRung(started, rung('address', 'failed')).map(({ state }) => state)).toEqual([
      'failed',
      'running',
    ]);
  });
});
