import type { Plan } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { type Look, observationOf } from './observe.ts';
import type { SyncInput } from './sync-input.ts';
import type { SyncRun } from './sync-run.ts';

/** What reconcile says about a look; the sides add what only they know: their clocks and their limits. */
export function planOf(
  run: SyncRun,
  look: Look,
  { policy, window }: Pick<SyncInput, 'policy' | 'window'>,
  isApproved: boolean,
): Plan {
  const whole: SyncPolicy = {
    ...policy,
    deletionsApproved: isApproved,
    clockOffset: { activities: run.activities.clockOffset(), mailbox: run.mailbox.clockOffset() },
  };
  return reconcile({
    links: [...run.links.values()],
    activities: observationOf(look.activities),
    mailbox: observationOf(look.mailbox),
    policy: whole,
    window,
    cannotHold: { activities: run.activities.cannotHold, mailbox: run.mailbox.cannotHold },
  });
}
