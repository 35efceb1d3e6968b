import type { EntryPatch } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { UpdateRequest } from '../../side.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { writePatch } from '../mapping/entry.ts';
import { changeParticipants } from '../mapping/people.ts';
import { rewriteBody } from '../mapping/text.ts';
import type { Told } from '../operations/update-item.ts';
import type { PropertyWrite } from '../properties.ts';
import { entriesBefore } from '../series/series-before.ts';
import { type SeriesStep, seriesStep } from '../series/series-step.ts';
import { UNFINISHED } from '../series/unfinished.ts';
import { bodiesBefore } from './bodies-before.ts';
import { attempt, refusedAsStale } from './outcomes.ts';
import { peopleBefore } from './people-before.ts';
import { type Standings, standings } from './standing.ts';

/** One update on its way: what goes into the entry itself, and what follows in its occurrences. */
export interface Change {
  readonly id: string;
  readonly changeKey: string;
  readonly writes: readonly PropertyWrite[];
  readonly told: Told;
  readonly job: SeriesStep['job'];
  /** What of the entry was lost on the way, for the log. */
  readonly remarks: readonly ErrorDetails[];
}

/** What stands there before the patches are written, as far as they need to know it. */
export interface Before {
  readonly bodies: Awaited<ReturnType<typeof bodiesBefore>>;
  readonly entries: Awaited<ReturnType<typeof entriesBefore>>;
  readonly people: Awaited<ReturnType<typeof peopleBefore>>;
  readonly standing: Standings;
  readonly stale: ReadonlySet<UpdateRequest>;
}

/** Asks what the patches need to know; throws SideError where the mailbox cannot be read at all. */
export async function askBefore(
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

/** What a request writes and whom it tells; the typed failure where that cannot be said or done. */
export function prepare(
  request: UpdateRequest,
  before: Before,
  { context }: MailboxAccess,
): ItemOutcome<Change> {
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
