import type { Subscription } from '../notifications/subscription.ts';

/** An answer that is to be held open: which subscriptions it tells of, and for how long. */
export interface StreamPlan {
  readonly subscriptions: readonly Subscription[];
  readonly minutes: number;
  /** Who is charged for the open connection. */
  readonly chargedTo: string;
}
