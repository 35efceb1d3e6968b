import type { Link, SideName } from '../model/link.ts';
import type { HaltReason, Plan, Step } from '../model/plan.ts';
import { applyCreates, type Creation } from './apply-creates.ts';
import { type DeleteStep, deletionOf } from './apply-deletes.ts';
import { endOn, type Look } from './observe.ts';
import type { HeldDeletion, Records } from './records.ts';
import { ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

export const OTHER_SIDE: Readonly<Record<SideName, SideName>> = {
  activities: 'mailbox',
  mailbox: 'activities',
};

/**
 * Adds the deletions that wait for a person to what was seen: all of them once they are approved, otherwise
 * those whose surviving half was touched, since an edit beats a deletion.
 */
export function addHeldDeletions(run: SyncRun, look: Look, isApproved: boolean): void {
  for (const held of run.held.values()) {
    const link = run.links.get(held.linkId);
    if (!link) continue;
    const gone = OTHER_SIDE[held.side];
    const goneId = endOn(link, gone).id;
    const isTouched = look[held.side].entries.has(endOn(link, held.side).id);
    if ((isApproved || isTouched) && !look[gone].entries.has(goneId)) look[gone].deleted.add(goneId);
  }
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
 * What the guard held waits; and what waits already goes on waiting until a person says yes, also when so
 * few are left that the guard alone would let them pass.
 */
export function admit(run: SyncRun, plan: Plan, isApproved: boolean): Admitted {
  const waits = (step: Step): step is DeleteStep =>
    !isApproved && isDelete(step) && run.held.has(step.link.id);
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
  return { linkId: link.id, side, subject, isPrivate, isRestoring: false };
}

/** Deletions that no longer wait: undone by an edit, or the entry stands again. */
export function releasedNow(run: SyncRun, look: Look): readonly string[] {
  return [...run.held.values()]
    .filter((held) => {
      const link = run.links.get(held.linkId);
      if (!link) return false;
      const gone = OTHER_SIDE[held.side];
      return look[gone].entries.has(endOn(link, gone).id);
    })
    .map((held) => held.linkId);
}

/**
 * Makes entries again whose deletion a person refused: on the side where they were deleted, as they were
 * when last synchronized. A survivor that is gone by now ends the link.
 */
export async function restoreHeld(run: SyncRun): Promise<void> {
  const wanted = [...run.held.values()].filter((held) => held.isRestoring);
  if (wanted.length === 0) return;
  await run.knowLinks();
  for (const survivorSide of ['activities', 'mailbox'] as const) {
    const links = wanted
      .filter((held) => held.side === survivorSide)
      .flatMap((held) => run.links.get(held.linkId) ?? []);
    if (links.length > 0) await restoreBeside(run, survivorSide, links);
  }
}

async function restoreBeside(run: SyncRun, side: SideName, links: readonly Link[]): Promise<void> {
  const target = OTHER_SIDE[side];
  const ids = links.map((link) => endOn(link, side).id);
  const survivors = await run.side(side).read(ids, run.signal);
  const creations = links.flatMap((link): Creation | [] => {
    const survivor = survivors.get(endOn(link, side).id);
    if (!survivor) return [];
    // With its own base: what was changed on the survivor since goes on counting as a change.
    const source = { ...survivor, entry: endOn(link, side).base };
    return { side: target, source, entry: endOn(link, target).base, link };
  });
  await applyCreates(run, target, creations);
  const dead = links.filter((link) => !survivors.has(endOn(link, side).id));
  await run.settle({
    unlinked: dead.map((link) => link.id),
    stories: dead.map((link) => story('unlinked', null, ofLink(link))),
  });
}
