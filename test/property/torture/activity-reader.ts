/** Reads a user's activities from the database and works out their occurrences day by day. */
import { Temporal } from 'temporal-polyfill';
import type { Activity } from '../../../src/model/activity.ts';
import type { Recurrence } from '../../../src/model/recurrence.ts';
import type { EntryTime } from '../../../src/model/time.ts';
import { listActivities } from '../../../src/store/activities/list-activities.ts';
import { byStart, type CalendarSeen, groupIds, type Seen, tidy } from './seen.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';
import { dateAtHome, zoneName } from './when.ts';

/** Days that are looked through for occurrences; series of stories end sooner or are cut here on both sides. */
const DAYS = 130;

const WORDS: Readonly<Record<string, string>> = {
  free: 'Free',
  tentative: 'Tentative',
  busy: 'Busy',
  outOfOffice: 'OOF',
  workingElsewhere: 'WorkingElsewhere',
};

/** What the user's calendar shows: what they own, and what they take part in. */
export async function readActivities(town: Town, { user }: Dweller): Promise<CalendarSeen> {
  const listed = await activitiesOf(town, user.id);
  const named = listed.flatMap((activity) => {
    const token = tokenOf(activity.name);
    return token === null ? [] : [{ token, id: activity.id }];
  });
  return { occurrences: listed.flatMap(seenOf).sort(byStart), ids: groupIds(named) };
}

export function activitiesOf(town: Town, userId: string): Promise<readonly Activity[]> {
  const { database, organizationId } = town.company;
  return listActivities(database.db, organizationId, { userIds: [userId], includeAsMember: true });
}

function seenOf(activity: Activity): Seen[] {
  const { recurrence } = activity;
  const whole = { ...wholeOf(activity), token: tokenOf(activity.name) ?? '' };
  if (whole.token === '') return [];
  if (recurrence === null) return [{ ...whole, ...timeOf(timeShown(activity)) }];
  const exceptions = new Map(recurrence.exceptions.map((one) => [one.original, one]));
  return ruleTimes(activity, recurrence).flatMap((time): Seen[] => {
    if (recurrence.deleted.includes(time.start)) return [];
    const changed = exceptions.get(time.start);
    if (!changed) return [{ ...whole, ...timeOf(time) }];
    return [
      {
        ...whole,
        ...timeOf(changed.time),
        ...(changed.subject !== undefined && { subject: tidy(changed.subject) }),
        ...(changed.location !== undefined && { location: tidy(changed.location) }),
        ...(changed.text !== undefined && { text: tidy(changed.text) }),
        ...(changed.busy !== undefined && { busy: WORDS[changed.busy] ?? '' }),
      },
    ];
  });
}

/** Everything but the time, as the rules say that Exchange shows it. */
function wholeOf(activity: Activity): Omit<Seen, 'token' | 'start' | 'end' | 'zone'> {
  const isTodo = activity.category === 'SalesEvent' && !activity.hasDuration;
  const busy = isTodo ? 'Free' : (WORDS[activity.busy ?? 'busy'] ?? '');
  return {
    subject: tidy(activity.name),
    location: tidy(activity.location),
    text: tidy(activity.notes),
    // Personal is private; an absence is out of office.
    isPrivate: activity.category === 'Personal',
    busy: activity.category === 'Absences' ? 'OOF' : busy,
    people: activity.participants.map(({ email }) => email).sort(),
  };
}

/** A to-do without duration is an all-day entry of its date. */
function timeShown({ category, hasDuration, time }: Activity): EntryTime {
  if (category !== 'SalesEvent' || hasDuration || time.kind === 'allDay') return time;
  const start = dateAtHome(time.start);
  return { kind: 'allDay', start, end: Temporal.PlainDate.from(start).add({ days: 1 }).toString() };
}

function timeOf(time: EntryTime): Pick<Seen, 'start' | 'end' | 'zone'> {
  return { start: time.start, end: time.end, zone: time.kind === 'timed' ? zoneName(time.zone) : '' };
}

/** Every occurrence that the rule gives, in the days that are looked through. */
function ruleTimes({ time }: Activity, { pattern, range, start, zone }: Recurrence): EntryTime[] {
  const first = Temporal.PlainDate.from(start);
  const found: EntryTime[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const date = first.add({ days: day });
    if (range.kind === 'until' && date.toString() > range.lastDate) break;
    if (range.kind === 'count' && found.length >= range.occurrences) break;
    if (falls(pattern, first, date)) found.push(timeOn(time, zone, date));
  }
  return found;
}

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function falls(pattern: Recurrence['pattern'], first: Temporal.PlainDate, date: Temporal.PlainDate): boolean {
  const days = first.until(date).days;
  if (pattern.kind === 'daily') return days % pattern.interval === 0;
  if (pattern.kind === 'weekly') {
    const monday = first.subtract({ days: first.dayOfWeek - 1 });
    const week = Math.floor(monday.until(date).days / 7);
    const name = DAY_NAMES[date.dayOfWeek - 1] as (typeof pattern.days)[number];
    return week % pattern.interval === 0 && pattern.days.includes(name);
  }
  if (pattern.kind === 'monthlyOnDate') {
    const months = (date.year - first.year) * 12 + date.month - first.month;
    const wanted = Math.min(pattern.dayOfMonth, date.daysInMonth);
    return months % pattern.interval === 0 && date.day === wanted;
  }
  throw new Error(`stories have no series that repeats as ${pattern.kind}`);
}

/** The same times of day on another date. */
function timeOn(time: EntryTime, zone: string, date: Temporal.PlainDate): EntryTime {
  if (time.kind === 'allDay') {
    const length = Temporal.PlainDate.from(time.start).until(Temporal.PlainDate.from(time.end)).days;
    return { kind: 'allDay', start: date.toString(), end: date.add({ days: length }).toString() };
  }
  const local = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const days = local(time.start).toPlainDate().until(local(time.end).toPlainDate()).days;
  const on = (day: Temporal.PlainDate, at: string) =>
    new Date(
      day.toZonedDateTime({ timeZone: zone, plainTime: local(at).toPlainTime() }).epochMilliseconds,
    ).toISOString();
  return { ...time, start: on(date, time.start), end: on(date.add({ days }), time.end) };
}
