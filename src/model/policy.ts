import type { ActivityCategory } from './calendar-entry.ts';

/** Who wins when the same field was changed on both sides. The loser's value is kept in the log. */
export type ConflictPolicy = 'newest' | 'activities' | 'mailbox';

/** `copies`: an own copy in each participant's calendar, no mail. `invitations`: real requests. */
export type ParticipantsPolicy = 'copies' | 'invitations';

export interface ActivityTypeRule {
  readonly id: string;
  readonly category: ActivityCategory;
}

/** What the administrator chose, as the planner needs it. */
export interface SyncPolicy {
  readonly conflicts: ConflictPolicy;
  readonly participants: ParticipantsPolicy;
  /** Type of activities that come from Exchange. */
  readonly defaultType: ActivityTypeRule;
  /** Type of private entries from Exchange; null where the company has no Personal type. */
  readonly personalType: ActivityTypeRule | null;
  /** More deletions than this within an hour wait for a person. */
  readonly deletionLimit: number;
  /** Server clock minus our clock in milliseconds, for each side; allowed for when the newest wins. */
  readonly clockOffset: { readonly activities: number; readonly mailbox: number };
}
