import type { SideEntry } from '../model/calendar-entry.ts';
import { type FieldRule, sameValue } from '../model/fields.ts';
import type { EntryTime } from '../model/time.ts';
import { guestAuthority } from './authority.ts';
import { judge } from './conflict.ts';
import { outgoingValue } from './outgoing.ts';
import { isGuest, type Merged, Patches } from './patches.ts';
import type { MergeRules } from './run-view.ts';
import { sameWords } from './wording.ts';

/**
 * The first merge of two entries that turned out to be the same: there is no base to tell what changed. A
 * field that is empty on one side is filled from the other; full on both and different, the policy decides
 * and both values are kept among the conflicts.
 */
export function mergeMatched(activity: SideEntry, item: SideEntry, rules: MergeRules): Merged {
  const patches = new Patches(activity.entry, rules.policy);
  const guest = isGuest(item, undefined);
  for (const field of rules.fields) {
    const activityValue = outgoingValue(field.name, activity);
    const itemValue = item.entry[field.name];
    if (saysTheSame(field, activityValue, itemValue)) continue;
    if (guest && guestAuthority(field.name) !== 'either')
      evenOutAsGuest(field, activityValue, itemValue, patches);
    else if (isEmptyValue(field, itemValue)) patches.toMailbox(field.name, activityValue);
    else if (isEmptyValue(field, activityValue)) patches.toActivity(field.name, itemValue);
    else evenOut(field, activity, item, rules, patches);
  }
  return patches.merged();
}

/** Whether two values are the same to a person, so that nothing needs to be written at the first meeting. */
export function saysTheSame(field: FieldRule, one: unknown, other: unknown): boolean {
  if (sameValue(field, one, other)) return true;
  if (field.name === 'time') return sameSpan(one as EntryTime, other as EntryTime);
  if (field.compare !== 'text') return false;
  return (
    isCutFrom(String(one), String(other)) || (field.name === 'text' && sameWords(String(one), String(other)))
  );
}

/**
 * The zone alone is no difference, since an activity knows only its owner's; nor are seconds, which some
 * servers do not keep.
 */
function sameSpan(one: EntryTime, other: EntryTime): boolean {
  return one.kind === other.kind && sameMinute(one.start, other.start) && sameMinute(one.end, other.end);
}

/** Instants are folded to minutes; a plain date is shorter than that and is compared whole. */
function sameMinute(one: string, other: string): boolean {
  return one.slice(0, 16) === other.slice(0, 16);
}

/** No server cuts words shorter than this; a shorter beginning is another value, not a cut one. */
const SHORTEST_CUT = 250;

/**
 * Whether one value is what a server left of the other. Evening that out would destroy what only one side
 * has room for.
 */
function isCutFrom(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SHORTEST_CUT) return false;
  return one.startsWith(other) || other.startsWith(one);
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
