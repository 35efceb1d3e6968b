/** Where the merge of a pair's fields hands over to the merge of its series. */
import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import { type FieldRule, sameValue } from '../model/fields.ts';
import type { Link, SideName } from '../model/link.ts';
import type { SharedActivity } from '../model/meeting.ts';
import { type Series, seriesOf } from '../model/occurrences.ts';
import { carriedOver, timeByRule } from '../model/series-change.ts';
import { sameStructure } from '../model/structure.ts';
import type { EntryTime } from '../model/time.ts';
import type { Verdict } from './conflict.ts';
import { byInvited, bySpeaker, differInDays, jointSeriesOf } from './joint-series.ts';
import { mergeRecurrence, type SeriesHalf, type SeriesPatch, sameRule } from './merge-recurrence.ts';
import type { Patches } from './patches.ts';
import type { Half } from './since-base.ts';

/**
 * Merges the series of a linked pair by its parts, after all other fields. False where it is no series on some
 * side or at some time (a single entry that became one, or the other way round): that is one field like any
 * other.
 */
export function settleSeries(
  field: FieldRule,
  link: Link,
  { activity, item }: { readonly activity: Half; readonly item: Half },
  patches: Patches,
  verdict: () => Verdict,
): boolean {
  const ours = halfOf(link.activity.base, activity.told?.entry, timeFor(patches, 'activities'));
  const theirs = halfOf(link.mailbox.base, item.told?.entry, timeFor(patches, 'mailbox'));
  if (!ours || !theirs) return false;
  const isTouched = activity.changes.includes(field) || item.changes.includes(field);
  if (isTouched || ours.time !== ours.now.time || theirs.time !== theirs.now.time)
    writeMerged(ours, theirs, patches, verdict);
  return true;
}

/**
 * The series of an invitation whose organiser's copy stands in a colleague's mailbox: what changed in the activity
 * goes into it, occurrence by occurrence, and what its attendee deleted or changed of their own stays as it is. An
 * occurrence that they deleted comes back where the meeting itself changed in it, as it does by mail.
 */
export function followSeries(
  field: FieldRule,
  link: Link,
  { activity, item }: { readonly activity: Half; readonly item: Half },
  patches: Patches,
): boolean {
  const told = item.told?.entry ?? link.mailbox.base;
  const ours = halfOf(link.activity.base, activity.told?.entry, null);
  const theirs = halfOf(told, told, timeFor(patches, 'mailbox'));
  if (!ours || !theirs) return false;
  const isMoved = activity.changes.includes(field) || theirs.time !== theirs.now.time;
  if (isMoved) write(patches, 'mailbox', mergeRecurrence(ours, theirs, () => 'activities').mailbox);
  return true;
}

/**
 * The series of an outsider, as the invitations of all who synchronize say together. The copy that speaks decides the
 * rule and what its days say; which days take place is decided by all. False where it is no series on some side.
 */
export function settleJointly(
  field: FieldRule,
  link: Link,
  { activity, item }: { readonly activity: Half; readonly item: Half },
  { otherCopies, speaks }: Pick<SharedActivity, 'otherCopies' | 'speaks'>,
  patches: Patches,
): boolean {
  const told = [activity.told?.entry ?? link.activity.base, item.told?.entry ?? link.mailbox.base] as const;
  const joint = jointSeriesOf(...told, otherCopies);
  if (!joint) return false;
  const wanted = speaks ? bySpeaker(joint) : byInvited(joint);
  const isEdited = activity.changes.includes(field);
  const isTouched = speaks && (isEdited || item.changes.includes(field));
  if (!isTouched && !differInDays(joint.activity, { ...joint.activity, recurrence: wanted })) return true;
  if (sameValue(field, joint.activity.recurrence, wanted)) return true;
  patches.toActivity('recurrence', wanted);
  if (speaks && isEdited)
    patches.conflict('recurrence', joint.activity.recurrence, wanted, {
      winner: 'mailbox',
      because: 'authority',
    });
  return true;
}

