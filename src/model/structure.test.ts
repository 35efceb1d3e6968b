import { describe, expect, it } from 'vitest';
import { sameStructure } from './structure.ts';

describe('the comparison of plain values', () => {
  it('takes equal values of every plain kind as the same', () => {
    for (const value of [null, undefined, '', 'x', 0, 1, true, [], {}, [1, [2]], { a: { b: [null] } }])
      expect(sameStructure(value, structuredClone(value))).toBe(true);
  });

  it('takes different values as different, whichever comes first', () => {
    const values = [
      null,
      undefined,
      '',
      '0',
      0,
      false,
      true,
      [],
      [0],
      ['0'],
      { a: 1 },
      { a: null },
      { b: 1 },
    ];
    for (const one of values)
      for (const other of values) expect(sameStructure(one, other)).toBe(one === other);
  });

  it('does not mind the order of properties', () => {
    expect(sameStructure({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
  });

  it('minds the order of list items', () => {
    expect(sameStructure(['a', 'b'], ['b', 'a'])).toBe(false);
  });

  it('takes a property that is undefined as missing', () => {
    expect(sameStructure({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameStructure({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(sameStructure({ a: 1 }, { a: 1, b: null })).toBe(false);
  });

  it('takes a list and an object as different', () => {
    expect(sameStructure([], {})).toBe(false);
    expect(sameStructure({ 0: 'a' }, ['a'])).toBe(false);
  });
});
