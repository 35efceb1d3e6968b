import { randomUUID } from 'node:crypto';
import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import { type FieldName, SHARED_FIELDS } from '../model/fields.ts';
import type { Link, SideName } from '../model/link.ts';
import { saysTheSame } from '../reconcile/says-the-same.ts';
import { UNKNOWN_VERSION } from './link-ends.ts';
import { type Intention, joinRecords, type Records } from './records.ts';
import { ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

/** Keys in one question to the target side. */
const KEYS_AT_ONCE = 100;

/**
 * Fields whose difference from what was meant is taken for a person's edit since. The others are left out:
 * a side may keep them in its own way (people; privacy by type in the activities), which must not travel back as a
 * change.
 */
const EDITED_BY_PEOPLE: Readonly<Record<SideName, ReadonlySet<FieldName>>> = {
  activities: new Set(['subject', 'time', 'location', 'text', 'busy', 'recurrence']),
  mailbox: new Set(['subject', 'time', 'location', 'text', 'busy', 'recurrence', 'isPrivate']),
};

/**
 * Finds out what became of creates whose answer was never recorded: the process died, or the connection
 * did. What the target side has under the key is linked; what it has not is planned anew, with the same key.
 *
 * The link's bases are the source as it stood when the copy was meant, and the entry as it was meant: what
 * a person changed on either of them since is then a change, and is not lost.
 */
export async function recover(run: SyncRun, intentions: readonly Intention[]): Promise<void> {
  if (intentions.length === 0) return;
  await run.knowLinks();
  for (const side of ['activities', 'mailbox'] as const) {
    const pending = intentions.filter((intention) => intention.side === side);
    for (let at = 0; at < pending.length; at += KEYS_AT_ONCE)
      await recoverSome(run, side, pending.slice(at, at + KEYS_AT_ONCE));
  }
}

async function recoverSome(run: SyncRun, side: SideName, pending: readonly Intention[]): Promise<void> {
  const found = await run.side(side).findByKeys(
    pending.map((intention) => intention.key),
    run.signal,
  );
  const taken = new Set([...run.links.values()].flatMap((link) => [link.activity.id, link.mailbox.id]));
  const records = pending.flatMap((intention): Records | [] => {
    const made = found.get(intention.key);
    return made ? recordFound(run, intention, made, taken) : [];
  });
  await run.settle(joinRecords(records));
}

function recordFound(
  run: SyncRun,
  intention: Intention,
  made: SideEntry,
  taken: ReadonlySet<string>,
): Records {
  const relinked = intention.linkId === null ? undefined : run.links.get(intention.linkId);
  // Linked by an earlier recovery, or the link is gone that it belonged to: nothing left to find out.
  if (taken.has(made.id) || (!relinked && taken.has(intention.source.id)))
    return { intentionsDone: [intention.key] };
  const link = linkFound(run, intention, made, relinked);
  return {
    links: [link],
    untold: intention.side === 'mailbox' ? [link.id] : [],
    intentionsDone: [intention.key],
    // A half that was made again is no longer gone: the deletion that waited has no object any more.
    released: run.held.has(link.id) ? [link.id] : [],
    stories: [{ ...story('recovered', intention.side, ofLink(link, made.entry)), code: 'intention' }],
  };
}

function linkFound(run: SyncRun, intention: Intention, made: SideEntry, relinked: Link | undefined): Link {
  const meant = { id: made.id, version: UNKNOWN_VERSION, base: baseOfFound(run, intention, made) };
  const isInMailbox = intention.side === 'mailbox';
  return {
    id: relinked?.id ?? randomUUID(),
    userId: run.userId,
    key: intention.key,
    uid: isInMailbox ? made.uid : (intention.sourceUid ?? relinked?.uid ?? null),
    origin: relinked?.origin ?? (isInMailbox ? 'activities' : 'mailbox'),
    activity: isInMailbox ? intention.source : meant,
    mailbox: isInMailbox ? meant : intention.source,
  };
}

/** As found, but for what a person edited since: what the server only cut or rounded is no edit. */
function baseOfFound(run: SyncRun, intention: Intention, made: SideEntry): CalendarEntry {
  const { cannotHold } = run.side(intention.side);
  const edited = SHARED_FIELDS.filter(
    (field) =>
      EDITED_BY_PEOPLE[intention.side].has(field.name) &&
      !cannotHold.has(field.name) &&
      !saysTheSame(field, intention.entry[field.name], made.entry[field.name]) &&
      !isRounded(field.name, intention.entry, made.entry),
  ).map(({ name }) => [name, intention.entry[name]]);
  return { ...made.entry, ...(Object.fromEntries(edited) as EntryPatch) };
}

/** Servers before 2013 keep "working elsewhere" as busy. */
function isRounded(name: FieldName, meant: CalendarEntry, made: CalendarEntry): boolean {
  return name === 'busy' && meant.busy === 'workingElsewhere' && made.busy === 'busy';
}
