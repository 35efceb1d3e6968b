import { hasCome } from '../model/clock-jump.ts';
import type { Link, SideName } from '../model/link.ts';
import type { HaltReason, Plan, Step } from '../model/plan.ts';
import { type DeleteStep, deletionOf } from './apply-deletes.ts';
import { endOn, type Look } from './observe.ts';
import { refKey } from './problems.ts';
import type { HeldDeletion, Records } from './records.ts';
import { ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

export const OTHER_SIDE: Readonly<Record<SideName, SideName>> = {
  activities: 'mailbox',
  mailbox: 'activities',
};

/**
 * Adds deletions that wait for a person to what was seen: those that were approved, and those whose
 * surviving half was touched, since an edit beats a deletion.
 */
export function addHeldDeletions(run: SyncRun, look: Look): void {
  for (const held of run.held.values()) {
    const link = run.links.get(held.linkId);
    if (!link) continue;
    const gone = OTHER_SIDE[held.side];
    const goneId = endOn(link, gone).id;
    const isTouched = look[held.side].entries.has(endOn(link, held.side).id);
    const isWanted = isTouched || (held.isApproved && !isResting(run, held, link));
    if (isWanted && !look[gone].entries.has(goneId)) look[gone].deleted.add(goneId);
  }
}

/** What a person decided was refused by the server a while ago, and is not due to be tried again. */
export function isResting(run: SyncRun, held: HeldDeletion, link: Link): boolean {
  const problem = run.problems.get(refKey({ side: held.side, entryId: endOn(link, held.side).id }));
  return problem !== undefined && !hasCome(problem.nextTryAt, run.now());
}

/** The steps of a plan that may be done now, and the deletions that wait. */
export interface Admitted {
  readonly steps: readonly Step[];
  readonly held: readonly DeleteStep[];
}

function isDelete(step: Step): step is DeleteStep {
  return step.kind === 'deleteFromMailbox' || step.kind === 'deleteActivity';
}

/**
 * What the guard held waits; and what waits already goes on waiting until a person says yes to it, also when
 * so few are left that the guard alone would let them pass.
 */
export function admit(run: SyncRun, plan: Plan): Admitted {
  const waits = (step: Step): step is DeleteStep =>
    isDelete(step) && run.held.get(step.link.id)?.isApproved === false;
  return {
    steps: plan.steps.filter((step) => !waits(step)),
    held: [...plan.held.filter(isDelete), ...plan.steps.filter(waits)],
  };
}

/** Remembers the deletions that wait: their cursors move on, so only these rows know of them. */
export function holdDeletions(run: SyncRun, steps: readonly DeleteStep[], why: HaltReason | null): Records {
  const news = steps.map(deletionOf).filter(({ link }) => !run.held.has(link.id));
  run.counts.held += news.length;
  return {
    held: news.map(({ link, side }) => heldOf(link, side)),
    stories: news.map(({ link, side }) => ({
      ...story('held', side, ofLink(link, endOn(link, side).base)),
      severity: 'warning' as const,
      code: why,
    })),
  };
}

function heldOf(link: Link, side: SideName): HeldDeletion {
  const { subject, isPrivate } = endOn(link, side).base;
  return { linkId: link.id, side, subject, isPrivate, isRestoring: false, isApproved: false };
}

/** Deletions that no longer wait: undone by an edit, or the entry stands again, perhaps under another id. */
export function releasedNow(run: SyncRun, look: Look): Records {
  const released = [...run.held.values()].filter((held) => {
    const link = run.links.get(held.linkId);
    if (!link) return false;
    const gone = OTHER_SIDE[held.side];
    return look[gone].entries.has(endOn(link, gone).id);
  });
  return { released: released.map((held) => held.linkId) };
}
