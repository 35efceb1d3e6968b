import type { Link, SideName } from '../model/link.ts';
import { SideError } from '../model/problem.ts';
import { applyDeletes, type Deletion } from './apply-deletes.ts';
import { joinRecords } from './records.ts';
import { recover } from './recover.ts';
import { type RunResult, runGuarded } from './run-sync.ts';
import { solvedProblems } from './settle-problems.ts';
import { ofLink, story } from './stories.ts';
import { syncError } from './sync-error.ts';
import type { SyncInput } from './sync-input.ts';
import type { SyncRun } from './sync-run.ts';

/** Links that end in one transaction at most. */
const AT_ONCE = 200;

/**
 * Takes back what Tahti made in either calendar: copies in the mailbox go to Deleted Items, activities that
 * came from the mailbox are deleted. What stood on both sides before, or was made by a person, stays. The
 * links end, since nothing is synchronized any more. Broken off, it goes on where it was; what the server
 * refused to delete makes the run fail, so that it is tried again with growing pauses until nothing is left.
 */
export async function takeBack(
  input: Omit<SyncInput, 'policy' | 'window' | 'scope' | 'place' | 'meetings' | 'resolvedAddress'>,
): Promise<RunResult> {
  return runGuarded(input, async (run, remembered) => {
    // Copies whose making was never recorded are found first: they are ours to take back, too.
    await recover(run, remembered.intentions);
    await run.knowLinks();
    await deleteCopies(run);
    await endLinks(
      run,
      [...run.links.values()].filter((link) => link.origin === 'matched' || isOthers(link, 'activities')),
    );
    const left = [...run.links.values()].find((link) => link.origin !== 'matched');
    if (left) throw notTakenBack(run, left);
    // What an earlier try had set aside is gone with the last of them.
    await run.settle(solvedProblems(run, new Set()));
    await input.ledger.finish({
      cursors: { activities: null, mailbox: null },
      scope: null,
      place: null,
      halt: null,
      counts: run.counts,
      awaited: [],
      told: [],
      resolvedAddress: null,
      bySignInName: false,
    });
    return null;
  });
}

/** An activity in which the user only takes part was never theirs to take away. */
function isOthers(link: Link, side: SideName): boolean {
  return side === 'activities' && link.activity.standing === 'guest';
}

/** Who goes on with the meetings of which the user owned the activity, by the activity's id. */
async function heirsOf(run: SyncRun, links: readonly Link[]): Promise<ReadonlyMap<string, string>> {
  const activityIds = links.filter(({ mailbox }) => mailbox.organiser).map(({ activity }) => activity.id);
  if (activityIds.length === 0) return new Map();
  const question = { uids: [], activityIds, addresses: [], subjects: [] };
  const { sharing } = await run.ledger.meetings(question);
  const others = sharing.filter((one) => one.userId !== run.userId && one.mailboxStanding === 'guest');
  return new Map(others.map(({ activityId, userId }) => [activityId, userId]));
}

async function deleteCopies(run: SyncRun): Promise<void> {
  const links = [...run.links.values()];
  const heirs = await heirsOf(run, links);
  await run.progress.begin('takingBack', links.filter((link) => link.origin !== 'matched').length);
  for (const side of ['mailbox', 'activities'] as const) {
    const origin = side === 'mailbox' ? 'activities' : 'mailbox';
    const deletions = links
      .filter((link) => link.origin === origin && !isOthers(link, side))
      // Whatever version stands there: the person who switched off was told that the copies go.
      .map((link): Deletion => {
        const heirId = side === 'activities' ? heirs.get(link.activity.id) : undefined;
        return { side, link, version: null, ...(heirId !== undefined && { heirId }) };
      });
    await applyDeletes(run, side, deletions, () => {}, 'takenBack');
  }
}

/** In the words of the server, where it gave any; the run is tried again whatever they were. */
function notTakenBack(run: SyncRun, left: Link): SideError {
  const problem = [...run.problems.values()].find(({ linkId }) => linkId === left.id);
  if (problem) return new SideError({ ...problem.details, kind: 'retry' });
  const words = 'Entries that were made here could not be deleted yet.';
  return syncError('retry', 'TAHTI_NOT_TAKEN_BACK', words, 'syncKeepsChanging');
}

async function endLinks(run: SyncRun, links: readonly Link[]): Promise<void> {
  for (let at = 0; at < links.length; at += AT_ONCE)
    await run.settle(
      joinRecords(
        links.slice(at, at + AT_ONCE).map((link) => ({
          unlinked: [link.id],
          stories: [story('unlinked', null, ofLink(link))],
        })),
      ),
    );
}
