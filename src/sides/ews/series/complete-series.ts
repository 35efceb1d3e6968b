import { SideError } from '../../../model/problem.ts';
import { type BatchOptions, type BatchSize, inBatches } from '../batch.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { updateItems } from '../operations/update-item.ts';
import { changeOccurrences, isGuarded } from './change-occurrences.ts';
import { deleteOccurrences } from './delete-occurrences.ts';
import { planOccurrences } from './plan-occurrences.ts';
import { going, meet, type SeriesJob } from './series-job.ts';
import { writeUnfinished } from './unfinished.ts';
import { takeRulesAway, writeRules } from './write-rules.ts';

/**
 * Brings the occurrences of series to what is wanted, many series at once: the rule where it was taken away, then
 * deletions, then changes, and at last our note that something was still to be done is taken out of the master.
 * Never throws for what the server does: each job tells what ended it or was refused.
 */
export async function completeSeries(
  access: MailboxAccess,
  jobs: readonly SeriesJob[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<void> {
  const options = { size, signal, policy: access.policy, repeatable: true };
  await readCurrent(access, jobs, signal);
  await takeRulesAway(access, jobs, options);
  await writeRules(access, jobs, options);
  for (const job of going(jobs)) plan(job, access);
  await deleteOccurrences(access, jobs, options);
  await learnChangeKeys(access, jobs, signal);
  await changeOccurrences(access, jobs, options);
  await removeNotes(access, jobs, options);
}

/** What a new rule left of the deleted and changed occurrences: none on most servers, but not on all. */
async function readCurrent(
  { reader }: MailboxAccess,
  jobs: readonly SeriesJob[],
  signal: AbortSignal,
): Promise<void> {
  const unknown = going(jobs).filter(({ current }) => current === 'unknown');
  if (unknown.length === 0) return;
  const ids = unknown.map(({ masterId }) => masterId);
  const readings = await orFailure(unknown, reader.readAsTheyStand(ids, signal));
  if (!readings) return;
  const { entries, unreadable } = readings;
  for (const job of unknown) {
    const entry = entries.get(job.masterId);
    if (entry?.entry.recurrence) {
      job.current = entry.entry.recurrence;
      job.changeKey = changeKeyOf(entry.version);
    } else
      job.error =
        unreadable.find(({ id }) => id === job.masterId)?.error ??
        ewsDetails('ErrorItemNotFound', 'the series was gone when it was read after writing');
  }
}

function plan(job: SeriesJob, { context }: MailboxAccess): void {
  if (job.current === 'unknown') return;
  job.plan = planOccurrences(job.stands, job.current, job.wanted, context);
  for (const original of job.plan.homeless)
    job.remarks.push(
      ewsDetails('EWS_OCCURRENCE_OUTSIDE_RULE', `the rule of the series has no occurrence on ${original}`),
    );
}

/** A deletion is answered without a change key, and a guarded change has to name the present one. */
async function learnChangeKeys(
  { reader }: MailboxAccess,
  jobs: readonly SeriesJob[],
  signal: AbortSignal,
): Promise<void> {
  const due = going(jobs).filter((job) => job.isKeyOld && isGuarded(job) && job.plan.changes.length > 0);
  if (due.length === 0) return;
  const ids = due.map(({ masterId }) => masterId);
  const keys = await orFailure(due, reader.changeKeys(ids, signal));
  for (const job of due) job.changeKey = keys?.get(job.masterId) ?? job.changeKey;
}

/** What was asked, or null where the mailbox could not be asked, which ends the work on all that needed it. */
async function orFailure<T>(jobs: readonly SeriesJob[], asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
    for (const job of jobs) job.error = error.details;
    return null;
  }
}

/** Everything is as it should be, or was refused for good: nothing is left for the next reader to finish. */
async function removeNotes(
  { client, mailbox }: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const noted = going(jobs).filter(({ isNoted }) => isNoted);
  const changes = noted.map(({ masterId, changeKey }) => ({
    id: masterId,
    changeKey,
    writes: [writeUnfinished(null)],
  }));
  // Our own property and no other: whatever a person changes meanwhile is not touched by it.
  const outcomes = await inBatches(changes, options, (batch) =>
    client.call(updateItems(batch, 'AutoResolve'), mailbox, options.signal),
  );
  noted.forEach((job, index) => {
    const outcome = outcomes[index];
    if (outcome && !outcome.ok) meet(job, outcome.error);
  });
}
