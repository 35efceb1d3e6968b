import { type BatchOptions, inBatches } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import type { MappingContext } from '../mapping/context.ts';
import { writePatch } from '../mapping/entry.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { type ItemChange, updateItems } from '../operations/update-item.ts';
import type { PropertyWrite } from '../properties.ts';
import { attempt } from '../writing/outcomes.ts';
import type { OccurrencePlan } from './plan-occurrences.ts';
import { meet, type SeriesJob } from './series-job.ts';

type Change = OccurrencePlan['changes'][number];

/** Refusals that may pass once a neighbour has moved: an occurrence never goes past the one before or after. */
const IN_THE_WAY = new Set(['ErrorOccurrenceCrossingBoundary', 'ErrorOccurrenceTimeSpanTooBig']);

/** What is left to do in one series. */
interface Queue {
  readonly job: SeriesJob;
  waiting: Change[];
  /** Refused because of a neighbour in this turn; comes again if any other change was taken. */
  inTheWay: { change: Change; outcome: ItemOutcome<ChangedId> }[];
  hasMoved: boolean;
}

/**
 * Changes occurrences, each guarded by the change key that the one before it was answered with (master and
 * occurrences have the same), so one of each series goes into a request. Those of new series go all together.
 */
export async function changeOccurrences(
  access: MailboxAccess,
  jobs: readonly SeriesJob[],
  options: BatchOptions,
): Promise<void> {
  const queues = jobs
    .filter(({ plan }) => plan.changes.length > 0)
    .map((job): Queue => ({ job, waiting: [...job.plan.changes], inTheWay: [], hasMoved: false }));
  for (let open = queues.filter(goesOn); open.length > 0; open = open.filter(goesOn)) {
    for (const kind of KINDS)
      await oneTurn(
        access,
        open.filter(({ job }) => isGuarded(job) === kind.isGuarded && job.notify === kind.isTold),
        options,
        kind,
      );
  }
}

/** What goes into one request: guarded by change keys or not, with mail to those who take part or without. */
interface Kind {
  readonly isGuarded: boolean;
  readonly isTold: boolean;
}

const KINDS: readonly Kind[] = [
  { isGuarded: true, isTold: false },
  { isGuarded: true, isTold: true },
  { isGuarded: false, isTold: false },
];

/**
 * Whether the changes of a series name the change key and go out one by one: where somebody else may know it, and
 * where people are told, since an unguarded change that is repeated after a lost answer would be told twice.
 */
export function isGuarded({ isNew, notify }: SeriesJob): boolean {
  return !isNew || notify;
}

/** Whether there is more to send; what stood in the way is tried again as long as anything moves. */
function goesOn(queue: Queue): boolean {
  if (queue.job.error) return false;
  if (queue.waiting.length > 0) return true;
  const refused = queue.inTheWay;
  queue.inTheWay = [];
  if (queue.hasMoved) queue.waiting = refused.map(({ change }) => change);
  else for (const { outcome } of refused) if (!outcome.ok) meet(queue.job, outcome.error);
  queue.hasMoved = false;
  return queue.waiting.length > 0;
}

async function oneTurn(
  { client, mailbox, context }: MailboxAccess,
  queues: readonly Queue[],
  options: BatchOptions,
  kind: Kind,
): Promise<void> {
  const resolution = kind.isGuarded ? 'NeverOverwrite' : 'AutoResolve';
  const told = kind.isTold ? 'everybody' : 'nobody';
  const sent = queues.flatMap((queue) => {
    const count = kind.isGuarded ? 1 : queue.waiting.length;
    return queue.waiting.splice(0, count).map((change) => ({ queue, change }));
  });
  const prepared = sent.map(({ queue: { job }, change }) => ({
    masterId: job.masterId,
    index: change.index,
    changeKey: job.changeKey,
    writes: attempt(() => occurrenceWrites(change, job, context)),
  }));
  const ready = prepared.flatMap((one): ItemChange[] =>
    one.writes.ok ? [{ ...one, writes: one.writes.value }] : [],
  );
  const answers = (
    await inBatches(ready, options, (batch) =>
      client.call(updateItems(batch, resolution, told), mailbox, options.signal),
    )
  ).values();
  sent.forEach(({ queue, change }, index) => {
    const { writes } = prepared[index] as (typeof prepared)[number];
    const outcome = writes.ok ? answers.next().value : writes;
    if (outcome) note(queue, change, outcome);
  });
}

function note(queue: Queue, change: Change, outcome: ItemOutcome<ChangedId>): void {
  if (outcome.ok) {
    queue.job.changeKey = outcome.value.changeKey;
    queue.hasMoved = true;
  } else if (IN_THE_WAY.has(outcome.error.code)) queue.inTheWay.push({ change, outcome });
  else meet(queue.job, outcome.error);
}

/** Days of a series of whole days begin where the series' own do. */
function inZoneOf({ current, stands }: SeriesJob, context: MappingContext): MappingContext {
  if (current === 'unknown' || stands.time.kind !== 'allDay') return context;
  return { ...context, userZone: current.zone };
}

/**
 * An occurrence lives in its series' zone, which is not written again; whether it lasts all day is written only
 * where it changes.
 */
function occurrenceWrites(
  { patch }: Change,
  job: SeriesJob,
  context: MailboxAccess['context'],
): PropertyWrite[] {
  const isAllDaySame = patch.time?.kind === job.stands.time.kind;
  return writePatch(patch, inZoneOf(job, context)).filter(
    ({ uri }) => !uri.endsWith('TimeZone') && !(isAllDaySame && uri === 'calendar:IsAllDayEvent'),
  );
}
