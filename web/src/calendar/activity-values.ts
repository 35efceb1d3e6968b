import type {
  ActivityChange,
  ActivityForm,
  ActivityGuest,
  ActivityRecurrence,
  ActivityTime,
  ActivityType,
  ActivityView,
} from '../api/contract.ts';
import { instantOf, minutesBetween, nextDay, wallTime } from '../language/zoned-time.ts';
import { type RuleValues, ruleFollowing, ruleOf, ruleValuesOf } from './recurrence-values.ts';

/** What the form on the screen holds. The end date of an all-day activity is its last day. */
export interface ActivityValues extends Omit<ActivityForm, 'time' | 'recurrence'> {
  allDay: boolean;
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
  guests: ActivityGuest[];
  rule: RuleValues;
}

const WORKING_HOURS = { startTime: '09:00', endTime: '10:00' };

/** The form for a new activity at a time. */
export function newValues(time: ActivityTime, type: ActivityType | undefined, zone: string): ActivityValues {
  const when = timeValues(time, zone);
  return {
    subject: '',
    typeId: type?.id ?? '',
    ...when,
    location: '',
    notes: '',
    busy: 'busy',
    participantIds: [],
    guests: [],
    rule: ruleValuesOf(null, when.startDate),
  };
}

/** The form for an activity that exists, and the rule of its series if it recurs. */
export function valuesOf(
  activity: ActivityView,
  recurrence: ActivityRecurrence | null,
  zone: string,
): ActivityValues {
  const { subject, typeId, location, notes, busy, participants } = activity;
  const when = timeValues(activity.time, zone);
  return {
    ...{ subject, typeId, ...when, location, notes, busy },
    participantIds: participants.flatMap(({ userId }) => (userId ? [userId] : [])),
    guests: participants
      .filter(({ userId, address }) => userId === null && address !== '')
      .map(({ name, address }) => ({ name, address })),
    rule: ruleValuesOf(recurrence, when.startDate),
  };
}

type TimeValues = Pick<ActivityValues, 'allDay' | 'startDate' | 'startTime' | 'endDate' | 'endTime'>;

function timeValues(time: ActivityTime, zone: string): TimeValues {
  if (time.kind === 'allDay')
    return { allDay: true, startDate: time.start, endDate: nextDay(time.end, -1), ...WORKING_HOURS };
  const start = wallTime(time.start, zone);
  const end = wallTime(time.end, zone);
  return {
    allDay: false,
    startDate: start.date,
    startTime: start.time,
    endDate: end.date,
    endTime: end.time,
  };
}

/** The time of the form as the API takes it. */
export function timeOf(values: ActivityValues, zone: string): ActivityTime {
  const { startDate, startTime, endDate, endTime } = values;
  if (values.allDay) return { kind: 'allDay', start: startDate, end: nextDay(endDate) };
  return {
    kind: 'timed',
    start: instantOf({ date: startDate, time: startTime }, zone),
    end: instantOf({ date: endDate, time: endTime }, zone),
    zone,
  };
}

/** The form with another start; the end moves along, so that the activity stays as long as it was. */
export function withStart(
  values: ActivityValues,
  start: Partial<Pick<ActivityValues, 'startDate' | 'startTime'>>,
  zone: string,
): ActivityValues {
  const moved = { ...values, ...start };
  if (!isWhole(values) || !isWhole(moved)) return moved;
  const rule = ruleFollowing(values.rule, values.startDate, moved.startDate);
  const before = timeOf({ ...values, allDay: false }, zone);
  const length = minutesBetween(before.start, before.end);
  const from = Date.parse(instantOf({ date: moved.startDate, time: moved.startTime }, zone));
  const end = wallTime(new Date(from + length * 60_000).toISOString(), zone);
  return { ...moved, rule, endDate: end.date, endTime: values.allDay ? values.endTime : end.time };
}

/** Whether dates and times are all filled in; a half-typed time is empty. */
export function isWhole({ startDate, startTime, endDate, endTime }: ActivityValues): boolean {
  return [startDate, startTime, endDate, endTime].every((part) => part !== '');
}

/** Whether the end comes before the start. */
export function endsTooEarly(values: ActivityValues, zone: string): boolean {
  if (!isWhole(values)) return false;
  const { start, end } = timeOf(values, zone);
  return values.allDay ? end <= start : Date.parse(end) < Date.parse(start);
}

/** The form as the body of a new activity. */
export function formOf(values: ActivityValues, zone: string): ActivityForm {
  const { subject, typeId, location, notes, busy, participantIds, guests } = values;
  return {
    subject: subject.trim(),
    typeId,
    time: timeOf(values, zone),
    location,
    notes,
    busy,
    participantIds,
    guests,
    recurrence: ruleOf(values.rule),
  };
}

/** Only what differs from the activity as it was opened: nothing else shall be overwritten. */
export function changeOf(
  opened: ActivityValues,
  values: ActivityValues,
  zone: string,
): Omit<ActivityChange, 'version'> {
  const before = formOf(opened, zone);
  const after = formOf(values, zone);
  const changed = (Object.keys(after) as (keyof ActivityForm)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const change = Object.fromEntries(changed.map((field) => [field, after[field]]));
  // What ends to recur stays at the time that is seen, not on the first day that the series ever had.
  return change.recurrence === null ? { ...change, time: after.time } : change;
}
