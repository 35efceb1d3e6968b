import { type BatchOptions, type BatchSize, inBatches } from '../batch.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { updateItems } from '../operations/update-item.ts';
import { changeOccurrences } from './change-occurrences.ts';
import { deleteOccurrences } from './delete-occurrences.ts';
import { planOccurrences } from './plan-occurrences.ts';
import { going, meet, type SeriesJob } from './series-job.ts';
import { writeUnfinished } from './unfinished.ts';

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
  await writeRules(access, jobs, options);
  await readCurrent(access, jobs, signal);
  for (const job of going(jobs)) plan(job, access);
  await deleteOccurrences(access, jobs, options);
  await learnChangeKeys(access, jobs, signal);
  await changeOccurrences(access, jobs, options);
  await removeNotes(access, jobs, options);
}

/** The rule once more where it was taken away to bring deleted occurrences back; it stands without changes then. */
async function writeRules(
  { client, mailbox, context }: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const bare = going(jobs).filter(({ needsRule }) => needsRule);
  const changes = bare.map((job) => ({
    id: job.masterId,
    changeKey: job.changeKey,
    writes: writePatch({ time: job.stands.time, recurrence: job.wanted }, context),
  }));
  const outcomes = await inBatches(changes, options, (batch) =>
    client.call(updateItems(batch), mailbox, options.signal),
  );
  bare.forEach((job, index) => {
    const outcome = outcomes[index];
    if (outcome?.ok) job.changeKey = outcome.value.changeKey;
    // Without its rule the entry is not what anybody wanted: no refusal here may be passed over.
    else job.error = outcome?.error ?? null;
  });
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
  const { entries, unreadable } = await reader.readAsTheyStand(ids, signal);
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
  const due = going(jobs).filter(
    ({ isKeyOld, isNew, plan: { changes } }) => isKeyOld && !isNew && changes.length > 0,
  );
  const keys = await reader.changeKeys(
    due.map(({ masterId }) => masterId),
    signal,
  );
  for (const job of due) job.changeKey = keys.get(job.masterId) ?? job.changeKey;
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
