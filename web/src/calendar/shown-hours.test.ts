import { describe, expect, it } from 'vitest';
import type { ActivityView } from '../api/contract.ts';
import { asDuration, shownHours } from './shown-hours.ts';

const at = (start: string, end: string) =>
  ({ time: { kind: 'timed', start: `${start}Z`, end: `${end}Z`, zone: 'Etc/UTC' } }) as ActivityView;
const shown = (...activities: ActivityView[]) => shownHours(activities, 'Etc/UTC');

describe('the hours that a day shows', () => {
  it('are the ordinary ones when nothing lies outside them', () => {
    expect(shown(at('2026-11-24T09:00:00', '2026-11-24T10:00:00'))).toEqual({ first: 7, end: 20 });
  });

  it('grow to the earliest start and the latest end', () => {
    const early = at('2026-11-24T05:30:00', '2026-11-24T06:00:00');
    const late = at('2026-11-25T20:00:00', '2026-11-25T21:15:00');
    expect(shown(early, late)).toEqual({ first: 5, end: 22 });
  });

  it('are the whole day for an activity over midnight, but not for one that ends at midnight', () => {
    expect(shown(at('2026-11-24T23:00:00', '2026-11-25T01:00:00'))).toEqual({ first: 0, end: 24 });
    expect(shown(at('2026-11-24T19:00:00', '2026-11-25T00:00:00'))).toEqual({ first: 7, end: 24 });
  });

  it('do not mind whole days', () => {
    const allDay = { time: { kind: 'allDay', start: '2026-11-24', end: '2026-11-25' } } as ActivityView;
    expect(shown(allDay)).toEqual({ first: 7, end: 20 });
  });

  it('are told as times of the day', () => {
    expect([asDuration(7), asDuration(24)]).toEqual(['07:00:00', '24:00:00']);
  });
});
