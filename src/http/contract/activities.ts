import { z } from 'zod';
import { CalendarDate, CalendarInstant } from './calendar-time.ts';
import { ApiError } from './errors.ts';
import { ActivityCategory } from './exchange-settings.ts';
import { ActivityRecurrence } from './recurrence.ts';

/** Timed: instants with an offset or Z. All-day: dates, `end` exclusive (the day after the last). */
export const ActivityTime = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('timed'),
    start: CalendarInstant,
    end: CalendarInstant,
    zone: z.string().max(100),
  }),
  z.strictObject({ kind: z.literal('allDay'), start: CalendarDate, end: CalendarDate }),
]);
export type ActivityTime = z.infer<typeof ActivityTime>;

/** Somebody from outside who takes part, named by address. */
export const ActivityGuest = z.strictObject({
  name: z.string().trim().max(200),
  address: z.email().max(254),
});
export type ActivityGuest = z.infer<typeof ActivityGuest>;

/** Body of POST /api/activities (the owner is always the one who is signed in). */
export const ActivityForm = z.strictObject({
  subject: z.string().trim().min(1).max(1000),
  typeId: z.uuid(),
  time: ActivityTime,
  location: z.string().max(1000),
  notes: z.string().max(100_000),
  participantIds: z.array(z.uuid()).max(200),
  /** What colleagues see; Absences are always out of office. */
  busy: z.enum(['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere']),
  /** People from outside with an address; left out, those who are there stay. */
  guests: z.array(ActivityGuest).max(200).optional(),
  /** Null: once. Left out of a change, the rule stays; a rule is changed with `scope=all` alone. */
  recurrence: ActivityRecurrence.nullable().optional(),
});
export type ActivityForm = z.infer<typeof ActivityForm>;

/** Body of PATCH /api/activities/:id; `version` guards against overwriting somebody else's change (409). */
export const ActivityChange = ActivityForm.partial().extend({ version: z.string() });
export type ActivityChange = z.infer<typeof ActivityChange>;

/**
 * How far a change or deletion of an occurrence goes: it alone (which is meant where nothing is said), it and
 * those that follow (the series is cut in two), or the whole series. Activities that do not recur have no parts.
 */
export const ActivityScope = z.enum(['this', 'following', 'all']);
export type ActivityScope = z.infer<typeof ActivityScope>;

/** PATCH /api/activities/:id?scope= */
export const ActivityChangeQuery = z.strictObject({ scope: ActivityScope.default('this') });

export const ActivityView = z.object({
  /** Of an occurrence: an id of its own that lasts; made from its series and its date. */
  id: z.uuid(),
  version: z.string(),
  /** "Personal" / "Absence" words are put in by the page when `hidden` says so. */
  subject: z.string(),
  hidden: z.enum(['personal', 'absence']).nullable(),
  typeId: z.uuid(),
  category: ActivityCategory,
  time: ActivityTime,
  location: z.string(),
  notes: z.string(),
  busy: z.enum(['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere']),
  ownerId: z.uuid(),
  ownerName: z.string(),
  participants: z.array(
    z.object({
      userId: z.uuid().nullable(),
      name: z.string(),
      address: z.string(),
      answer: z.enum(['none', 'accepted', 'tentative', 'declined']),
    }),
  ),
  /** What the viewer answered, where they take part in somebody else's; null where nobody asks them. */
  ownAnswer: z.enum(['none', 'accepted', 'tentative', 'declined']).nullable(),
  /** The rule of a series itself; null for an occurrence of one, and for what happens once. */
  recurrence: ActivityRecurrence.nullable(),
  /** An occurrence of a series, or a series itself. */
  recurring: z.boolean(),
  /** Of an occurrence, the activity that is its series. */
  seriesId: z.uuid().nullable(),
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
  /** With which mailbox entry it is synchronized for the viewer; null when it is not. */
  synchronized: z.object({ since: z.string(), mailbox: z.string() }).nullable(),
});
export type ActivityView = z.infer<typeof ActivityView>;

/** 409 `staleVersion` of PATCH and DELETE: the change was not made; this is how the activity stands now. */
export const StaleActivity = ApiError.extend({ current: ActivityView });
export type StaleActivity = z.infer<typeof StaleActivity>;

/** PUT /api/activities/:id/answer: my own answer to what I take part in; of a series to all of it. */
export const ActivityAnswer = z.strictObject({ answer: z.enum(['accepted', 'tentative', 'declined']) });
export type ActivityAnswer = z.infer<typeof ActivityAnswer>;

/** DELETE /api/activities/:id?version=&scope= — a participant only leaves; `version` may be left out. */
export const ActivityDelete = z.strictObject({
  version: z.string().max(100).optional(),
  scope: ActivityScope.default('this'),
});

/** GET /api/activities?from=&to=&userId= (instants; at most 400 days) → ActivityView[], series by occurrence. */
export const ActivityQuery = z.strictObject({
  from: CalendarInstant,
  to: CalendarInstant,
  userId: z.uuid().optional(),
});
export type ActivityQuery = z.infer<typeof ActivityQuery>;
