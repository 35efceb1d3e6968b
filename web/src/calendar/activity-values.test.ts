import { describe, expect, it } from 'vitest';
import type { ActivityTime } from '../api/contract.ts';
import { changeOf, endsTooEarly, newValues, timeOf, withStart } from './activity-values.ts';

const ZONE = 'Europe/Helsinki';
const timed: ActivityTime = {
  kind: 'timed',
  start: '2026-11-24T07:00:00Z',
  end: '2026-11-24T08:30:00Z',
  zone: ZONE,
};
const values = newValues(timed, undefined, ZONE);

describe('the form of an activity', () => {
  it('shows times on the wall clock of the user and gives instants back', () => {
    expect(values).toMatchObject({ startDate: '2026-11-24', startTime: '09:00', endTime: '10:30' });
    expect(timeOf(values, ZONE)).toEqual(timed);
  });

  it('shows the last day of an all-day activity and gives the day after it back', () => {
    const time: ActivityTime = { kind: 'allDay', start: '2026-12-24', end: '2026-12-27' };
    const allDay = newValues(time, undefined, ZONE);
    expect(allDay).toMatchObject({ allDay: true, startDate: '2026-12-24', endDate: '2026-12-26' });
    expect(timeOf(allDay, ZONE)).toEqual(time);
  });

  it('keeps the length when the start moves', () => {
    expect(withStart(values, { startTime: '23:00' }, ZONE)).toMatchObject({
      startDate: '2026-11-24',
      endDate: '2026-11-25',
      endTime: '00:30',
    });
    const allDay = newValues({ kind: 'allDay', start: '2026-12-24', end: '2026-12-27' }, undefined, ZONE);
    expect(withStart(allDay, { startDate: '2026-12-28' }, ZONE).endDate).toBe('2026-12-30');
  });

  it('leaves the end alone while the start is only half typed', () => {
    expect(withStart(values, { startTime: '' }, ZONE)).toMatchObject({ startTime: '', endTime: '10:30' });
  });

  it('notices an end before the start', () => {
    expect(endsTooEarly(values, ZONE)).toBe(false);
    expect(endsTooEarly({ ...values, endTime: '08:59' }, ZONE)).toBe(true);
    expect(endsTooEarly({ ...values, allDay: true, endDate: '2026-11-23' }, ZONE)).toBe(true);
  });

  it('sends only what was changed', () => {
    expect(changeOf(values, { ...values }, ZONE)).toEqual({});
    expect(changeOf(values, { ...values, location: 'Tampere' }, ZONE)).toEqual({ location: 'Tampere' });
    expect(changeOf(values, { ...values, allDay: true }, ZONE)).toEqual({
      time: { kind: 'allDay', start: '2026-11-24', end: '2026-11-25' },
    });
  });

  it('names the time that stays when a series ends', () => {
    const weekly = { ...values, rule: { ...values.rule, repeats: 'weekly' as const } };
    expect(changeOf(values, weekly, ZONE)).toEqual({
      recurrence: {
        pattern: { kind: 'weekly', interval: 1, days: ['TU'], firstDayOfWeek: 'MO' },
        range: { kind: 'endless' },
      },
    });
    expect(changeOf(weekly, values, ZONE)).toEqual({ recurrence: null, time: timed });
  });

  it('takes the rule along when the start moves to another day', () => {
    expect(withStart(values, { startDate: '2026-11-25' }, ZONE).rule).toMatchObject({ days: ['WE'] });
  });
});
