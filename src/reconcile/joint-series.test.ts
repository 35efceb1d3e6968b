import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { OccurrenceException, Recurrence } from '../model/recurrence.ts';
import { byInvited, bySpeaker, jointSeriesOf } from './joint-series.ts';
import { entry, timed } from './sample-run.ts';

const RULE: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 5 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
const SECOND = '2026-12-02T08:00:00.000Z';
const THIRD = '2026-12-03T08:00:00.000Z';

/** A series without some days, and with changed ones. */
function series(
  deleted: readonly string[] = [],
  exceptions: readonly OccurrenceException[] = [],
  more: Partial<CalendarEntry> = {},
): CalendarEntry {
  return entry({ recurrence: { ...RULE, deleted, exceptions }, ...more });
}

function joint(activity: CalendarEntry, own: CalendarEntry, ...others: CalendarEntry[]) {
  const found = jointSeriesOf(activity, own, others);
  if (!found) throw new Error('no series');
  return found;
}

/** The second day, in another place. */
const moved = (more: Partial<OccurrenceException> = {}): OccurrenceException => ({
  original: SECOND,
  time: timed('2026-12-02T08:00', '2026-12-02T09:00'),
  location: 'Mänty',
  ...more,
});

describe('a series as the copy that speaks for it leaves the activity', () => {
  it('has every day that anybody has', () => {
    expect(bySpeaker(joint(series(), series([SECOND]), series([THIRD]))).deleted).toEqual([]);
  });

  it('has no day that nobody has', () => {
    const found = bySpeaker(joint(series(), series([SECOND, THIRD]), series([SECOND]), series([SECOND])));
    expect(found.deleted).toEqual([SECOND]);
  });

  it('has its own days as they are, whatever others say of them', () => {
    expect(bySpeaker(joint(series(), series([], [moved()]), series())).exceptions).toEqual([moved()]);
    expect(bySpeaker(joint(series(), series(), series([], [moved()]))).exceptions).toEqual([]);
  });

  it('has a day that it lacks as another invitation says it, without how that one shows it', () => {
    const theirs = series([], [moved({ busy: 'free', text: 'Mine' })]);
    expect(bySpeaker(joint(series(), series([SECOND]), theirs)).exceptions).toEqual([moved()]);
  });

  it('takes no words from an invitation that its user keeps private', () => {
    const theirs = series([], [moved()], { isPrivate: true });
    expect(bySpeaker(joint(series(), series([SECOND]), theirs))).toMatchObject({
      deleted: [],
      exceptions: [],
    });
  });
});

describe('a series as another invitation leaves the activity', () => {
  it('loses a day that no invitation has any more', () => {
    expect(byInvited(joint(series(), series([SECOND]), series([SECOND]))).deleted).toEqual([SECOND]);
  });

  it('keeps a day that another invitation has', () => {
    expect(byInvited(joint(series(), series([SECOND]), series())).deleted).toEqual([]);
  });

  it('gets back a day that only this invitation has', () => {
    expect(byInvited(joint(series([SECOND]), series(), series([SECOND]))).deleted).toEqual([]);
  });

  it('leaves a day that was deleted in the activity to those who have it as well', () => {
    expect(byInvited(joint(series([SECOND]), series(), series())).deleted).toEqual([SECOND]);
  });
});

it('what is no series on some side is not settled together', () => {
  expect(jointSeriesOf(entry(), series(), [])).toBeNull();
  expect(jointSeriesOf(series(), entry(), [])).toBeNull();
});
