import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import type { FieldName } from '../../src/model/fields.ts';
import type { Participant } from '../../src/model/participant.ts';
import type { EntryTime } from '../../src/model/time.ts';
import { holds, type SideHarness } from './side-harness.ts';

const DEFAULT_PEOPLE = ['helmi.korhonen@esimerkki.example', 'onni.virtanen@esimerkki.example'];

/** A plain entry that every side can keep as it is. */
export function sample(
  harness: Pick<SideHarness, 'side' | 'types'>,
  fields: Partial<CalendarEntry> = {},
): CalendarEntry {
  const isPrivate = fields.isPrivate ?? false;
  const { types, side } = harness;
  const type = types && holds(side, 'activityType') ? (isPrivate ? types.personal : types.open) : null;
  return {
    subject: 'Budget review',
    time: timed('2026-12-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z'),
    location: 'Room 4',
    text: 'Bring the figures.',
    html: null,
    isPrivate,
    busy: 'busy',
    activityType: type,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
    ...fields,
  };
}

export function timed(start: string, end: string, zone = 'Europe/Helsinki'): EntryTime {
  return { kind: 'timed', start, end, zone };
}

export function allDay(start: string, end: string): EntryTime {
  return { kind: 'allDay', start, end };
}

export function people(harness: SideHarness): Participant[] {
  return (harness.people ?? DEFAULT_PEOPLE).map((address) => ({
    address,
    name: address.split('@')[0] ?? address,
    role: 'required',
    answer: 'none',
  }));
}

/** Another value than the sample's for every field, fit for an update. */
export function otherValues(harness: SideHarness): { readonly [F in FieldName]: CalendarEntry[F] } {
  return {
    subject: 'Budget decision',
    time: timed('2026-12-02T10:30:00.000Z', '2026-12-02T11:15:00.000Z'),
    location: 'Room 7, 2nd floor',
    text: 'The figures came.\n\nBring coffee.',
    html: '<html><body><p>The <b>figures</b> came.</p></body></html>',
    isPrivate: true,
    busy: 'tentative',
    activityType: harness.types?.open ?? null,
    categories: ['Blue category'],
    reminder: 30,
    participants: people(harness),
    // Nobody asks the owner of an entry.
    ownAnswer: null,
    recurrence: null,
  };
}

/** Instants around the clock changes, in zones with whole, half and quarter hours. */
export const TIMES: readonly { readonly what: string; readonly time: EntryTime }[] = [
  { what: 'in Helsinki', time: timed('2026-12-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z') },
  {
    what: 'in New York',
    time: timed('2026-12-01T14:00:00.000Z', '2026-12-01T14:30:00.000Z', 'America/New_York'),
  },
  {
    what: 'in Kolkata',
    time: timed('2026-12-01T03:30:00.000Z', '2026-12-01T04:15:00.000Z', 'Asia/Kolkata'),
  },
  {
    what: 'in Kathmandu',
    time: timed('2026-12-01T03:15:00.000Z', '2026-12-01T04:15:00.000Z', 'Asia/Kathmandu'),
  },
  {
    what: 'over the clock change in March',
    time: timed('2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'),
  },
  {
    what: 'in the first of two equal hours',
    time: timed('2026-10-25T00:15:00.000Z', '2026-10-25T00:45:00.000Z'),
  },
  {
    what: 'in the second of two equal hours',
    time: timed('2026-10-25T01:15:00.000Z', '2026-10-25T01:45:00.000Z'),
  },
  { what: 'over midnight', time: timed('2026-12-01T21:00:00.000Z', '2026-12-02T01:00:00.000Z') },
  { what: 'over many days', time: timed('2026-12-01T07:00:00.000Z', '2026-12-04T15:00:00.000Z') },
  { what: 'without length', time: timed('2026-12-01T08:00:00.000Z', '2026-12-01T08:00:00.000Z') },
  { what: 'all day', time: allDay('2026-12-06', '2026-12-07') },
  { what: 'all of several days', time: allDay('2026-12-24', '2026-12-27') },
  { what: 'all day at the clock change', time: allDay('2027-03-28', '2027-03-29') },
  { what: 'all of the leap day', time: allDay('2028-02-29', '2028-03-01') },
];

/** Texts that servers and parsers have been seen to mangle. */
export const TEXTS: readonly { readonly what: string; readonly text: string }[] = [
  { what: 'Nordic letters', text: 'Äijä söi mökillä Åbossa' },
  { what: 'emoji', text: 'Party 🎉 with 👩‍👩‍👧 and 🇫🇮' },
  { what: 'markup characters', text: '<b>5 > 4 & "quoted" \'single\' ]]> &amp; <!-- x --></b>' },
  { what: 'right-to-left letters', text: 'פגישה עם אריה' },
  { what: 'backslashes and percent signs', text: 'C:\\temp\\%PATH%\\{0}' },
];
