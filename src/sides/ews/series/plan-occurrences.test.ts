import { describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { Recurrence } from '../../../model/recurrence.ts';
import { aSeries, DAILY, day, hourOn } from '../testing/series.ts';
import { traitsOf } from '../versions.ts';
import { isRestoring, planOccurrences } from './plan-occurrences.ts';

const context = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };
const plan = (
  current: Partial<Recurrence>,
  wanted: Partial<Recurrence>,
  fields: Partial<CalendarEntry> = {},
) => planOccurrences(aSeries(fields), { ...DAILY, ...current }, { ...DAILY, ...wanted }, context);

describe('what has to be done to the occurrences of a series', () => {
  test('is nothing where nothing differs', () => {
    const same = {
      deleted: [day(2)],
      exceptions: [{ original: day(3), time: hourOn(3, 2), subject: 'Own' }],
    };
    expect(plan(same, same)).toEqual({ deletions: [], changes: [], homeless: [] });
  });

  test('names places from 1 over all that the rule gives, deleted and changed ones too', () => {
    const stands = { deleted: [day(1)], exceptions: [{ original: day(2), time: hourOn(2, 2) }] };
    const wanted = { ...stands, deleted: [day(1), day(4)] };
    expect(plan(stands, wanted).deletions).toEqual([{ original: day(4), index: 4 }]);
  });

  test('writes of an occurrence only what differs in it', () => {
    const before = { original: day(3), time: hourOn(3, 2), subject: 'Own', location: 'Attic' };
    const planned = plan({ exceptions: [before] }, { exceptions: [{ ...before, location: 'Cellar' }] });
    expect(planned.changes).toEqual([{ original: day(3), index: 3, patch: { location: 'Cellar' } }]);
  });

  test('gives an occurrence that is to be regular again the series’ values and the rule’s time', () => {
    const before = { original: day(3), time: hourOn(3, 2), subject: 'Own', busy: 'free' as const };
    expect(plan({ exceptions: [before] }, {}).changes).toEqual([
      { original: day(3), index: 3, patch: { time: hourOn(3), subject: 'Daily', busy: 'busy' } },
    ]);
  });

  test('deletes a changed occurrence without changing it first', () => {
    const before = { original: day(3), time: hourOn(3, 2) };
    const planned = plan({ exceptions: [before] }, { deleted: [day(3)] });
    expect(planned).toMatchObject({ deletions: [{ index: 3 }], changes: [] });
  });

  test('says of a change for which the rule has no occurrence that it has no place', () => {
    const original = '2027-05-01T07:00:00.000Z';
    const planned = plan({}, { exceptions: [{ original, time: hourOn(3) }] });
    expect(planned).toEqual({ deletions: [], changes: [], homeless: [original] });
  });

  test('passes over deletions of what the rule does not have', () => {
    expect(plan({}, { deleted: ['2027-05-01T07:00:00.000Z'] }).deletions).toEqual([]);
  });

  test('counts on Exchange 2007 by weeks that begin on Sunday', () => {
    const pattern = { kind: 'weekly', interval: 2, days: ['TU', 'SU'], firstDayOfWeek: 'MO' } as const;
    const sunday = '2026-12-13T08:00:00.000Z';
    const at2007 = { ...context, traits: traitsOf('2007-sp1') };
    const wanted = { ...DAILY, pattern, deleted: [sunday] };
    const deletions = (at: typeof context) =>
      planOccurrences(aSeries({}), { ...DAILY, pattern }, wanted, at).deletions;
    // Sunday the 13th closes a week that is left out where weeks begin on Monday, and opens the next one otherwise.
    expect(deletions(at2007)).toEqual([{ original: sunday, index: 2 }]);
    expect(deletions(context)).toEqual([]);
  });

  test('is restoring where an occurrence of the rule is deleted and wanted', () => {
    const current = { ...DAILY, deleted: [day(2)] };
    expect(isRestoring(aSeries({}), current, DAILY)).toBe(true);
    expect(isRestoring(aSeries({}), current, current)).toBe(false);
    expect(isRestoring(aSeries({}), { ...DAILY, deleted: ['2027-05-01T07:00:00.000Z'] }, DAILY)).toBe(false);
  });
});
