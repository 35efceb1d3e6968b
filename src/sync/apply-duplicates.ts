import type { Step } from '../model/plan.ts';
import type { DeleteRequest } from '../sides/side.ts';
import { DOUBLE_REMOVED } from '../store/left-alone.ts';
import { leftAloneStory, ofLink, setAsideStory, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

type DuplicateStep = Extract<Step, { kind: 'deleteDuplicate' }>;

/**
 * Takes away entries of ours that stand twice in the mailbox; the linked ones and their activities stay. One
 * that was edited since it was read is told again by the next run, and then no longer equal. A create arrives twice
 * once: what comes again after that is another program's copy, which would be made for as long as it is taken away.
 */
export async function applyDuplicates(run: SyncRun, steps: readonly DuplicateStep[]): Promise<void> {
  if (steps.length === 0) return;
  const before = await run.ledger.withDoubleRemoved(steps.map(({ link }) => link.activity.id));
  const isCopy = ({ link }: DuplicateStep) => before.has(link.activity.id);
  await run.settle({
    stories: steps
      .filter(isCopy)
      .map(({ duplicate: { id, entry } }) =>
        leftAloneStory('mailbox', { entry, itemId: id }, 'copyOfLinked'),
      ),
  });
  await removeDuplicates(
    run,
    steps.filter((step) => !isCopy(step)),
  );
}

async function removeDuplicates(run: SyncRun, steps: readonly DuplicateStep[]): Promise<void> {
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
      return { stories: [{ ...story('deleted', 'mailbox', about(step)), code: DOUBLE_REMOVED }] };
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
