import type { CalendarEntry } from '../model/calendar-entry.ts';
import { type FieldRule, sameValue } from '../model/fields.ts';
import type { Link } from '../model/link.ts';
import type { MeetingView } from '../model/meeting.ts';
import type { Participant } from '../model/participant.ts';
import type { EntryTime } from '../model/time.ts';
import { guestAuthority } from './authority.ts';
import { judge, type Verdict } from './conflict.ts';
import { mergePeople } from './merge-people.ts';
import { followSeries, rejoinSeries, settleJointly, settleSeries } from './merge-series.ts';
import { outgoingValue } from './outgoing.ts';
import { isJoint, type Part, partOf, sharedOf } from './part.ts';
import { type Merged, Patches } from './patches.ts';
import type { MergeRules } from './run-view.ts';
import type { Half } from './since-base.ts';
import { sameWords } from './wording.ts';

const BY_AUTHORITY = { because: 'authority' } as const;

/** One field on both sides: what stands there now, and where it has changed since the base. */
interface Crossing {
  readonly field: FieldRule;
  readonly activityValue: unknown;
  readonly itemValue: unknown;
  readonly activityChanged: boolean;
  readonly itemChanged: boolean;
}

/**
 * The three-way merge of a linked pair, field by field, and a series by its parts. A field that changed on
 * one side goes to the other; changed on both to the same value there is nothing to write; changed on both
 * differently, the policy decides and both values are kept among the conflicts. Nothing else is ever written.
 */
export function mergeLinked(link: Link, activity: Half, item: Half, rules: MergeRules): Merged {
  const patches = new Patches(activity.told?.entry ?? link.activity.base, rules.policy);
  const part = partOf(link, activity, item, rules.meetings);
  const isOwn = part === 'owner' || part === 'copy';
  const verdict = () => verdictOn(activity, item, rules);
  for (const field of rules.fields) {
    if (field.name === 'participants') {
      settlePeople(part, link, activity, item, patches, rules.meetings);
      continue;
    }
    const isSeries = field.name === 'recurrence' && isOwn;
    if (isSeries && settleSeries(field, link, { activity, item }, patches, verdict)) continue;
    if (field.name === 'recurrence' && !isOwn) {
      const shared = sharedOf(link, activity, rules.meetings);
      if (shared?.hasOrganiser && followSeries(field, link, { activity, item }, patches)) continue;
      if (isJoint(shared) && settleJointly(field, link, { activity, item }, shared, patches)) continue;
    }
    const crossing = cross(field, link, activity, item);
    if (!crossing) continue;
    if (part === 'invited') settleAsInvited(crossing, link, activity, patches, verdict, rules.meetings);
    else if (!isOwn && guestAuthority(field.name) !== 'either') settleAsGuest(crossing, link, patches);
    else settle(crossing, link, patches, verdict);
    if (isSeries) rejoinSeries(link, activity, item, patches);
  }
  return patches.merged();
}

/**
 * People are merged one by one. An invitation's list is never written, and in a copy of the user's own nobody
 * is invited at all: it would be a second meeting, organised by somebody who did not call it.
 */
function settlePeople(
  part: Part,
  link: Link,
  activity: Half,
  item: Half,
  patches: Patches,
  meetings: MeetingView,
): void {
  const [activityBase, itemBase] = [link.activity.base.participants, link.mailbox.base.participants];
  const people = { activity: peopleOf(activity) ?? activityBase, item: peopleOf(item) ?? itemBase };
  if (part === 'invited' || (people.activity === activityBase && people.item === itemBase)) return;
  const invited = sharedOf(link, activity, meetings)?.invited;
  const { toActivity, toMailbox } = mergePeople({
    ...people,
    activityBase,
    itemBase,
    ...(invited && { invited }),
  });
  if (toActivity) patches.toActivity('participants', toActivity);
  if (toMailbox && part === 'owner') patches.toMailbox('participants', toMailbox);
}

/** The people of a half that changed; null of one that did not. */
function peopleOf({ told, changes }: Half): readonly Participant[] | null {
  return changes.some(({ name }) => name === 'participants') ? (told?.entry.participants ?? null) : null;
}

/** The field where it needs attention; null where neither side changed it, or both say the same by now. */
function cross(field: FieldRule, link: Link, activity: Half, item: Half): Crossing | null {
  const activityChanged = activity.changes.includes(field) && isRealChange(field, link, activity, item);
  const itemChanged = item.changes.includes(field);
  if (!activityChanged && !itemChanged) return null;
  const activityValue = activity.told
    ? outgoingValue(field.name, activity.told)
    : link.activity.base[field.name];
  const itemValue = (item.told?.entry ?? link.mailbox.base)[field.name];
  if (sameValue(field, activityValue, itemValue)) return null;
  const crossing = { field, activityValue, itemValue, activityChanged, itemChanged };
  return field.name === 'ownAnswer' ? answerCrossing(crossing, link) : crossing;
}

