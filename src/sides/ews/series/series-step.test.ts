import { describe, expect, test } from 'vitest';
import type { CalendarEntry, EntryPatch } from '../../../model/calendar-entry.ts';
import type { Recurrence } from '../../../model/recurrence.ts';
import type { EntryTime } from '../../../model/time.ts';
import { aSeries, DAILY, day, hourOn } from '../testing/series.ts';
import { traitsOf } from '../versions.ts';
import { seriesStep } from './series-step.ts';

const context = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };
const step = (before: CalendarEntry, patch: EntryPatch) => seriesStep(before, patch, context);
const rule = (more: Partial<Recurrence>): Recurrence => ({ ...DAILY, ...more });
const uris = ({ more }: ReturnType<typeof step>) => more.map(({ uri, xml }) => (xml ? uri : `no ${uri}`));

describe('how a patch of a series is written', () => {
  test('a single changed or deleted occurrence is one write, and needs no note', () => {
    for (const wanted of [
      { exceptions: [{ original: day(3), time: hourOn(3, 2) }] },
      { deleted: [day(3), day(4)] },
    ]) {
      const planned = step(aSeries({}), { recurrence: rule(wanted) });
      expect(planned).toMatchObject({ patch: {}, more: [], job: { isNoted: false } });
    }
  });

  test('what takes several writes is noted in the first of them', () => {
    const wanted = rule({ deleted: [day(2)], exceptions: [{ original: day(3), time: hourOn(3, 2) }] });
    const planned = step(aSeries({}), { recurrence: wanted });
    expect(uris(planned)).toEqual(['tahti:Unfinished']);
    expect(planned.job).toMatchObject({ isNoted: true, needsRule: false });
  });

  test('nothing is written where the rule and its occurrences stand already', () => {
    const stands = rule({ deleted: [day(2)], exceptions: [{ original: day(3), time: hourOn(3, 2) }] });
    const planned = step(aSeries({ recurrence: stands }), { recurrence: stands });
    expect(planned).toEqual({ patch: {}, more: [], job: null });
  });

  test('an occurrence that is wanted again takes the rule away, and the note knows it', () => {
    const planned = step(aSeries({ recurrence: rule({ deleted: [day(2)] }) }), { recurrence: DAILY });
    expect(uris(planned)).toEqual(['no calendar:Recurrence', 'tahti:Unfinished']);
    expect(planned.job).toMatchObject({ needsRule: true, isNoted: true });
  });

  test('another rule is written whole, and what is left of the old one looked at', () => {
    const wanted = rule({ range: { kind: 'endless' }, deleted: [day(2)] });
    const planned = step(aSeries({ recurrence: rule({ deleted: [day(2)] }) }), { recurrence: wanted });
    expect(planned.patch.recurrence).toEqual(wanted);
    expect(planned.job).toMatchObject({ current: 'unknown', isNoted: true });
    expect(step(aSeries({}), { recurrence: rule({ range: { kind: 'endless' } }) }).job).toBeNull();
  });

  test('another zone without another time keeps the instant, and the clock moves', () => {
    const planned = step(aSeries({}), { recurrence: rule({ zone: 'Europe/Stockholm' }) });
    expect(planned.patch.time).toEqual({ ...hourOn(1), zone: 'Europe/Stockholm' });
  });

  test('another name of the same zone is no change', () => {
    const kyiv = (zone: string) =>
      aSeries({ time: { ...hourOn(1), zone } as EntryTime, recurrence: rule({ zone }) });
    const { time, recurrence } = kyiv('Europe/Kyiv');
    expect(step(kyiv('Europe/Helsinki'), { recurrence })).toEqual({ patch: {}, more: [], job: null });
    expect(step(kyiv('Europe/Stockholm'), { time, recurrence }).patch.recurrence).toEqual(recurrence);
  });

  test('a time alone takes the changed occurrences along', () => {
    const stands = rule({ deleted: [day(2)] });
    const later = step(aSeries({ recurrence: stands }), { time: hourOn(1, 1) });
    expect(later.job?.wanted.deleted).toEqual([new Date(Date.parse(day(2)) + 3600_000).toISOString()]);
  });

  test('a time alone of a single entry is no matter of series', () => {
    const patch = { time: hourOn(1, 1) };
    expect(step(aSeries({ recurrence: null }), patch)).toEqual({ patch, more: [], job: null });
  });

  test('no rule where none stands is nothing to write; where one stands it is taken away', () => {
    const patch = { recurrence: null, subject: 'x' };
    expect(step(aSeries({ recurrence: null }), patch).patch).toEqual({ subject: 'x' });
    expect(step(aSeries({}), patch).patch).toEqual(patch);
  });

  test('a start before the first day of the rule is the same series', () => {
    const weekly = { kind: 'weekly', interval: 1, days: ['TH'], firstDayOfWeek: 'MO' } as const;
    const stands = rule({ pattern: weekly, start: '2026-12-03' });
    const before = aSeries({ time: hourOn(3), recurrence: stands });
    expect(step(before, { recurrence: { ...stands, start: '2026-12-01' } })).toEqual({
      patch: {},
      more: [],
      job: null,
    });
  });
});
