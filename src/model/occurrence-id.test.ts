import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf } from './calendar-day.ts';
import { dateInSeries, isOccurrenceId, occurrenceId, seriesIdsAround } from './occurrence-id.ts';

const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);
const SERIES = 'e5100000-0000-4000-8000-0000000000c1';
const UUID = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('the id of an occurrence', () => {
  it('is a UUID that tells itself from the id of an activity', () => {
    const id = occurrenceId(SERIES, '2026-12-01');
    expect(id).toMatch(UUID);
    expect([isOccurrenceId(id), isOccurrenceId(SERIES)]).toEqual([true, false]);
  });

  it(`says its series and its date again (seed ${seed})`, () => {
    const aDate = fc.integer({ min: -300_000, max: 900_000 }).map(dateOf);
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), aDate, (series, date) => {
        const id = occurrenceId(series, date);
        expect(dateInSeries(id, series)).toBe(date);
        expect(dateInSeries(id.toUpperCase(), series)).toBe(date);
        const { from, to } = seriesIdsAround(id);
        expect([from <= series && series <= to, from.length, to.length]).toEqual([true, 36, 36]);
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('is none of another series, even where only the ends of their ids differ', () => {
    const neighbour = 'e5100000-0000-4000-8000-0000000000c2';
    const id = occurrenceId(SERIES, '2026-12-01');
    expect(dateInSeries(id, neighbour)).toBeNull();
    expect(dateInSeries(SERIES, SERIES)).toBeNull();
  });
});
