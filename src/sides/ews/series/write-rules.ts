import type { BatchOptions } from '../batch.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { type Told, updateItems } from '../operations/update-item.ts';
import type { PropertyWrite } from '../properties.ts';
import { sendGrouped } from '../writing/outcomes.ts';
import { isRestoring } from './plan-occurrences.ts';
import { going, type SeriesJob, untouched } from './series-job.ts';

/**
 * Takes the rule away from series in which deleted occurrences are wanted again: no request brings one back, and
 * the same rule once more is no change. The note in the entry knows the rule, should we not come to write it.
 */
export async function takeRulesAway(
  access: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const concerned = going(jobs).filter(
    ({ stands, current, wanted, isNoted }) =>
      isNoted && current !== 'unknown' && isRestoring(stands, current, wanted),
  );
  // Only a step on the way: those who take part are told of the rule that comes after it.
  await writeMasters(access, concerned, { ...options, told: () => 'nobody' }, () => [
    { uri: 'calendar:Recurrence', xml: null },
  ]);
  for (const job of going(concerned)) job.needsRule = true;
}

/** The rule once more where it was taken away; it stands without any changed or deleted occurrence then. */
export async function writeRules(
  access: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const bare = going(jobs).filter(({ needsRule }) => needsRule);
  const told = ({ notify }: SeriesJob) => (notify ? 'everybody' : 'nobody');
  await writeMasters(access, bare, { ...options, told }, ({ stands: { time }, wanted }) =>
    writePatch({ time, recurrence: wanted }, access.context),
  );
  for (const job of going(bare)) job.current = untouched(job.wanted, job.stands, access.context);
}

async function writeMasters(
  { client, mailbox }: MailboxAccess,
  jobs: readonly SeriesJob[],
  { told, ...options }: BatchOptions & { readonly told: (job: SeriesJob) => Told },
  writes: (job: SeriesJob) => PropertyWrite[],
): Promise<void> {
  const changes = jobs.map((job) => ({
    id: job.masterId,
    changeKey: job.changeKey,
    writes: writes(job),
    told: told(job),
  }));
  const prepared = changes.map((value) => ({ ok: true, value }) as const);
  const toldOf = (change: (typeof changes)[number]) => change.told;
  const outcomes = await sendGrouped(prepared, toldOf, options, (batch, who) =>
    client.call(updateItems(batch, 'NeverOverwrite', who), mailbox, options.signal),
  );
  jobs.forEach((job, index) => {
    const outcome = outcomes[index];
    if (outcome?.ok) job.changeKey = outcome.value.changeKey;
    // Without its rule the entry is not what anybody wanted: no refusal here may be passed over.
    else job.error = outcome?.error ?? null;
  });
}
