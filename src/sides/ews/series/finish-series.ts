import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { BatchSize } from '../batch.ts';
import { changeKeyOf } from '../entry-version.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { WRITE_BATCH } from '../operations/create-item.ts';
import { idOf } from '../operations/item-id.ts';
import type { XmlElement } from '../xml-element.ts';
import { completeSeries } from './complete-series.ts';
import { NOTHING_PLANNED, type SeriesJob, untouched } from './series-job.ts';
import { readUnfinished, type Unfinished } from './unfinished.ts';

/**
 * Finishes what a writer noted in masters and did not come to do: it died, or the server went away. Answers, by
 * id, what keeps one from being finished now; the note stays in it and the next reader tries again. Throws
 * SideError where the whole mailbox cannot be written.
 */
export async function finishSeries(
  access: MailboxAccess,
  items: readonly XmlElement[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ErrorDetails>> {
  const wanted = new Map(items.map((item) => [idOf(item).id, readUnfinished(item)]));
  const { entries } = await access.reader.readAsTheyStand([...wanted.keys()], signal);
  const jobs = [...entries.values()].flatMap((entry): SeriesJob[] => {
    const unfinished = wanted.get(entry.id);
    return unfinished ? [jobOf(entry, unfinished, access.context)] : [];
  });
  await completeSeries(access, jobs, new BatchSize(WRITE_BATCH), signal);
  return failures(jobs);
}

function jobOf(
  { id, version, entry }: { id: string; version: string; entry: SeriesJob['stands'] },
  { recurrence: unfinished, notify }: Unfinished,
  context: MailboxAccess['context'],
): SeriesJob {
  const { recurrence } = entry;
  // The rule that stands there is the newer truth: a person may have changed it since.
  const wanted = recurrence
    ? { ...recurrence, deleted: unfinished.deleted, exceptions: unfinished.exceptions }
    : unfinished;
  return {
    masterId: id,
    changeKey: changeKeyOf(version),
    isKeyOld: false,
    isNew: false,
    notify,
    stands: { ...entry, recurrence: wanted },
    wanted,
    current: recurrence ?? untouched(unfinished, entry, context),
    needsRule: recurrence === null,
    isNoted: true,
    plan: NOTHING_PLANNED,
    error: null,
    remarks: [],
  };
}

/** What a person changed in between is met again at once; what the server refuses for now stops the run. */
function failures(jobs: readonly SeriesJob[]): Map<string, ErrorDetails> {
  const failed = new Map<string, ErrorDetails>();
  for (const { masterId, error } of jobs) {
    if (!error) continue;
    if (error.kind === 'retry' || error.kind === 'fatal' || error.kind === 'resync')
      throw new SideError(error);
    failed.set(masterId, { ...error, kind: 'entry' });
  }
  return failed;
}
