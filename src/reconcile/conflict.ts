import type { SideEntry } from '../model/calendar-entry.ts';
import type { SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';

/** Who wins a conflict, and by which rule. */
export interface Verdict {
  readonly winner: SideName;
  readonly because: FieldConflict['because'];
}

/**
 * Who wins where both sides changed the same field differently. The newest is judged by our clock: each
 * server's own time stamp less what its clock is ahead. Equal or unknown times go to the activities.
 */
export function judge(activity: SideEntry, item: SideEntry, policy: SyncPolicy): Verdict {
  if (policy.conflicts !== 'newest') return { winner: policy.conflicts, because: policy.conflicts };
  const ours = trueTime(activity, policy.clockOffset.activities);
  const theirs = trueTime(item, policy.clockOffset.mailbox);
  return { winner: theirs > ours ? 'mailbox' : 'activities', because: 'newest' };
}

/** Milliseconds by our clock; NaN where unknown, which is never newer and never older. */
function trueTime(entry: SideEntry, clockOffset: number): number {
  return entry.modified === null ? Number.NaN : Date.parse(entry.modified) - clockOffset;
}
