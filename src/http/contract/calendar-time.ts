import { z } from 'zod';

const EARLIEST = Date.parse('1900-01-02T00:00:00Z');
const LATEST = Date.parse('2199-12-31T00:00:00Z');

/** Years that no calendar holds are slips or tricks, and databases do not even have all of them. */
const unlikely = {
  error: 'a year from 1900 to 2199 is expected',
  params: { sentence: 'yearUnlikely' },
} as const;

function isLikely(text: string): boolean {
  const millis = Date.parse(text);
  return millis >= EARLIEST && millis <= LATEST;
}

/** A date and time with an offset or Z. */
export const CalendarInstant = z.iso.datetime({ offset: true }).refine(isLikely, unlikely);

/** A date `YYYY-MM-DD` that exists. */
export const CalendarDate = z.iso.date().refine(isLikely, unlikely);
