import type { EntryPatch, SideEntry } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { Outcome, UpdateRequest } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { changeParticipants } from '../mapping/people.ts';
import { rewriteBody } from '../mapping/text.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { type Told, updateItems } from '../operations/update-item.ts';
import type { PropertyWrite } from '../properties.ts';
import { completeSeries } from '../series/complete-series.ts';
import { entriesBefore } from '../series/series-before.ts';
import type { SeriesJob } from '../series/series-job.ts';
import { type SeriesStep, seriesStep } from '../series/series-step.ts';
import { UNFINISHED } from '../series/unfinished.ts';
import { answerLast } from './answer-last.ts';
import { bodiesBefore } from './bodies-before.ts';
import { attempt, readBack, refusedAsStale, refuseWhenStopped, sendGrouped } from './outcomes.ts';
import { peopleBefore } from './people-before.ts';
import { afterSeries, occurrencesOf } from './series-outcomes.ts';
import { type Standings, standings } from './standing.ts';

/** One update on its way: what goes into the entry itself, and what follows in its occurrences. */
interface Change {
  readonly id: string;
  readonly changeKey: string;
  readonly writes: readonly PropertyWrite[];
  readonly told: Told;
  readonly job: SeriesStep['job'];
  /** What of the entry was lost on the way, for the log. */
  readonly remarks: readonly ErrorDetails[];
}

/**
 * Writes only the fields that each patch names, guarded by the change key; of series only what differs. The answer
 * of a guest is given at last, when everything else of its patch stands.
 */
