import type { Link } from '../model/link.ts';
import type { Step } from '../model/plan.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * Entries that were found under another id (another folder, another server) are remembered under it before
 * anything is written: if the run breaks off, or has to look again, they must not seem to be gone.
 */
export async function followMoves(run: SyncRun, steps: readonly Step[]): Promise<void> {
  const links = steps.flatMap((step): Link | [] => {
    // The invitation that takes a copy's place is another entry: the copy goes on under its own id until it is away.
    if (!('link' in step) || step.kind === 'replaceCopy') return [];
    const known = run.links.get(step.link.id);
    if (!known) return [];
    const activityId = ('activity' in step ? step.activity?.id : undefined) ?? step.link.activity.id;
    const itemId = ('item' in step ? step.item?.id : undefined) ?? step.link.mailbox.id;
    if (activityId === known.activity.id && itemId === known.mailbox.id) return [];
    return {
      ...known,
      activity: { ...known.activity, id: activityId },
      mailbox: { ...known.mailbox, id: itemId },
    };
  });
  await run.settle({ links });
}
