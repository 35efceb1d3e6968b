import { z } from 'zod';
import { ExchangeForm, ExchangeVersion } from './exchange-settings.ts';
import { Trouble } from './synchronization.ts';

/** A connection as people read it: never with its secret. */
export const ConnectionFacts = ExchangeForm.pick({
  signInWay: true,
  cloud: true,
  tenant: true,
  applicationId: true,
  ewsUrl: true,
  delegateUserName: true,
  netbiosDomain: true,
}).extend({ version: ExchangeVersion });
export type ConnectionFacts = z.infer<typeof ConnectionFacts>;

/** How entries are recognised over the new connection, counted in pairs or entries. */
export const RecognitionCounts = z.object({
  /** Pairs whose entry still has the id that Tahti knows. */
  byId: z.number(),
  /** Pairs found by the mark that Tahti left on the entry. */
  byMark: z.number(),
  byUid: z.number(),
  /** Pairs found by start, end and subject. */
  byLikeness: z.number(),
  /** Pairs beyond the days that are synchronized. */
  outside: z.number(),
  /** Pairs whose entry is not there: they are held until a person decides. */
  gone: z.number(),
  /** Entries of both sides that nobody can pair with certainty: left alone. */
  undecided: z.number(),
  newActivities: z.number(),
  newInMailbox: z.number(),
  /** Entries of Tahti's own that stand a second time and go to Deleted Items. */
  doubles: z.number(),
  /** Recognised pairs in which something differs and is evened out. */
  changed: z.number(),
});
export type RecognitionCounts = z.infer<typeof RecognitionCounts>;

export const MoveState = z.enum(['looking', 'looked', 'failed', 'cancelled', 'confirmed', 'finished']);

/** A change of version, server or account: looked at without writing, then confirmed by an administrator. */
export const Move = z.object({
  id: z.uuid(),
  state: MoveState,
  /** Whom it concerns. */
  reach: z.enum(['everybody', 'group', 'user']),
  from: ConnectionFacts,
  to: ConnectionFacts,
  savedAnyway: z.boolean(),
  startedAt: z.string(),
  startedBy: z.string().nullable(),
  lookedAt: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** The settings were changed since the look: it has to be made again before it can be confirmed. */
  isStale: z.boolean(),
  /** The new server is left alone until then. */
  pausedUntil: z.string().nullable(),
  trouble: Trouble.nullable(),
  users: z.object({
    all: z.number(),
    waiting: z.number(),
    looked: z.number(),
    failed: z.number(),
    /** With entries that are undecided or gone. */
    unsure: z.number(),
    /** Switched on since the look began. */
    joined: z.number(),
  }),
  counts: RecognitionCounts,
  /** Since the confirmation; null before it. */
  arrivals: z.object({ users: z.number(), arrived: z.number(), inTrouble: z.number() }).nullable(),
});
export type Move = z.infer<typeof Move>;

/** GET /api/exchange-settings/move (administrator, support): the latest move, whatever became of it. */
export const LatestMove = z.object({ move: Move.nullable() });
export type LatestMove = z.infer<typeof LatestMove>;

/** POST /api/exchange-settings/move/look: again, with the settings as they are now. */
export const MoveLook = z.strictObject({ moveId: z.uuid(), whom: z.enum(['everybody', 'failed']) });
export type MoveLook = z.infer<typeof MoveLook>;

/** POST /api/exchange-settings/move/cancel. Nothing was changed, and nothing is. */
export const MoveCancel = z.strictObject({ moveId: z.uuid() });
export type MoveCancel = z.infer<typeof MoveCancel>;

/**
 * POST /api/exchange-settings/move/confirm: takes the new connection into use. Refused (409) while somebody waits to
 * be looked at, when the look is stale, and, unless `despiteFailures`, when somebody could not be looked at.
 */
export const MoveConfirm = z.strictObject({ moveId: z.uuid(), despiteFailures: z.boolean() });
export type MoveConfirm = z.infer<typeof MoveConfirm>;

/** GET /api/exchange-settings/move/users: those who need somebody's eye first. */
export const MoveUserQuery = z.strictObject({
  moveId: z.uuid(),
  search: z.string().max(200).optional(),
  show: z.enum(['all', 'attention', 'failed']).default('all'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type MoveUserQuery = z.infer<typeof MoveUserQuery>;

export const MoveUserRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  state: z.enum(['waiting', 'looked', 'failed']),
  /** Null before they were looked at. */
  counts: RecognitionCounts.nullable(),
  resolvedAddress: z.string().nullable(),
  trouble: Trouble.nullable(),
});
export type MoveUserRow = z.infer<typeof MoveUserRow>;
export const MoveUserPage = z.object({ rows: z.array(MoveUserRow), total: z.number() });
export type MoveUserPage = z.infer<typeof MoveUserPage>;

/**
 * GET /api/users/:userId/move (oneself, administrator, support): the entries that the open move could not place.
 * The subject of a private entry is null for everyone but its owner.
 */
export const MoveOfUser = z.object({
  /** Null where no move is open that concerns the user. */
  move: z.object({ id: z.uuid(), to: ExchangeVersion, lookedAt: z.string().nullable() }).nullable(),
  entries: z.array(
    z.object({
      kind: z.enum(['undecided', 'gone']),
      side: z.enum(['activities', 'mailbox']),
      subject: z.string().nullable(),
      start: z.string(),
      allDay: z.boolean(),
      isPrivate: z.boolean(),
    }),
  ),
  /** How many there are of each kind; of very many only the first are listed. */
  undecided: z.number(),
  gone: z.number(),
});
export type MoveOfUser = z.infer<typeof MoveOfUser>;
