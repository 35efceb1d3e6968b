import type { Link } from '../model/link.ts';
import type { Step } from '../model/plan.ts';
import type { DeleteRequest } from '../sides/side.ts';
import { endOf } from './link-ends.ts';
import { meetingRecord } from './meeting-records.ts';
import { ofLink, setAsideStory, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';
import { writeInBatches } from './write-batches.ts';

type ReplaceStep = Extract<Step, { kind: 'replaceCopy' }>;

/** Code of the story of a copy whose place an invitation took. */
const REPLACED = 'copyReplaced';

/**
 * Puts an invitation in the place of the copy that Tahti had made of the same meeting. The copy goes first, in
 * whatever version it stands (to Deleted Items): after a death between the two the next run hears of the invitation
 * again and plans the same, a copy that is gone being as good as deleted; the other way round the copy would stay.
 * What else the activity had to tell in this run is looked at by the next one.
 */
export async function replaceCopies(run: SyncRun, steps: readonly ReplaceStep[]): Promise<void> {
  await writeInBatches<ReplaceStep, DeleteRequest, null>(run, steps, {
    side: run.mailbox,
    prepare: async (batch) => batch.map(({ link }) => ({ id: link.mailbox.id, version: null })),
    send: (requests, signal) => run.mailbox.delete(requests, signal),
    done: ({ link, item }) => {
      run.counts.matched++;
      run.await({ side: 'activities', entryId: link.activity.id });
      const now: Link = { ...link, key: null, uid: item.uid, origin: 'matched', mailbox: endOf(item) };
      const told = { ...story('matched', 'mailbox', ofLink(now, item.entry)), code: REPLACED };
      return { links: [now], meetings: meetingRecord(now, item, 'inMailbox'), stories: [told] };
    },
    refused: ({ link, item }, error) => {
      run.counts.setAside++;
      const ref = { side: 'mailbox', entryId: item.id, linkId: null } as const;
      const isNews = !run.isSetAside(ref);
      return {
        problems: [run.problemOf({ ...ref, entry: item.entry }, error)],
        stories: isNews ? [setAsideStory('mailbox', ofLink(link, item.entry), error)] : [],
      };
    },
  });
}
