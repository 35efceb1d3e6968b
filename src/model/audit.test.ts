import { describe, expect, it } from 'vitest';
import { changesBetween } from './audit.ts';

describe('the changes between two states of a form', () => {
  it('are the fields that differ, with both values', () => {
    expect(changesBetween({ daysBack: 30, types: ['a'] }, { daysBack: 60, types: ['a'] })).toEqual([
      { field: 'daysBack', before: 30, after: 60 },
    ]);
  });

  it('are all that is set before the first save', () => {
    expect(changesBetween(undefined, { url: '', secretExpiresOn: null })).toEqual([
      { field: 'url', before: null, after: '' },
    ]);
  });

  it('are none where nothing changed, whatever the order of the fields', () => {
    expect(changesBetween({ one: 1, two: [2] }, { two: [2], one: 1 })).toEqual([]);
  });
});
