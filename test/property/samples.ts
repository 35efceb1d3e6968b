import fc from 'fast-check';
import type { CalendarEntry, EntryPatch } from '../../src/model/calendar-entry.ts';
import type { SideName } from '../../src/model/link.ts';
import type { EntryTime } from '../../src/model/time.ts';
import {
  LIKE_ACTIVITIES,
  LIKE_MAILBOX,
  LIKE_STRICT_ACTIVITIES,
  type MemoryLimits,
} from '../../src/sides/memory/memory-limits.ts';
import { MemorySide } from '../../src/sides/memory/memory-side.ts';

export const SIDES = ['activities', 'mailbox'] as const;

export function other(side: SideName): SideName {
  return side === 'activities' ? 'mailbox' : 'activities';
}

const TIMES: readonly EntryTime[] = [
  {
    kind: 'timed',
    start: '2026-12-01T08:00:00.000Z',
    end: '2026-12-01T09:00:00.000Z',
    zone: 'Europe/Helsinki',
  },
  {
    kind: 'timed',
    start: '2026-12-01T08:00:30.000Z',
    end: '2026-12-01T09:00:30.000Z',
    zone: 'Europe/Helsinki',
  },
  {
    kind: 'timed',
    start: '2027-03-28T00:30:00.000Z',
    end: '2027-03-28T01:30:00.000Z',
    zone: 'Europe/Helsinki',
  },
  {
    kind: 'timed',
    start: '2026-12-02T14:00:00.000Z',
    end: '2026-12-02T15:00:00.000Z',
    zone: 'America/New_York',
  },
  { kind: 'allDay', start: '2026-12-06', end: '2026-12-07' },
  { kind: 'allDay', start: '2026-12-24', end: '2026-12-27' },
];

const LONG = 'A very long way to the meeting room. '.repeat(40);

const PEOPLE = ['aino.aalto@esimerkki.example', 'onni.virtanen@esimerkki.example'].map((address) => ({
  address,
  name: '',
  role: 'required' as const,
  answer: 'none' as const,
}));

const VALUES = {
  time: fc.constantFrom(...TIMES),
  location: fc.constantFrom('', 'Room 4', 'Room 7', LONG),
  text: fc.constantFrom('', 'Figures', 'Figures\n\nand coffee', LONG),
  isPrivate: fc.boolean(),
  busy: fc.constantFrom('free' as const, 'tentative' as const, 'busy' as const, 'outOfOffice' as const),
  participants: fc.subarray(PEOPLE),
};

/** An edit of some of the fields that cross, the subject aside. */
export const anEdit: fc.Arbitrary<EntryPatch> = fc
  .record(VALUES, { requiredKeys: [] })
  .filter((patch) => Object.keys(patch).length > 0);

/** Fields of a new entry, the subject aside. */
export const fields: fc.Arbitrary<EntryPatch> = fc.record(VALUES);

export function entryOf(subject: string, patch: EntryPatch): CalendarEntry {
  return {
    subject,
    time: TIMES[0] as EntryTime,
    location: '',
    text: '',
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    ownAnswer: null,
    recurrence: null,
    ...patch,
  };
}

/** Two calendars whose clocks tick by a second with each look at them, so that the newest is never a tie. */
export function twoSides(isStrict = false, clocks: { activities?: number; mailbox?: number } = {}) {
  let ticks = Date.parse('2026-11-24T08:00:00Z');
  const now = () => {
    ticks += 1000;
    return ticks;
  };
  const activities = new MemorySide({
    name: 'activities',
    limits: isStrict ? LIKE_STRICT_ACTIVITIES : LIKE_ACTIVITIES,
    now,
    clockOffset: clocks.activities,
    pageSize: 3,
  });
  const mailbox = new MemorySide({ name: 'mailbox', now, clockOffset: clocks.mailbox, pageSize: 3 });
  return { activities, mailbox };
}

/** What both kinds of server would keep of an entry: equal for two halves that say the same. */
export function common(entry: CalendarEntry, isStrict = false): Partial<CalendarEntry> {
  const { html: _html, activityType: _type, categories: _categories, reminder: _reminder, ...shared } = entry;
  const limits: MemoryLimits = isStrict ? LIKE_STRICT_ACTIVITIES : LIKE_ACTIVITIES;
  const kept = limits.keep(LIKE_MAILBOX.keep({ ...entry, ...shared }));
  const { html: _h, activityType: _t, categories: _c, reminder: _r, ...rest } = kept;
  return rest;
}
