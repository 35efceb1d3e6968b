import type { SideEntry } from '../model/calendar-entry.ts';
import type { FieldRule } from '../model/fields.ts';
import type { MeetingView } from '../model/meeting.ts';
import { guestAuthority } from './authority.ts';
import { judge } from './conflict.ts';
import { joinPeople } from './merge-people.ts';
import { evenOutSeries, joinSeries } from './merge-series.ts';
import { outgoingValue } from './outgoing.ts';
import { isJoint } from './part.ts';
import { isGuest, type Merged, Patches } from './patches.ts';
import type { MergeRules } from './run-view.ts';
import { saysTheSame } from './says-the-same.ts';

/**
 * The first merge of two entries that turned out to be the same: there is no base to tell what changed. A
 * field that is empty on one side is filled from the other; full on both and different, the policy decides
 * and both values are kept among the conflicts.
 */
export function mergeMatched(activity: SideEntry, item: SideEntry, rules: MergeRules): Merged {
  const patches = new Patches(activity.entry, rules.policy);
  const guest = isGuest(item, undefined);
  const shared = rules.meetings.byActivity.get(activity.id);
  const isInvited = guest && shared?.speaks === false;
  // Met by its uid, the activity was made from an invitation to what this entry is.
  const isMetByUid = item.uid !== null && rules.meetings.byUid.get(item.uid)?.activityId === activity.id;
  const isTakenOver =
    !guest && typeof item.organiser === 'string' && (activity.standing === 'guest' || isMetByUid);
  for (const field of rules.fields) {
    const verdict = () => judge(activity, item, rules.policy);
    if (field.name === 'recurrence' && !guest && evenOutSeries(activity, item, patches, verdict)) continue;
    if (
      field.name === 'recurrence' &&
      guest &&
      isJoint(shared) &&
      joinSeries(activity, item, shared, patches)
    )
      continue;
    if (field.name === 'participants') {
      if (!isInvited) evenOutPeople(activity, item, patches, rules.meetings);
      continue;
    }
    const activityValue = outgoingValue(field.name, activity);
    const itemValue = item.entry[field.name];
    if (saysTheSame(field, activityValue, itemValue)) continue;
    if (field.name === 'ownAnswer') evenOutAnswer(activityValue, itemValue, patches);
    else if (isInvited && field.name !== 'busy')
      evenOutInvitation(field, activityValue, shared?.hasOrganiser === true, patches);
    else if (guest && guestAuthority(field.name) !== 'either')
      evenOutAsGuest(field, activityValue, itemValue, patches);
    else if (isTakenOver && WHAT_IT_IS.has(field.name))
      evenOutTakeover(field, activityValue, itemValue, patches);
    else if (isEmptyValue(field, itemValue)) patches.toMailbox(field.name, activityValue);
    else if (isEmptyValue(field, activityValue)) patches.toActivity(field.name, itemValue);
    else evenOut(field, activity, item, rules, patches);
  }
  return patches.merged();
}

/**
 * Whoever is on either side takes part. An invitation's list is its organiser's, and in an entry of the user's
 * own made for somebody else's activity nobody is invited.
 */
function evenOutPeople(
  activity: SideEntry,
  item: SideEntry,
  patches: Patches,
  { byActivity }: MeetingView,
): void {
  const invited = byActivity.get(activity.id)?.invited;
  const { toActivity, toMailbox } = joinPeople(activity.entry.participants, item.entry.participants, invited);
  if (toActivity) patches.toActivity('participants', toActivity);
  const isOwn = activity.standing === 'owner' && item.standing === 'owner';
  if (toMailbox && isOwn) patches.toMailbox('participants', toMailbox);
}

const WHAT_IT_IS: ReadonlySet<string> = new Set(['subject', 'time', 'location']);

/**
 * An invitation whose meeting another mailbox decides by way of the activity: it is brought to where the
 * meeting stands by now. The meeting of an outsider is not rewritten.
 */
function evenOutInvitation(field: FieldRule, value: unknown, hasOrganiser: boolean, patches: Patches): void {
  if (hasOrganiser && WHAT_IT_IS.has(field.name)) patches.toMailbox(field.name, value);
}

/**
 * The organiser's own entry, met after an attendee's copy has already become the activity: what that copy said of
 * the meeting may be older, and a policy that favours activities must not let it move the meeting back.
 */
function evenOutTakeover(
  field: FieldRule,
  activityValue: unknown,
  itemValue: unknown,
  patches: Patches,
): void {
  patches.toActivity(field.name, itemValue);
  if (!isEmptyValue(field, activityValue))
    patches.conflict(field.name, activityValue, itemValue, { winner: 'mailbox', because: 'authority' });
}

/** An answer that was given goes where none was; given twice, the mailbox's is the one that was sent. */
function evenOutAnswer(activityValue: unknown, itemValue: unknown, patches: Patches): void {
  if (!activityValue || !itemValue) return;
  if (itemValue !== 'none') patches.toActivity('ownAnswer', itemValue);
  else patches.toMailbox('ownAnswer', activityValue);
}

/**
 * Whether a value is what an entry has when nobody said anything. That makes a private half win over a
 * public one: what somebody made private is never published by a match.
 */
function isEmptyValue(field: FieldRule, value: unknown): boolean {
  if (value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (field.name === 'busy') return value === 'busy';
  return typeof value === 'string' && value.trim() === '';
}

/** Organiser's fields come from the attendee's copy; notes stay the activity's own where there are any. */
function evenOutAsGuest(
  field: FieldRule,
  activityValue: unknown,
  itemValue: unknown,
  patches: Patches,
): void {
  const isOwners = guestAuthority(field.name) === 'owner';
  if (isOwners && !isEmptyValue(field, activityValue)) return;
  patches.toActivity(field.name, itemValue);
  if (!isEmptyValue(field, activityValue))
    patches.conflict(field.name, activityValue, itemValue, { winner: 'mailbox', because: 'authority' });
}

function evenOut(
  field: FieldRule,
  activity: SideEntry,
  item: SideEntry,
  rules: MergeRules,
  patches: Patches,
): void {
  const activityValue = outgoingValue(field.name, activity);
  const itemValue = item.entry[field.name];
  const verdict = judge(activity, item, rules.policy);
  patches.conflict(field.name, activityValue, itemValue, verdict);
  if (verdict.winner === 'activities') patches.toMailbox(field.name, activityValue);
  else patches.toActivity(field.name, itemValue);
}
