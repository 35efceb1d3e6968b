import { z } from 'zod';
import { LogCompany } from './log.ts';
import { Trouble } from './synchronization.ts';

const Side = z.enum(['activities', 'mailbox']);

/**
 * POST /api/log/:storyId/put-back → LogEntry: one value of a conflict stands again in the activity, and the next run
 * takes it to the mailbox. The user themselves, or an administrator for what is nobody's private entry. 409
 * `putBackGone`, `putBackChanged`, `putBackStands`, `putBackOthers`, `putBackNotKept` or `putBackRefused` where it
 * cannot be.
 */
export const PutBack = z.strictObject({
  field: z.enum(['subject', 'time', 'location', 'text', 'isPrivate', 'busy', 'ownAnswer', 'recurrence']),
  /** Whose value is to stand. */
  side: Side,
});
export type PutBack = z.infer<typeof PutBack>;

/** GET /api/set-aside?companyId=&userId=&code=&page=&pageSize= → SetAsidePage: entries that wait to be tried again. */
export const SetAsideEntry = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  userName: z.string(),
  /** The side that did not take it, or could not tell it; `entryId` is that side's own id. */
  side: Side,
  entryId: z.string(),
  /** Null where the entry is somebody else's private one. */
  subject: z.string().nullable(),
  isPrivate: z.boolean(),
  error: Trouble,
  attempts: z.number(),
  firstAt: z.string(),
  nextTryAt: z.string(),
});
export type SetAsideEntry = z.infer<typeof SetAsideEntry>;

export const SetAsidePage = z.object({
  entries: z.array(SetAsideEntry),
  total: z.number(),
  reasons: z.array(z.object({ code: z.string(), advice: z.string(), count: z.number(), users: z.number() })),
});
export type SetAsidePage = z.infer<typeof SetAsidePage>;

export const SetAsideQuery = LogCompany.extend({
  userId: z.uuid().optional(),
  code: z.string().max(200).optional(),
  /** The first page is 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
});
export type SetAsideQuery = z.infer<typeof SetAsideQuery>;

/**
 * POST /api/set-aside/try-again → TriedAgain: the pause of one entry ends, or of all with one code (`userId`: of one
 * user's), and a run of each of their calendars begins. 404 `nothingSetAside` where there is none, 409
 * `tryAgainOff` where none of their users synchronizes at present.
 */
export const TryAgain = LogCompany.extend({
  id: z.uuid().optional(),
  code: z.string().min(1).max(200).optional(),
  userId: z.uuid().optional(),
}).refine(({ id, code }) => (id === undefined) !== (code === undefined), {
  path: ['code'],
  params: { sentence: 'oneOfIdAndCode' },
});
export type TryAgain = z.infer<typeof TryAgain>;

export const TriedAgain = z.object({
  tried: z.number(),
  users: z.number(),
  /** Entries of users who have paused or switched off: nothing is done with them. */
  resting: z.number(),
});
export type TriedAgain = z.infer<typeof TriedAgain>;

/** GET /api/held-deletions?companyId=&userId= → deletions that wait for a person, user by user. */
export const HeldOfUser = z.object({
  userId: z.uuid(),
  userName: z.string(),
  state: z.enum(['off', 'on', 'paused']),
  fromActivities: z.number(),
  fromMailbox: z.number(),
  /** Of all of them, how many nobody has decided on. */
  undecided: z.number(),
  since: z.string(),
  /** Handed back with a decision (`HeldDeletionsDecision`): it covers what was shown and nothing else. */
  heldUntil: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decision: z.enum(['approve', 'restore']).nullable(),
  /** Why they wait: a key of the language files. */
  reason: z.string().nullable(),
  /** Whether whoever asks may decide: the user themselves and administrators of the company. */
  mayDecide: z.boolean(),
});
export type HeldOfUser = z.infer<typeof HeldOfUser>;

export const HeldQuery = LogCompany.extend({ userId: z.uuid().optional() });
export type HeldQuery = z.infer<typeof HeldQuery>;

/** GET /api/held-deletions/:userId?companyId=&page=&pageSize= → HeldPage: the entries by name. */
export const HeldEntry = z.object({
  linkId: z.uuid(),
  /** Where the entry would be deleted. */
  side: Side,
  subject: z.string().nullable(),
  isPrivate: z.boolean(),
  /** When it takes place, as `time` of a conflict. */
  time: z.unknown(),
  heldAt: z.string(),
  decision: z.enum(['approve', 'restore']).nullable(),
});
export type HeldEntry = z.infer<typeof HeldEntry>;
export const HeldPage = z.object({ entries: z.array(HeldEntry), total: z.number() });
export type HeldPage = z.infer<typeof HeldPage>;

export const HeldPageQuery = LogCompany.extend({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(100),
});
export type HeldPageQuery = z.infer<typeof HeldPageQuery>;
