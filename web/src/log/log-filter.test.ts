import { describe, expect, it } from 'vitest';
import { isFiltered, logFilter } from './log-filter.ts';

describe('the filters of the log', () => {
  it('turn days into instants of the user’s zone, the last day included', () => {
    expect(logFilter({ from: '2026-11-24', to: '2026-11-24', severity: 'error' }, 'Europe/Helsinki')).toEqual(
      {
        from: '2026-11-23T22:00:00Z',
        to: '2026-11-24T22:00:00Z',
        severity: 'error',
      },
    );
  });

  it('know when they are all empty', () => {
    expect(isFiltered({ text: undefined })).toBe(false);
    expect(isFiltered({ text: 'palaveri' })).toBe(true);
  });
});