/** The first merge of an invitation to an outsider's series with the activity that others' invitations made. */
export function joinSeries(
  activity: SideEntry,
  item: SideEntry,
  { otherCopies, speaks }: Pick<SharedActivity, 'otherCopies' | 'speaks'>,
  patches: Patches,
): boolean {
  const joint = otherCopies.length === 0 ? null : jointSeriesOf(activity.entry, item.entry, otherCopies);
  if (!joint) return false;
  const wanted = speaks ? bySpeaker(joint) : byInvited(joint);
  const isSame = !speaks && !differInDays(joint.activity, { ...joint.activity, recurrence: wanted });
  if (!isSame && !sameStructure(joint.activity.recurrence, wanted)) patches.toActivity('recurrence', wanted);
  return true;
}

/**
 * Merges two series that turned out to be the same. There is no base to tell what changed, so whatever was
 * done to an occurrence counts as done: deleted on one side it goes, changed on one side it is changed.
 */
export function evenOutSeries(
  activity: SideEntry,
  item: SideEntry,
  patches: Patches,
  verdict: () => Verdict,
): boolean {
  const [ours, theirs] = [seriesOf(activity.entry), seriesOf(item.entry)];
  if (!ours || !theirs) return false;
  const isSameRule = sameRule(ours.recurrence, theirs.recurrence);
  const half = (now: Series, time: EntryTime | null): SeriesHalf => ({
    // A rule that differs counts as changed on both sides, so that the policy decides.
    base: {
      time: now.time,
      recurrence: { ...now.recurrence, ...UNTOUCHED, ...(isSameRule ? {} : UNLIKE_ANY) },
    },
    now,
    time: time ?? now.time,
  });
  writeMerged(
    half(ours, timeFor(patches, 'activities')),
    half(theirs, timeFor(patches, 'mailbox')),
    patches,
    verdict,
  );
  return true;
}

/**
 * After a single entry became a series on one side, or the other way round: the series may have come from one
 * side and its time from the other. It then begins on its rule, and its occurrences are those of the same dates.
 */
export function rejoinSeries(link: Link, activity: Half, item: Half, patches: Patches): void {
  const ours = activity.told?.entry ?? link.activity.base;
  const theirs = item.told?.entry ?? link.mailbox.base;
  rejoin('activities', ours, theirs, patches);
  rejoin('mailbox', theirs, ours, patches);
}

function rejoin(side: SideName, own: CalendarEntry, other: CalendarEntry, patches: Patches): void {
  const patch = patches.soFar(side);
  const comesAcross = patch?.recurrence !== undefined;
  const source = seriesOf(comesAcross ? other : own);
  const time = patch?.time ?? own.time;
  if (!source || sameStructure(time, source.time)) return;
  const joined = { time: timeByRule({ ...source, time }), recurrence: source.recurrence };
  write(patches, side, { time: joined.time, recurrence: carriedOver(source, joined) });
}

const UNTOUCHED = { deleted: [], exceptions: [] };
const UNLIKE_ANY = { range: { kind: 'count', occurrences: 0 } } as const;

function halfOf(
  base: CalendarEntry,
  told: CalendarEntry | undefined,
  time: EntryTime | null,
): SeriesHalf | null {
  const [before, now] = [seriesOf(base), seriesOf(told ?? base)];
  return before && now && { base: before, now, time: time ?? now.time };
}

function writeMerged(ours: SeriesHalf, theirs: SeriesHalf, patches: Patches, verdict: () => Verdict): void {
  const merged = mergeRecurrence(ours, theirs, () => verdict().winner);
  write(patches, 'activities', merged.activity);
  write(patches, 'mailbox', merged.mailbox);
  if (merged.conflict === null) return;
  const winner = merged.conflict === 'policy' ? {} : { winner: merged.conflict };
  const values = [ours.now.recurrence, theirs.now.recurrence] as const;
  patches.conflict('recurrence', ...values, { ...verdict(), ...winner });
}

function timeFor(patches: Patches, side: SideName): EntryTime | null {
  return patches.soFar(side)?.time ?? null;
}

function write(patches: Patches, side: SideName, { time, recurrence }: SeriesPatch): void {
  const values = { ...(time && { time }), ...(recurrence && { recurrence }) };
  for (const [name, value] of Object.entries(values))
    if (side === 'activities') patches.toActivity(name as keyof typeof values, value);
    else patches.toMailbox(name as keyof typeof values, value);
}
