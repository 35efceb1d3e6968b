import { z } from 'zod';
import { ApiError } from './errors.ts';

/** An error as people read it: `advice` is a key of the language files, `words` are the server's own. */
export const Trouble = z.object({
  code: z.string(),
  words: z.string(),
  requestId: z.string().nullable(),
  advice: z.string(),
  at: z.string(),
});
export type Trouble = z.infer<typeof Trouble>;

export const RunCounts = z.object({
  createdActivities: z.number(),
  createdInMailbox: z.number(),
  changedActivities: z.number(),
  changedInMailbox: z.number(),
  deletedActivities: z.number(),
  deletedFromMailbox: z.number(),
  matched: z.number(),
  conflicts: z.number(),
  setAside: z.number(),
  held: z.number(),
});
export type RunCounts = z.infer<typeof RunCounts>;

export const RunView = z.object({
  id: z.uuid(),
  trigger: z.enum([
    'switchedOn',
    'activitySaved',
    'notification',
    'signIn',
    'synchronizeNow',
    'sweep',
    'commandLine',
    'takeBack',
    'retry',
    'approval',
  ]),
  state: z.enum(['waiting', 'running', 'succeeded', 'failed', 'held']),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Entries done and entries in all, once known; the page draws the bar and the time left. */
  done: z.number(),
  total: z.number().nullable(),
  counts: RunCounts,
  error: Trouble.nullable(),
});
export type RunView = z.infer<typeof RunView>;

/** A person's own problem in plain words. */
export const ProblemView = z.object({
  id: z.uuid(),
  subject: z.string(),
  side: z.enum(['activities', 'mailbox']),
  error: Trouble,
  attempts: z.number(),
  nextTryAt: z.string().nullable(),
});
export type ProblemView = z.infer<typeof ProblemView>;

/**
 * How the user name and the mailbox belong together: as its primary address, as another one of its addresses, found
 * by the sign-in name alone (none of its addresses), changed since it was switched on, or not known before a look.
 */
export const AddressMatch = z.enum(['primary', 'secondary', 'signInName', 'changed', 'unknown']);
export type AddressMatch = z.infer<typeof AddressMatch>;

/**
 * GET /api/users/:userId/synchronization (oneself; administrator and support for others).
 * `available` false comes with the reason why it cannot be switched on.
 */
export const SynchronizationView = z.object({
  userId: z.uuid(),
  state: z.enum(['off', 'on', 'paused']),
  available: z.boolean(),
  unavailableBecause: z.enum(['addOnInactive', 'connectionMissing', 'noMailbox']).nullable(),
  /**
   * Whether the account passed through other hands, and the mailbox's owner has still to show that it is theirs: until
   * then nothing can be looked at or turned on (403 `confirmationNeeded`).
   */
  needsConfirmation: z.boolean(),
  userName: z.string(),
  mailboxAddress: z.string(),
  /** The primary address when `mailboxAddress` turned out to be a secondary one. */
  resolvedAddress: z.string().nullable(),
  addressMatch: AddressMatch,
  enabledAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  synchronizedEntries: z.number(),
  run: RunView.nullable(),
  /** When a run that failed is tried again; null when nothing failed or nothing is tried by itself. */
  nextTryAt: z.string().nullable(),
  problems: z.array(ProblemView),
  heldDeletions: z.number(),
  /** Up to when the held deletions reach that are counted here; handed back with the decision about them. */
  heldUntil: z.string().nullable(),
});
export type SynchronizationView = z.infer<typeof SynchronizationView>;

/**
 * POST /api/users/:userId/synchronization/dry-run (oneself only): what switching on will do.
 * Nothing is written on either side. 502 `exchangeUnreachable` with the trouble when it cannot look.
 */
export const DryRun = z.object({
  counts: RunCounts,
  /** Up to five of each kind, for the person to see what is meant. */
  examples: z.array(
    z.object({
      kind: z.enum(['createActivity', 'createInMailbox', 'match', 'update', 'leaveAlone', 'delete']),
      subject: z.string(),
      start: z.string(),
      allDay: z.boolean(),
      isPrivate: z.boolean(),
    }),
  ),
  resolvedAddress: z.string(),
  addressMatch: AddressMatch,
});
export type DryRun = z.infer<typeof DryRun>;

/** 502 `exchangeUnreachable` of the dry run. */
export const ExchangeUnreachable = ApiError.extend({ trouble: Trouble });
export type ExchangeUnreachable = z.infer<typeof ExchangeUnreachable>;

/**
 * POST /api/users/:userId/synchronization/confirmation (oneself only): leaves a code in the user's own calendar, to be
 * said with ConfirmationCode under /confirmation/code, which answers SynchronizationView.
 */
export const MailboxConfirmation = z.object({ mailboxAddress: z.string(), expiresAt: z.string() });
export type MailboxConfirmation = z.infer<typeof MailboxConfirmation>;

export const ConfirmationCode = z.strictObject({ code: z.string().trim().min(1).max(40) });
export type ConfirmationCode = z.infer<typeof ConfirmationCode>;

/**
 * POST /api/users/:userId/synchronization/on, /run, /pause, /resume (oneself only: 403 `onlyYourself`
 * for anybody else, whatever their role, and the attempt stands in the log) and /off with SwitchOff
 * (oneself or an administrator). Each answers SynchronizationView.
 */
export const SwitchOff = z.strictObject({ entries: z.enum(['keep', 'takeBack']) });
export type SwitchOff = z.infer<typeof SwitchOff>;

/**
 * POST /api/users/:userId/synchronization/held-deletions (oneself or an administrator). It covers what has
 * waited since `heldUntil` of the view or longer; without it, all that waits. What comes to wait later waits on.
 * With `decidedAt` as the page shows it, a decision that somebody made meanwhile stays (409 `heldDecided`).
 */
export const HeldDeletionsDecision = z.strictObject({
  decision: z.enum(['approve', 'restore']),
  heldUntil: z.iso.datetime().nullish(),
  decidedAt: z.iso.datetime().nullish(),
});
export type HeldDeletionsDecision = z.infer<typeof HeldDeletionsDecision>;
