import type { ErrorDetails } from '../../../model/problem.ts';
import { type BatchOptions, inBatches } from '../batch.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { readInstant } from '../mapping/instants.ts';
import { dateOf } from '../mapping/time.ts';
import { deleteItems } from '../operations/delete-item.ts';
import { getItemProperties } from '../operations/get-item.ts';
import { idOf } from '../operations/item-id.ts';
import type { ItemRef } from '../operations/shape.ts';
import { fieldUri } from '../properties.ts';
import { sendGrouped } from '../writing/outcomes.ts';
import { wordOf } from '../xml-element.ts';
import type { Place } from './plan-occurrences.ts';
import { going, meet, NOTHING_PLANNED, type SeriesJob } from './series-job.ts';

/** One deletion, or the look at what is about to be deleted. */
interface Aim {
  readonly job: SeriesJob;
  readonly place: Place | null;
}

/**
 * Deletes occurrences into Deleted Items. Exchange compares no change keys on deleting: they are compared here
 * just before, and with them whether the place holds the occurrence that is meant, since a deletion cannot be
 * undone. A series that we made a moment ago is known well enough.
 */
export async function deleteOccurrences(
  access: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const concerned = going(jobs).filter(({ plan }) => plan.deletions.length > 0);
  await lookFirst(
    access,
    concerned.filter(({ isNew }) => !isNew),
    options,
  );
  const aims = going(concerned).flatMap((job) => job.plan.deletions.map((place) => ({ job, place })));
  const prepared = aims.map((value) => ({ ok: true, value }) as const);
  const isTold = ({ job }: Aim) => job.notify;
  const outcomes = await sendGrouped(prepared, isTold, options, (batch, cancels) =>
    access.client.call(
      deleteItems(batch.map(refOf), 'MoveToDeletedItems', cancels),
      access.mailbox,
      options.signal,
    ),
  );
  outcomes.forEach((outcome, index) => {
    const job = aims[index]?.job;
    if (!job) return;
    job.isKeyOld = true;
    if (!outcome.ok) meet(job, outcome.error);
  });
}

function refOf({ job, place }: Aim): ItemRef {
  return place ? { masterId: job.masterId, index: place.index } : { id: job.masterId };
}

/** Ends the work on series that changed meanwhile, and where the server counts occurrences in another way. */
async function lookFirst(
  { client, mailbox }: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const aims = jobs.flatMap((job): Aim[] => [
    { job, place: null },
    ...job.plan.deletions.map((place) => ({ job, place })),
  ]);
  const start = [fieldUri('calendar:Start'), fieldUri('calendar:CalendarItemType')];
  const outcomes = await inBatches(aims, { ...options, repeatable: true }, (batch) =>
    client.call(getItemProperties(batch.map(refOf), start), mailbox, options.signal),
  );
  outcomes.forEach((outcome, index) => {
    const { job, place } = aims[index] as Aim;
    if (!outcome.ok) {
      // An occurrence that is gone already is as it is wanted; a master that is gone ends the work.
      if (place === null || outcome.error.kind !== 'gone') job.error ??= outcome.error;
    } else if (place === null) {
      if (idOf(outcome.value).changeKey !== job.changeKey)
        job.error ??= ewsDetails('ErrorIrresolvableConflict', 'the series changed since it was read');
    } else if (wordOf(outcome.value, 'CalendarItemType') === 'Occurrence') {
      const text = wordOf(outcome.value, 'Start');
      if (!isAt(place, text, job)) giveUp(job, misplaced(place, text));
    }
  });
}

/** A server that counts in another way would have the wrong occurrences deleted and changed. */
function giveUp(job: SeriesJob, remark: ErrorDetails): void {
  job.plan = NOTHING_PLANNED;
  job.remarks.push(remark);
}

function isAt({ original }: Place, start: string | null, { current, wanted }: SeriesJob): boolean {
  const { zone } = current === 'unknown' ? wanted : current;
  const instant = readInstant(start, "occurrence's start", zone);
  return original.length === 10 ? dateOf(instant, zone) === original : instant === original;
}

function misplaced({ original, index }: Place, start: string | null) {
  const words = `the server has ${start ?? 'no start'} as occurrence ${index}, where ${original} was expected`;
  return ewsDetails('EWS_OCCURRENCE_MISPLACED', words);
}
