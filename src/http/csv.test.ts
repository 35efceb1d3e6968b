import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('cells with commas, quotes and line ends are quoted', () => {
  expect(csvLine(['plain', 'a, b', 'say "hi"', 'two\nlines'])).toBe(
    'plain,"a, b","say ""hi""","two\nlines"\r\n',
  );
});

test.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])(
  'a cell that a spreadsheet would run is kept from it: %j',
  (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  },
);
