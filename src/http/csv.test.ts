import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('cells with commas, quotes and line ends are quoted', () => {
  expect(csvLine(['plain', 'a, b', 'say "hi"', 'two\nlines'])).toBe(
    'plain,"a, b","say ""hi""","two\nlines"\r\n',
  );
});

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+1', "'+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1+1', "  '=1+1"],
  ['\t=1', "\t'=1"],
  ['x;=1+1', "x;'=1+1"],
  ['one\n=2', "one\n'=2"],
])('a cell that some spreadsheet would run is kept from it: %j', (text, harmless) => {
  const cell = csvLine([text]).trimEnd();
  const shown = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  expect(shown).toBe(harmless);
});

test('what no spreadsheet runs is left as it is', () => {
  expect(csvLine(['a+b', 'mail@host', 'x - y'])).toBe('a+b,mail@host,x - y\r\n');
});
