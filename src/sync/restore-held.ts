import type { Link, SideName } from '../model/link.ts';
import { applyCreates, type Creation } from './apply-creates.ts';
import { isResting, OTHER_SIDE } from './held.ts';
import { UNKNOWN_VERSION } from './link-ends.ts';
import { endOn } from './observe.ts';
import { ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * Makes entries again whose deletion a person refused: on the side where they were deleted, as they were
 * when last synchronized. A survivor that is gone by now ends the link; a half that stands again needs no
 * other. What the server refused is tried again with growing pauses, as any entry that is set aside.
 */
export async function restoreHeld(run: SyncRun): Promise<void> {
  if (![...run.held.values()].some((held) => held.isRestoring)) return;
  await run.knowLinks();
  for (const survivorSide of ['activities', 'mailbox'] as const) {
    const links = wanted(run, survivorSide);
    if (links.length > 0) await restoreBeside(run, survivorSide, links);
  }
}

function wanted(run: SyncRun, survivorSide: SideName): readonly Link[] {
  return [...run.held.values()].flatMap((held) => {
    const link = run.links.get(held.linkId);
    const isDue = held.isRestoring && held.side === survivorSide && link && !isResting(run, held, link);
    return isDue ? [link] : [];
  });
}

async function restoreBeside(run: SyncRun, side: SideName, links: readonly Link[]): Promise<void> {
  const target = OTHER_SIDE[side];
  const idsOn = (where: SideName) => links.map((link) => endOn(link, where).id);
  const survivors = await run.side(side).read(idsOn(side), run.signal);
  const standing = await run.side(target).read(idsOn(target), run.signal);
  const isStanding = (link: Link) => standing.has(endOn(link, target).id);
  const isDead = (link: Link) => !survivors.has(endOn(link, side).id);
  const dead = links.filter((link) => isDead(link) && !isStanding(link));
  await run.settle({
    released: links.filter(isStanding).map((link) => link.id),
    unlinked: dead.map((link) => link.id),
    stories: dead.map((link) => story('unlinked', null, ofLink(link))),
  });
  const creations = links.flatMap((link): Creation | [] => {
    const survivor = survivors.get(endOn(link, side).id);
    if (!survivor || isStanding(link)) return [];
    // With its own base and no version: what was changed on the survivor since goes on counting as a change.
    const source = { ...survivor, version: UNKNOWN_VERSION, entry: endOn(link, side).base };
    return { side: target, source, entry: endOn(link, target).base, link };
  });
  await applyCreates(run, target, creations);
}
