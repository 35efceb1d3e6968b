import { expect, test } from 'vitest';
import { parseComplexType } from './content-model.ts';
import { closure } from './state.ts';

/** Whether a sequence of child names follows a notation. */
function accepts(notation: string, names: readonly string[]): boolean {
  let states = closure([parseComplexType(notation).start]);
  for (const name of names) {
    const edges = [...states].flatMap((state) => state.edges).filter((edge) => edge.name === name);
    if (edges.length === 0) return false;
    states = closure(edges.map((edge) => edge.to));
  }
  return [...states].some((state) => state.final);
}

test.each([
  ['A:x B:x', ['A', 'B'], true],
  ['A:x B:x', ['B', 'A'], false],
  ['A:x B:x', ['A'], false],
  ['A:x? B:x?', [], true],
  ['A:x? B:x?', ['B'], true],
  ['A:x? B:x?', ['A', 'A'], false],
  ['A:x+', ['A', 'A', 'A'], true],
  ['A:x+', [], false],
  ['(A:x | B:x)+ C:x', ['B', 'A', 'C'], true],
  ['(A:x | B:x) C:x', ['A', 'B', 'C'], false],
  ['((A:x B:x) | C:x)?', ['A', 'B'], true],
  ['((A:x B:x) | C:x)?', ['A'], false],
  ['A:x* (A:x | B:x)*', ['A', 'B', 'A'], true],
  ['(A:x (B:x C:x)?)?', ['A', 'B', 'C'], true],
  ['(A:x (B:x C:x)?)?', ['A', 'C'], false],
])('%s with %j is %s', (notation, names, expected) => {
  expect(accepts(notation, names)).toBe(expected);
});

test('attributes, foreign attributes and text are read from the notation', () => {
  const type = parseComplexType('A:x? @Id:xs:string! @Key:xs:string @* #xs:int');
  expect([...type.attributes]).toEqual([
    ['Id', { type: 'xs:string', required: true }],
    ['Key', { type: 'xs:string', required: false }],
  ]);
  expect([type.foreignAttributes, type.text]).toEqual([true, 'xs:int']);
});
