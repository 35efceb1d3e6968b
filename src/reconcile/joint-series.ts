/** The series of an outsider, of which several users of the company each have an invitation of their own. */
import type { CalendarEntry } from '../model/calendar-entry.ts';
import { type Series, seriesOf } from '../model/occurrences.ts';
import type { Recurrence } from '../model/recurrence.ts';
import type { ExceptionFields } from '../model/series-change.ts';
import type { PlainDate } from '../model/time.ts';
import { BY_THE_RULE, type OccurrenceState, recurrenceWith, statesOf } from './occurrence-states.ts';

type States = ReadonlyMap<PlainDate, OccurrenceState>;

/** A series in the activity and in the invitations to it. */
export interface JointSeries {
  /** As the activity has it. */
  readonly activity: Series;
  /** As this user's invitation has it. */
  readonly own: Series;
  /** As the invitations of synchronized colleagues had it when they were last seen. */
  readonly others: readonly Series[];
}

/** Null where the activity or the invitation is no series. */
export function jointSeriesOf(
  activity: Pick<CalendarEntry, 'time' | 'recurrence'>,
  own: Pick<CalendarEntry, 'time' | 'recurrence'>,
  others: readonly CalendarEntry[],
): JointSeries | null {
  const [ours, theirs] = [seriesOf(activity), seriesOf(own)];
  return (
    ours && theirs && { activity: ours, own: theirs, others: others.flatMap((one) => seenSeries(one) ?? []) }
  );
}

/** What a colleague keeps private says when, and nothing else. */
function seenSeries(entry: CalendarEntry): Series | null {
  const series = seriesOf(entry);
  if (!series || !entry.isPrivate) return series;
  const exceptions = series.recurrence.exceptions.map(({ original, time }) => ({ original, time }));
  return { ...series, recurrence: { ...series.recurrence, exceptions } };
}

/**
 * The series as the activity is to have it by the copy that speaks for it. A day that its user alone is away from
 * (deleted, declined) stands on for the others, with what their invitations say of it; only a day that is gone from
 * every invitation does not take place.
 */
export function bySpeaker({ own, others }: JointSeries): Recurrence {
  const [ours, theirs] = [statesOf(own), others.map(statesOf)];
  const states = new Map(ours);
  for (const [date, { isDeleted }] of ours)
    if (isDeleted) states.set(date, standingIn(theirs, date) ?? { ...BY_THE_RULE, isDeleted: true });
  return recurrenceWith(own, states, own.recurrence);
}

/**
 * The series as an invitation that does not speak for it leaves the activity: a day goes with the last invitation that
 * had it, and comes back with the first.
 */
export function byInvited({ activity, own, others }: JointSeries): Recurrence {
  const [ours, mine, theirs] = [statesOf(activity), statesOf(own), others.map(statesOf)];
  const states = new Map(ours);
  const dates = new Set([...ours.keys(), ...mine.keys()]);
  for (const date of dates) {
    if (theirs.some((one) => !isDeleted(one, date))) continue;
    if (isDeleted(mine, date)) states.set(date, { ...BY_THE_RULE, isDeleted: true });
    else if (isDeleted(ours, date)) states.set(date, whatItIs(mine.get(date)));
  }
  return recurrenceWith(activity, states, activity.recurrence);
}

/** Whether two recurrences differ in which days take place. */
export function differInDays(one: Series, other: Series): boolean {
  const [here, there] = [deletedDays(one), deletedDays(other)];
  return here.size !== there.size || [...here].some((date) => !there.has(date));
}

/** The dates on which a series does not take place though its rule falls on them. */
export function deletedDays(series: Series): ReadonlySet<PlainDate> {
  return new Set([...statesOf(series)].flatMap(([date, { isDeleted: isGone }]) => (isGone ? [date] : [])));
}

/** What the first of the other invitations that has the day says of it; null where none has it. */
function standingIn(others: readonly States[], date: PlainDate): OccurrenceState | null {
  const having = others.find((states) => !isDeleted(states, date));
  return having ? whatItIs(having.get(date)) : null;
}

/** What its organiser decides of a day: how a colleague's calendar shows it, and in which words, is theirs. */
function whatItIs({ says, isException }: OccurrenceState = BY_THE_RULE): OccurrenceState {
  const { time, subject, location } = says;
  const told: ExceptionFields = {
    ...(time && { time }),
    ...(subject !== undefined && { subject }),
    ...(location !== undefined && { location }),
  };
  return { isDeleted: false, says: told, isException: isException && Object.keys(told).length > 0 };
}

function isDeleted(states: States, date: PlainDate): boolean {
  return states.get(date)?.isDeleted === true;
}
