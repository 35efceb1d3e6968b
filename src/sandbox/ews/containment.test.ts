import { expect, test } from 'vitest';
import { containment } from './containment.ts';

test.each([
  ['FullString', 'Exact', 'Koivu', 'Koivu', true],
  ['FullString', 'Exact', 'koivu', 'Koivu', false],
  ['FullString', 'IgnoreCase', 'koivu', 'KOIVU', true],
  ['FullString', 'IgnoreNonSpacingCharacters', 'Paatos', 'Päätös', true],
  ['FullString', 'Loose', 'paatos', 'PÄÄTÖS', true],
  ['Prefixed', 'Exact', 'Koi', 'Koivu', true],
  ['Prefixed', 'Exact', 'ivu', 'Koivu', false],
  ['Substring', 'Exact', 'oiv', 'Koivu', true],
  ['PrefixOnWords', 'IgnoreCase', 'neu koi', 'Neuvotteluhuone Koivu', true],
  ['PrefixOnWords', 'IgnoreCase', 'oivu', 'Neuvotteluhuone Koivu', false],
  ['ExactPhrase', 'IgnoreCase', 'huone koivu', 'Iso huone, Koivu', true],
  ['ExactPhrase', 'IgnoreCase', 'huone koi', 'Iso huone, Koivu', false],
])('%s, %s: "%s" in "%s" is %s', (mode, comparison, constant, value, expected) => {
  expect(containment(mode, comparison, constant)(value)).toBe(expected);
});