/**
 * An answer crosses only where both halves ask the user. Who took part in nothing so far (they owned the activity
 * until now) has given none there, whatever it says: the invitation knows. And nobody takes an answer back.
 */
function answerCrossing(crossing: Crossing, { activity }: Link): Crossing | null {
  if (!crossing.activityValue || !crossing.itemValue) return null;
  const isNewlyAsked = !activity.base.ownAnswer;
  const activityChanged = crossing.activityChanged && !isNewlyAsked && crossing.activityValue !== 'none';
  const itemChanged = crossing.itemChanged || isNewlyAsked;
  return activityChanged || itemChanged ? { ...crossing, activityChanged, itemChanged } : null;
}

/** Beside an HTML body, a text that differs in white space alone is no reason to write over the markup. */
function isRealChange(field: FieldRule, link: Link, activity: Half, item: Half): boolean {
  if (field.name !== 'text' || (item.told?.entry ?? link.mailbox.base).html === null) return true;
  return !sameWords(activity.told?.entry.text ?? '', link.activity.base.text);
}

function settle(crossing: Crossing, link: Link, patches: Patches, verdict: () => Verdict): void {
  const { field, activityValue, itemValue, activityChanged, itemChanged } = crossing;
  if (activityChanged && itemChanged) {
    const { winner, because } = verdict();
    patches.conflict(field.name, activityValue, itemValue, { winner, because });
    if (winner === 'activities') patches.toMailbox(field.name, activityValue);
    else patches.toActivity(field.name, itemValue);
  } else if (activityChanged) {
    patches.toMailbox(field.name, inZoneOf(activityValue, link.activity.base, link.mailbox.base, field));
  } else {
    patches.toActivity(field.name, inZoneOf(itemValue, link.mailbox.base, link.activity.base, field));
  }
}

/**
 * A meeting that somebody else organised: the organiser's fields are put back in the activity, and the
 * notes are the activity's own as soon as they differ; neither is ever written to the attendee's copy.
 */
function settleAsGuest(crossing: Crossing, link: Link, patches: Patches): void {
  const { field, activityValue, itemValue, activityChanged, itemChanged } = crossing;
  const isOwners = guestAuthority(field.name) === 'owner';
  const hasOwnNotes =
    isOwners && (activityChanged || !sameWords(link.activity.base.text, link.mailbox.base.text));
  const winner = hasOwnNotes ? 'activities' : 'mailbox';
  if (winner === 'mailbox') patches.toActivity(field.name, itemValue);
  const isLoss = winner === 'mailbox' ? activityChanged : itemChanged;
  if (isLoss) patches.conflict(field.name, activityValue, itemValue, { winner, ...BY_AUTHORITY });
}

/**
 * An invitation whose meeting another mailbox decides: what the organiser's copy or a colleague changed in the
 * activity goes into the invitation, since no mail may be on its way that would bring it; what was changed in
 * the invitation is this attendee's own affair. The meeting of an outsider is not rewritten.
 */
function settleAsInvited(
  crossing: Crossing,
  link: Link,
  activity: Half,
  patches: Patches,
  verdict: () => Verdict,
  meetings: MeetingView,
): void {
  const { field, activityValue, itemValue, activityChanged, itemChanged } = crossing;
  const isFree = guestAuthority(field.name) === 'either' && field.name !== 'isPrivate';
  if (isFree) {
    settle(crossing, link, patches, verdict);
    return;
  }
  const isOurs = field.name === 'isPrivate' || sharedOf(link, activity, meetings)?.hasOrganiser === true;
  if (!activityChanged || !isOurs) return;
  if (itemChanged)
    patches.conflict(field.name, activityValue, itemValue, { winner: 'activities', ...BY_AUTHORITY });
  patches.toMailbox(field.name, inZoneOf(activityValue, link.activity.base, link.mailbox.base, field));
}

/**
 * A moved entry keeps the zone in which the other side has it planned, unless the zone itself was changed:
 * an activity knows only its owner's zone, and moving it must not replan a meeting in New York.
 */
function inZoneOf(moved: unknown, base: CalendarEntry, other: CalendarEntry, field: FieldRule): unknown {
  if (field.name !== 'time') return moved;
  const time = moved as EntryTime;
  if (time.kind !== 'timed' || base.time.kind !== 'timed' || other.time.kind !== 'timed') return time;
  return time.zone === base.time.zone ? { ...time, zone: other.time.zone } : time;
}

function verdictOn(activity: Half, item: Half, rules: MergeRules): Verdict {
  // A field that changed on both sides was told by both.
  if (!activity.told || !item.told) throw new Error('a conflict needs both halves');
  return judge(activity.told, item.told, rules.policy);
}