export async function updateEntries(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<Outcome<SideEntry>[]> {
  refuseWhenStopped(signal);
  const { client, mailbox, policy, reader } = access;
  const before = await askBefore(access, requests, signal);
  const changes = requests.map((request) => prepare(request, before, access));
  const options = { size, signal, policy, repeatable: true };
  const told = (change: Change) => change.told;
  const updated = await sendGrouped(changes.map(onlyWithWrites), told, options, (batch, who) =>
    client.call(updateItems(batch, 'NeverOverwrite', who), mailbox, signal),
  );
  // A patch that writes nothing into the entry itself goes on from what stands there, under the same guard.
  const written = updated.map((outcome, index): ItemOutcome<ChangedId> => {
    const change = changes[index];
    return change?.ok && change.value.writes.length === 0 ? { ok: true, value: change.value } : outcome;
  });
  const jobs = written.map((outcome, index) => jobOf(outcome, changes[index]));
  const series = jobs.filter((job) => job !== null);
  await completeSeries(access, series, size, signal);
  const answered = await answerLast(
    access,
    requests,
    { written, jobs, standing: before.standing },
    size,
    signal,
  );
  const outcomes = await readBack(reader, answered.now, signal, series.flatMap(occurrencesOf));
  return outcomes.map((outcome, index) => {
    const change = changes[index];
    const guarded = answered.given.has(index) ? outcome : guardUntouched(outcome, change);
    return withRemarks(afterSeries(guarded, jobs[index] ?? null), change);
  });
}

/** What stands there before the patches are written, as far as they need to know it. */
interface Before {
  readonly bodies: Awaited<ReturnType<typeof bodiesBefore>>;
  readonly entries: Awaited<ReturnType<typeof entriesBefore>>;
  readonly people: Awaited<ReturnType<typeof peopleBefore>>;
  readonly standing: Standings;
  readonly stale: ReadonlySet<UpdateRequest>;
}

async function askBefore(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<Before> {
  return {
    bodies: await bodiesBefore(access, requests, signal),
    entries: await entriesBefore(access, requests, signal),
    people: await peopleBefore(access, requests, signal),
    standing: await standings(
      access,
      requests.filter(concernsPeople).map(({ id }) => id),
      signal,
    ),
    stale: await staleRequests(access, requests, signal),
  };
}

/** Whether anybody may have to be told, so that it has to be known whose meeting it is. */
function concernsPeople({ notify, patch }: UpdateRequest): boolean {
  return notify === true || (patch.ownAnswer ?? null) !== null;
}

/** Where the server itself compares no change keys, they are compared here just before. */
async function staleRequests(
  { reader, habits }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<ReadonlySet<UpdateRequest>> {
  if (!habits.takesStaleKeys) return new Set();
  const now = await reader.changeKeys(
    requests.map(({ id }) => id),
    signal,
  );
  return new Set(requests.filter(({ id, version }) => now.has(id) && now.get(id) !== changeKeyOf(version)));
}

function prepare(request: UpdateRequest, before: Before, { context }: MailboxAccess): ItemOutcome<Change> {
  const { id, version, patch } = request;
  if (before.stale.has(request)) return refusedAsStale();
  const [entry, body, people] = [before.entries.get(id), before.bodies.get(id), before.people.get(id)];
  const standing = before.standing.found.get(id);
  const untold = before.standing.errors.get(id);
  if (entry?.ok === false) return entry;
  if (body?.ok === false) return body;
  if (people?.ok === false) return people;
  if (untold) return { ok: false, error: untold };
  return attempt(() => {
    const tells = request.notify === true && standing?.ownAnswer === null;
    const plain = { patch, more: [], job: null };
    const step = entry ? seriesStep(entry.value, patch, context, tells) : plain;
    const { text, participants, ...others } = step.patch;
    const isIntoBody = body !== undefined && text !== undefined;
    const rewritten = isIntoBody ? rewriteBody(text, body.value) : { writes: [], remarks: [] };
    const invited = participants ? changeParticipants(people?.value ?? [], participants, context) : [];
    const fields = writePatch(isIntoBody || text === undefined ? others : { ...others, text }, context);
    const writes = [...fields, ...invited, ...rewritten.writes, ...step.more];
    const told = tells && !step.job?.needsRule ? whomToTell(patch, writes) : 'nobody';
    return { id, changeKey: changeKeyOf(version), writes, told, job: step.job, remarks: rewritten.remarks };
  });
}

/** Properties that are the user's own affair: nobody is told that they changed. */
const OWN_AFFAIRS: ReadonlySet<string> = new Set([
  'item:Categories',
  'item:ReminderIsSet',
  'item:ReminderMinutesBeforeStart',
  UNFINISHED,
]);

/** An update goes to all who take part, or to those who were added or removed where nothing else changed. */
function whomToTell(patch: EntryPatch, writes: readonly PropertyWrite[]): Told {
  if (writes.every(({ uri }) => OWN_AFFAIRS.has(uri))) return 'nobody';
  const named = Object.keys(patch).filter((name) => name !== 'ownAnswer');
  return named.length === 1 && named[0] === 'participants' ? 'changed' : 'everybody';
}

function withRemarks(
  outcome: Outcome<SideEntry>,
  change: ItemOutcome<Change> | undefined,
): Outcome<SideEntry> {
  if (!outcome.ok || !change?.ok || change.value.remarks.length === 0) return outcome;
  const remarks = [...(outcome.value.remarks ?? []), ...change.value.remarks];
  return { ok: true, value: { ...outcome.value, remarks } };
}

function jobOf(outcome: ItemOutcome<ChangedId>, change: ItemOutcome<Change> | undefined): SeriesJob | null {
  if (!outcome.ok || !change?.ok || !change.value.job) return null;
  return { ...change.value.job, masterId: outcome.value.id, changeKey: outcome.value.changeKey };
}

/** Changes without writes are kept from being sent by an error that never leaves this file. */
function onlyWithWrites(change: ItemOutcome<Change>): ItemOutcome<Change> {
  if (!change.ok || change.value.writes.length > 0) return change;
  return { ok: false, error: ewsDetails('EWS_NOTHING_TO_WRITE', 'the patch writes nothing') };
}

function guardUntouched(
  outcome: Outcome<SideEntry>,
  change: ItemOutcome<Change> | undefined,
): Outcome<SideEntry> {
  if (!outcome.ok || !change?.ok || change.value.writes.length > 0 || change.value.job) return outcome;
  if (changeKeyOf(outcome.value.version) === change.value.changeKey) return outcome;
  return refusedAsStale();
}
