import { describe, expect, it } from 'vitest';
import { typedDate } from './typed-date.ts';

describe('a typed date', () => {
  it.each([
    ['3.2.2027', '2027-02-03'],
    ['03/02/2027', '2027-02-03'],
    ['2027-02-03', '2027-02-03'],
    [' 3. 2. 2027 ', '2027-02-03'],
    ['29.2.2028', '2028-02-29'],
  ])('%s is %s, the day before the month', (text, date) => {
    expect(typedDate(text)).toBe(date);
  });

  it.each(['', '3.2.', '3.2.20', '31.2.2027', '3.13.2027', '0.1.2027', 'tomorrow', '1.2.3.2027'])(
    'is none: “%s”',
    (text) => {
      expect(typedDate(text)).toBeNull();
    },
  );
});
