import type { Link } from '../model/link.ts';
import type { MeetingRecord } from '../model/meeting.ts';
import { instantFromMillis } from '../model/time.ts';
import { type Handle, inTransaction } from './handle.ts';
import { type HeldDeletion, holdDeletions, releaseHeldDeletions } from './held-deletions.ts';
import { removeIntentions } from './intentions.ts';
import { removeLinks, saveLinks } from './links.ts';
import { holdsMailbox, type RunRef } from './mailbox-hold.ts';
import { forgetMeetings, saveMeetings } from './meetings.ts';
import { type EntryRef, type ProblemRecord, removeProblems, saveProblems } from './problems.ts';
import { insertStories, type NewStory } from './stories.ts';

/** What has to be remembered after a batch of writes, as inert data. */
export interface Outcomes {
  /** New or changed links. */
  readonly links?: readonly Link[];
  /** Ids, among those of `links`, of links whose entry was made in the mailbox just now. */
  readonly untold?: readonly string[];
  /** Ids of links that ended. */
  readonly unlinked?: readonly string[];
  /** Keys of intentions whose outcome is known. */
  readonly intentionsDone?: readonly string[];
  readonly problems?: readonly ProblemRecord[];
  readonly solved?: readonly EntryRef[];
  readonly held?: readonly HeldDeletion[];
  /** Link ids whose deletion no longer waits. */
  readonly released?: readonly string[];
  /** Meetings and the activities that stand for them. */
  readonly meetings?: readonly MeetingRecord[];
  /** Activities that are gone for everybody. */
  readonly meetingsEnded?: readonly string[];
  readonly stories?: readonly Omit<NewStory, 'at' | 'userId' | 'runId'>[];
}

/**
 * Records all of it or nothing, in one transaction: the link that a create made, the intention that it
 * fulfilled and its line in the log appear together. False, with nothing written, when the run no longer
 * holds the mailbox (another run took over, or it was switched off).
 */
export function recordOutcomes(db: Handle, run: RunRef, outcomes: Outcomes): Promise<boolean> {
  const { organizationId, userId, runId } = run;
  return inTransaction(db, async (trx) => {
    if (!(await holdsMailbox(trx, organizationId, userId, runId))) return false;
    // Ended links first: a new link may stand for an entry that an ended one stood for.
    await removeLinks(trx, organizationId, outcomes.unlinked ?? []);
    await saveLinks(trx, organizationId, outcomes.links ?? [], new Set(outcomes.untold));
    await removeIntentions(trx, organizationId, outcomes.intentionsDone ?? []);
    await removeProblems(trx, organizationId, userId, outcomes.solved ?? []);
    await saveProblems(trx, organizationId, userId, outcomes.problems ?? []);
    await releaseHeldDeletions(trx, organizationId, userId, outcomes.released ?? []);
    await holdDeletions(trx, organizationId, userId, outcomes.held ?? []);
    await forgetMeetings(trx, organizationId, outcomes.meetingsEnded ?? []);
    await saveMeetings(trx, organizationId, outcomes.meetings ?? []);
    const at = instantFromMillis(Date.now());
    const stories = (outcomes.stories ?? []).map((story) => ({ ...story, at, userId, runId }));
    await insertStories(trx, organizationId, stories);
    return true;
  });
}
