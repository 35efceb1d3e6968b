import type { MeetingView } from '../model/meeting.ts';
import type { DeletionWatch, Plan, ReconcileInput } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { type Look, observationOf } from './observe.ts';
import type { SyncInput } from './sync-input.ts';
import type { SyncRun } from './sync-run.ts';

/** The rules of a run, with what it knows of the company's meetings. */
export type PlanRules = Pick<SyncInput, 'policy' | 'window'> & { readonly meetings: MeetingView };

/** What reconcile says about a look. */
export function planOf(run: SyncRun, look: Look, rules: PlanRules, isOtherMailbox = false): Plan {
  return reconcile(reconcileInputOf(run, look, rules, isOtherMailbox));
}

/** All that reconcile is handed of a look; the sides add what only they know: their clocks and their limits. */
export function reconcileInputOf(
  run: SyncRun,
  look: Look,
  { policy, window, meetings }: PlanRules,
  isOtherMailbox: boolean,
): ReconcileInput {
  const whole: SyncPolicy = {
    ...policy,
    clockOffset: { activities: run.activities.clockOffset(), mailbox: run.mailbox.clockOffset() },
  };
  return {
    links: [...run.links.values()],
    activities: observationOf(look.activities),
    mailbox: observationOf(look.mailbox),
    policy: whole,
    window,
    cannotHold: { activities: run.activities.cannotHold, mailbox: run.mailbox.cannotHold },
    watch: watchOf(run, isOtherMailbox),
    meetings,
  };
}

function watchOf(run: SyncRun, isOtherMailbox: boolean): DeletionWatch {
  const held = [...run.held.values()];
  return {
    approved: new Set(held.filter(({ isApproved }) => isApproved).map(({ linkId }) => linkId)),
    waiting: new Set(held.map(({ linkId }) => linkId)),
    recent: run.recentDeletions,
    isOtherMailbox,
  };
}
