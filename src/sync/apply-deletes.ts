import type { Link, SideName } from '../model/link.ts';
import type { Step } from '../model/plan.ts';
import type { DeleteRequest } from '../sides/side.ts';
import { ofLink, setAsideStory, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

/** Code of the story of a deletion that a person approved. */
export const APPROVED = 'approved';

export type DeleteStep = Extract<Step, { kind: 'deleteFromMailbox' | 'deleteActivity' }>;

/** The half of a link that is to be deleted. */
export interface Deletion {
  readonly side: SideName;
  readonly link: Link;
  /** Null deletes whatever version stands there. */
  readonly version: string | null;
  readonly notify?: boolean;
  readonly heirId?: string;
  readonly forAll?: boolean;
}

export function deletionOf(step: DeleteStep): Deletion {
  const side = step.kind === 'deleteActivity' ? 'activities' : 'mailbox';
  const { kind: _, ...rest } = step;
  return { side, ...rest };
}

/** Deletes the halves on one side and ends their links. `again` is told of halves that changed meanwhile. */
export async function applyDeletes(
  run: SyncRun,
  side: SideName,
  deletions: readonly Deletion[],
  again: (linkId: string) => void,
  kind: 'deleted' | 'takenBack' = 'deleted',
): Promise<void> {
  const idOf = ({ link }: Deletion) => (side === 'activities' ? link.activity.id : link.mailbox.id);
  const entryOf = ({ link }: Deletion) => (side === 'activities' ? link.activity.base : link.mailbox.base);
  await writeInBatches<Deletion, DeleteRequest, null>(run, deletions, {
    side: run.side(side),
    prepare: async (batch) => batch.map((deletion) => requestOf(deletion, idOf(deletion))),
    send: (requests, signal) => run.side(side).delete(requests, signal),
    done: (deletion) => {
      if (side === 'activities') {
        run.counts.deletedActivities++;
        run.touchedActivities.add(idOf(deletion));
      } else run.counts.deletedFromMailbox++;
      const isApproved = run.held.get(deletion.link.id)?.isApproved === true;
      // What nobody said yes to counts against the limit, also in the next look of this run.
      if (kind === 'deleted' && !isApproved) run.recentDeletions++;
      const told = story(kind, side, ofLink(deletion.link, entryOf(deletion)));
      return {
        unlinked: [deletion.link.id],
        meetingsEnded: endsMeeting(run, deletion) ? [deletion.link.activity.id] : [],
        stories: [{ ...told, code: isApproved ? APPROVED : codeOf(deletion) }],
      };
    },
    refused: (deletion, error) => {
      run.counts.setAside++;
      const about = { side, entryId: idOf(deletion), linkId: deletion.link.id };
      const isNews = !run.isSetAside(about);
      return {
        problems: [run.problemOf({ ...about, entry: entryOf(deletion) }, error)],
        stories: isNews ? [setAsideStory(side, ofLink(deletion.link, entryOf(deletion)), error)] : [],
      };
    },
    again: (deletion) => again(deletion.link.id),
  });
}

/** An activity that is not gone by this: handed on, or left by who took part in a meeting. */
function codeOf({ side, link, heirId, forAll }: Deletion): string | null {
  if (heirId !== undefined) return 'handedOver';
  if (forAll) return null;
  const isMeeting = link.activity.standing === 'guest' && link.mailbox.standing === 'guest';
  return side === 'activities' && isMeeting ? 'declined' : null;
}

function requestOf({ version, notify, heirId, forAll }: Deletion, id: string): DeleteRequest {
  return {
    id,
    version,
    ...(notify && { notify }),
    ...(heirId !== undefined && { heirId }),
    ...(forAll && { forAll }),
  };
}

/** Whether the activity is gone for everybody, not only left by this user. */
function endsMeeting(run: SyncRun, { side, link, heirId, forAll }: Deletion): boolean {
  if (forAll) return true;
  if (side === 'mailbox') return !run.left.has(link.activity.id);
  return heirId === undefined && link.activity.standing !== 'guest';
}
