import type { RunResult } from '../../../src/sync/run-sync.ts';
import { problemsOf, waitingOf } from './remembered.ts';
import type { Dweller, Town } from './town.ts';

/** How long any one run may take (milliseconds). */
const PATIENCE = 60_000;

/** Tahti failed by a fault of its own: no server and no person can cause that. */
export class InternalFault extends Error {}

export type Ending = 'well' | 'failed' | 'nothing';

/** One run of a mailbox. A fault of ours fails the story at once. */
export async function runOf(town: Town, dweller: Dweller): Promise<Ending> {
  const request = requestOf(town, dweller);
  const result = await town.company.engine.runNow(request, AbortSignal.timeout(PATIENCE));
  return endingOf(town, result);
}

/**
 * A run while nothing else happens. When it ends well and leaves nothing for later, all that people did before has
 * crossed: a deletion that comes after is no longer answered by those edits.
 */
export async function runUndisturbed(town: Town, dweller: Dweller): Promise<Ending> {
  const ending = await runOf(town, dweller);
  if (ending !== 'well') return ending;
  const left = [...(await problemsOf(town, dweller)), ...(await waitingOf(town, dweller))];
  if (left.length > 0) return ending;
  for (const thing of town.things.values())
    if (thing.owner === dweller.at && !thing.isMeeting && thing.deleted.size === 0) thing.edited.clear();
  return ending;
}

/**
 * A run that was disturbed may have written on the other side what it never recorded: the next one takes that for an
 * edit there, and an edit beats a deletion. So it brings back what was deleted in between, rather than lose an edit.
 */
export function disturbed(town: Town, { at }: Dweller): void {
  for (const thing of town.things.values())
    if (thing.owner === at && thing.edited.size > 0) for (const side of SIDES) thing.edited.add(side);
}

const SIDES = ['activities', 'mailbox'] as const;

export function requestOf(town: Town, { user }: Dweller) {
  return { organizationId: town.company.organizationId, userId: user.id, trigger: 'synchronizeNow' } as const;
}

export function endingOf(town: Town, result: RunResult | null): Ending {
  if (!result) return 'nothing';
  town.tally.runs += 1;
  const { outcome } = result;
  if (outcome.state === 'succeeded') return 'well';
  town.tally.failedRuns += 1;
  if (outcome.state === 'failed' && outcome.error.code === 'TAHTI_INTERNAL')
    throw new InternalFault(`a run failed by a fault of Tahti's own: ${outcome.error.words}`);
  return 'failed';
}
