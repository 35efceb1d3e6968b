import type { EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { Link, SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import { SideError } from '../model/problem.ts';
import { instantFromMillis } from '../model/time.ts';
import { guestAuthority } from '../reconcile/authority.ts';
import { privacyPatch } from '../reconcile/incoming.ts';
import { calendarsOfActivities } from '../store/activities/calendars-of-activities.ts';
import { type Handle, inTransaction } from '../store/handle.ts';
import { findLink } from '../store/links.ts';
import { insertStories } from '../store/stories.ts';
import { VALUE_OF, wasChangedSince } from '../store/story-put-backs.ts';
import { type OrganizationRules, readRules } from './policy.ts';
import { openActivities } from './sides.ts';
import { isSame, whoseValueStands } from './whose-value.ts';

/** Which value is to stand again, out of which conflict, and by whose wish. */
export interface PutBackRequest {
  readonly organizationId: string;
  readonly actorId: string;
  /** The line of the log that tells of the conflict. */
  readonly story: {
    readonly id: number;
    /** Whose calendars they are. */
    readonly userId: string;
    readonly linkId: string | null;
    readonly subject: string;
    readonly isPrivate: boolean;
    readonly conflict: readonly FieldConflict[];
  };
  readonly field: FieldName;
  /** Whose value. */
  readonly side: SideName;
}

/**
 * Why nothing was written: `gone` one of the two entries is; `changed` somebody has changed the field since;
 * `stands` the value stands already; `others` the meeting is organised by somebody else, whose copy decides;
 * `notKept` the log holds no value; `calendar` the activities did not take it, with the words that were said.
 */
export type PutBackRefusal = 'gone' | 'changed' | 'stands' | 'others' | 'notKept' | 'calendar';

export type PutBackOutcome =
  | { readonly done: true; readonly calendars: readonly string[] }
  | { readonly done: false; readonly because: PutBackRefusal; readonly words: string };

class Refused extends Error {
  readonly because: PutBackRefusal;

  constructor(because: PutBackRefusal, words = '') {
    super(words);
    this.because = because;
  }
}

interface Tools {
  readonly db: Handle;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Puts a value back that lost a conflict, or the one that won once the other was put back. It is written as a
 * change of the activity, which the next run takes to the mailbox as it does any other; the line in the log and the
 * audit trail, and the change, appear together or not at all. Answers in whose calendars the activity stands.
 */
export async function putBack(tools: Tools, request: PutBackRequest): Promise<PutBackOutcome> {
  const rules = await readRules(tools.db, request.organizationId);
  try {
    await inTransaction(tools.db, (trx) => write({ ...tools, db: trx }, rules, request));
  } catch (error) {
    if (error instanceof Refused) return { done: false, because: error.because, words: error.message };
    if (error instanceof SideError && error.details.kind === 'entry')
      return { done: false, because: 'calendar', words: error.details.words };
    throw error;
  }
  const link = await findLink(tools.db, request.organizationId, request.story.linkId ?? '');
  const ids = link ? [link.activity.id] : [];
  return { done: true, calendars: await calendarsOfActivities(tools.db, request.organizationId, ids) };
}

async function write(tools: Tools, rules: OrganizationRules, request: PutBackRequest): Promise<void> {
  const { story, organizationId } = request;
  const link = story.linkId === null ? undefined : await findLink(tools.db, organizationId, story.linkId);
  if (link?.userId !== story.userId) throw new Refused('gone');
  const side = openActivities(tools, rules.settings, story.userId);
  const signal = AbortSignal.timeout(30_000);
  const before = (await side.read([link.activity.id], signal)).get(link.activity.id);
  if (!before) throw new Refused('gone');
  const parts = partsOf(request);
  for (const part of parts) await requireOpen(tools.db, request, part, before, link);
  const patch = patchOf(parts, before, rules, request.side);
  const [outcome] = await side.update([{ id: before.id, version: before.version, patch }], signal);
  if (outcome?.ok !== true) throw refusalOf(outcome?.error.kind, outcome?.error.words ?? '');
  for (const part of parts) requireTaken(part, outcome.value, before, request.side);
  await tell(tools, request, link, parts);
}

/** The field, and with it the other of time and recurrence: the one is planned by the other. */
function partsOf({ story, field }: PutBackRequest): readonly FieldConflict[] {
  const isOfSeries = (name: FieldName) => name === 'time' || name === 'recurrence';
  const hasSeries = story.conflict.some((one) => one.field === 'recurrence');
  const isWanted = (name: FieldName) =>
    name === field || (hasSeries && isOfSeries(name) && isOfSeries(field));
  return story.conflict.filter((one) => isWanted(one.field));
}

function sideValue(conflict: FieldConflict, side: SideName): unknown {
  return side === 'activities' ? conflict.activity : conflict.mailbox;
}

async function requireOpen(
  db: Handle,
  request: PutBackRequest,
  conflict: FieldConflict,
  activity: SideEntry,
  link: Link,
): Promise<void> {
  if (conflict.activity === null && conflict.mailbox === null) throw new Refused('notKept');
  const isOthers = link.mailbox.standing === 'guest' && guestAuthority(conflict.field) === 'organiser';
  if (isOthers) throw new Refused('others');
  const stands =
    whoseValueStands(conflict, activity, link) ?? (await whoseSeries(db, request, conflict, activity, link));
  if (stands === null) throw new Refused('changed');
  if (stands === request.side) throw new Refused('stands');
}

/**
 * Two series are merged by their parts, so that perhaps neither stands as it was. The one that won counts as
 * standing as long as nothing has touched the series since.
 */
async function whoseSeries(
  db: Handle,
  { organizationId, story }: PutBackRequest,
  { field, winner }: FieldConflict,
  { entry }: SideEntry,
  link: Link,
): Promise<SideName | null> {
  if (field !== 'recurrence' || !isSame(field, entry[field], link.activity.base[field])) return null;
  return (await wasChangedSince(db, organizationId, story.id, field)) ? null : winner;
}

function patchOf(
  parts: readonly FieldConflict[],
  { entry }: SideEntry,
  { policy }: OrganizationRules,
  side: SideName,
): EntryPatch {
  const clockOffset = { activities: 0, mailbox: 0 };
  return Object.assign(
    {},
    ...parts.map((part) =>
      part.field === 'isPrivate'
        ? privacyPatch(sideValue(part, side) === true, entry.activityType, { ...policy, clockOffset })
        : { [part.field]: sideValue(part, side) },
    ),
  );
}

function refusalOf(kind: string | undefined, words: string): Refused {
  if (kind === 'gone') return new Refused('gone');
  return kind === 'stale' ? new Refused('changed') : new Refused('calendar', words);
}

/** What a calendar rounds or trims counts as taken; what it leaves as it was does not. */
function requireTaken({ field }: FieldConflict, after: SideEntry, before: SideEntry, side: SideName): void {
  if (isSame(field, after.entry[field], before.entry[field]))
    throw new Refused('calendar', `The ${side} value of ${field} was not taken.`);
}

async function tell(
  { db, now }: Tools,
  { organizationId, actorId, story, side }: PutBackRequest,
  link: Link,
  parts: readonly FieldConflict[],
): Promise<void> {
  await insertStories(db, organizationId, [
    {
      at: instantFromMillis(now()),
      userId: story.userId,
      actorId,
      severity: 'info',
      kind: 'putBack',
      side: 'activities',
      code: VALUE_OF[side],
      subject: story.subject,
      isPrivate: story.isPrivate,
      activityId: link.activity.id,
      itemId: link.mailbox.id,
      linkId: link.id,
      aboutId: story.id,
      fields: parts.map(({ field }) => field),
    },
  ]);
}
