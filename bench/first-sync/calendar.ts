/**
 * The calendar of somebody busy: of each hundred entries five are series with a moved, a renamed and a dropped
 * occurrence, five last whole days, and the rest are what calendars are full of. The same entries come as items
 * of the sandbox and as activities.
 */
import { randomUUID } from 'node:crypto';
import type { NewActivity } from '../../src/model/activity.ts';
import { originalAt, timeOn } from '../../src/model/occurrences.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { withChangedOccurrence, withoutOccurrence } from '../../src/model/series-change.ts';
import { type EntryTime, instantFromMillis } from '../../src/model/time.ts';
import { dateAt } from '../../src/model/zoned-date.ts';
import { randomFrom } from '../../test/fixtures/random.ts';

const ZONE = 'Europe/Helsinki';
const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** Occurrences of a series; which of them are moved, renamed and dropped, counted from 1. */
const SERIES = { length: 10, moved: 3, renamed: 5, dropped: 7 } as const;

/** An entry before it is written down for one side or the other. */
export interface Planned {
  readonly subject: string;
  readonly time: EntryTime;
  readonly location: string;
  readonly text: string;
  readonly categories: readonly string[];
  readonly reminder: number | null;
  readonly isPrivate: boolean;
  readonly isSeries: boolean;
}

const SUBJECTS = [
  'Palaveri',
  'Asiakaskäynti',
  'Tarjouksen läpikäynti',
  'Kahdenkeskinen',
  'Katselmus',
  'Möte',
];
const PLACES = ['Koivu', 'Mänty', 'Teams', 'Kauppakatu 5, Jyväskylä', 'Asiakkaan luona', ''];
const CATEGORIES = [['Myynti'], ['Hallinto', 'Kiireellinen'], [], []] as const;
const SENTENCE =
  'Käydään läpi edellisen viikon toimet, avoimet kysymykset ja seuraavat askeleet; tuo mukanasi luvut. ';

/** So many entries between twenty days ago and 300 days ahead; the same for the same seed. */
export function plannedEntries(count: number, seed = 1): readonly Planned[] {
  const random = randomFrom(seed);
  const today = Math.floor(Date.now() / DAY) * DAY;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, index): Planned => {
    const day = today + Math.floor(random() * 320 - 20) * DAY;
    const start = day + (6 + Math.floor(random() * 18) / 2) * HOUR;
    const [isSeries, isAllDay] = [index % 20 === 7, index % 20 === 13];
    return {
      subject: `${pick(SUBJECTS)} ${index}`,
      time: isAllDay
        ? { kind: 'allDay', start: dateAt(instantFromMillis(day), ZONE), end: dayAfter(day) }
        : timed(start, start + pick([0.5, 1, 1, 2]) * HOUR),
      location: pick(PLACES),
      text: SENTENCE.repeat(1 + Math.floor(random() * 6)).trimEnd(),
      categories: pick(CATEGORIES),
      reminder: pick([15, 15, 30, null]),
      isPrivate: random() < 0.05,
      isSeries,
    };
  });
}

function timed(start: number, end: number): EntryTime {
  return { kind: 'timed', start: instantFromMillis(start), end: instantFromMillis(end), zone: ZONE };
}

function dayAfter(day: number): string {
  return dateAt(instantFromMillis(day + DAY), ZONE);
}

/** The entry as the sandbox's controls take it; its body is HTML, as Outlook writes it. */
export function itemOf(planned: Planned): Record<string, unknown> {
  const { subject, time, location, text, categories, reminder, isPrivate, isSeries } = planned;
  const isAllDay = time.kind === 'allDay';
  const at = (day: string) => (isAllDay ? `${day}T00:00:00${helsinkiOffset(day)}` : day);
  return {
    subject,
    start: at(time.start),
    end: at(time.end),
    allDay: isAllDay,
    location,
    body: { type: 'HTML', content: `<html><body><p>${text}</p></body></html>` },
    categories,
    sensitivity: isPrivate ? 'Private' : 'Normal',
    reminderSet: reminder !== null,
    reminderMinutes: reminder ?? 15,
    ...(isSeries ? seriesFields(time) : {}),
  };
}

function seriesFields(time: EntryTime): Record<string, unknown> {
  const recurrence = ruleFrom(time);
  const on = (index: number) => {
    const original = originalAt({ time, recurrence }, index) as string;
    const date = dateAt(original, ZONE);
    return { date, time: timeOn({ time, recurrence }, date) };
  };
  const moved = on(SERIES.moved);
  return {
    recurrence: {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'numbered', count: SERIES.length },
    },
    exceptions: [
      { date: moved.date, start: later(moved.time.start), end: later(moved.time.end) },
      { date: on(SERIES.renamed).date, subject: 'Poikkeus' },
    ],
    deletions: [on(SERIES.dropped).date],
  };
}

function later(instant: string): string {
  return instantFromMillis(Date.parse(instant) + HOUR);
}

function ruleFrom(time: EntryTime): Recurrence {
  return {
    pattern: { kind: 'daily', interval: 1 },
    range: { kind: 'count', occurrences: SERIES.length },
    start: dateAt(time.start, ZONE),
    zone: ZONE,
    deleted: [],
    exceptions: [],
  };
}

/** Helsinki's offset at midnight of a date. */
function helsinkiOffset(date: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' });
  const shown = parts.formatToParts(new Date(`${date}T00:00:00+02:00`));
  return shown.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '+02:00';
}

/** The entry as an activity; private ones have the type Personal. */
export function activityOf(
  planned: Planned,
  ownerId: string,
  types: { readonly CalendarEntry: string; readonly Personal: string },
): NewActivity {
  const { subject, time, location, text, isPrivate, isSeries } = planned;
  return {
    id: randomUUID(),
    originKey: null,
    typeId: isPrivate ? types.Personal : types.CalendarEntry,
    ownerId,
    name: subject,
    time,
    hasDuration: true,
    location,
    notes: text,
    isClosed: false,
    isUnassigned: false,
    hasHours: false,
    busy: null,
    customer: null,
    phase: null,
    projectTaskStatus: null,
    recurrence: isSeries ? recurrenceOf(time) : null,
    participants: [],
  };
}

function recurrenceOf(time: EntryTime): Recurrence {
  const rule = ruleFrom(time);
  const original = (index: number) => originalAt({ time, recurrence: rule }, index) as string;
  const moved = timeOn({ time, recurrence: rule }, dateAt(original(SERIES.moved), ZONE));
  const change = (recurrence: Recurrence, index: number, fields: object) =>
    withChangedOccurrence({ time, recurrence }, original(index), fields);
  const shifted = { ...moved, start: later(moved.start), end: later(moved.end) };
  const changed = change(change(rule, SERIES.moved, { time: shifted }), SERIES.renamed, {
    subject: 'Poikkeus',
  });
  return withoutOccurrence({ time, recurrence: changed }, original(SERIES.dropped));
}
