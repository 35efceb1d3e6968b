import type { SideEntry } from '../model/calendar-entry.ts';
import type { FieldRule } from '../model/fields.ts';
import { guestAuthority } from './authority.ts';
import { judge } from './conflict.ts';
import { evenOutSeries } from './merge-series.ts';
import { outgoingValue } from './outgoing.ts';
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
  for (const field of rules.fields) {
    const verdict = () => judge(activity, item, rules.policy);
    if (field.name === 'recurrence' && !guest && evenOutSeries(activity, item, patches, verdict)) continue;
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
