import type { Step } from '../model/plan.ts';
import type { DeleteRequest } from '../sides/side.ts';
import { ofLink, setAsideStory, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

type DuplicateStep = Extract<Step, { kind: 'deleteDuplicate' }>;

/** Code of the story of an entry that Tahti made twice and took away once. */
const DUPLICATE = 'duplicateRemoved';

/**
 * Takes away entries of ours that stand twice in the mailbox; the linked ones and their activities stay. One
 * that was edited since it was read is told again by the next run, and then no longer equal.
 */
export async function applyDuplicates(run: SyncRun, steps: readonly DuplicateStep[]): Promise<void> {
  const about = ({ link, duplicate }: DuplicateStep) => ({
    ...ofLink(link, duplicate.entry),
    itemId: duplicate.id,
  });
  await writeInBatches<DuplicateStep, DeleteRequest, null>(run, steps, {
    side: run.mailbox,
    prepare: async (batch) => batch.map(({ duplicate: { id, version } }) => ({ id, version })),
    send: (requests, signal) => run.mailbox.delete(requests, signal),
    done: (step) => {
      run.counts.deletedFromMailbox++;
      return { stories: [{ ...story('deleted', 'mailbox', about(step)), code: DUPLICATE }] };
    },
    refused: (step, error) => {
      run.counts.setAside++;
      const ref = { side: 'mailbox', entryId: step.duplicate.id, linkId: null } as const;
      const isNews = !run.isSetAside(ref);
      return {
        problems: [run.problemOf({ ...ref, entry: step.duplicate.entry }, error)],
        stories: isNews ? [setAsideStory('mailbox', about(step), error)] : [],
      };
    },
    again: () => {},
  });
}
