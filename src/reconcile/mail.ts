import type { EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { Link } from '../model/link.ts';
import type { Part } from './part.ts';
import type { MergeRules } from './run-view.ts';

/** What the people of a meeting are told of when it changes. */
const CONCERNS_ALL: readonly FieldName[] = [
  'subject',
  'time',
  'location',
  'text',
  'recurrence',
  'participants',
];

/** Whether the company lets Tahti send invitations at all. */
function mayMail({ policy }: MergeRules): boolean {
  return policy.participants === 'invitations';
}

/**
 * Whether a new entry invites its participants. What stood there before invitations were asked for, or comes
 * with a first synchronization, invites nobody.
 */
export function invitesTo(activity: SideEntry, rules: MergeRules): boolean {
  const { invitesSince } = rules.meetings;
  if (!mayMail(rules) || invitesSince === null || activity.standing === 'guest') return false;
  if (activity.entry.participants.length === 0 || activity.modified === null) return false;
  return Date.parse(activity.modified) - rules.policy.clockOffset.activities >= invitesSince;
}

/** Whether what is written to a linked entry concerns others: a meeting of the user's own, or their answer. */
export function tellsPeople(
  patch: EntryPatch | null,
  part: Part,
  link: Link,
  item: SideEntry | null,
  rules: MergeRules,
): boolean {
  if (!mayMail(rules) || patch === null) return false;
  if (patch.ownAnswer) return true;
  const people = [...(item?.entry ?? link.mailbox.base).participants, ...(patch.participants ?? [])];
  return part === 'owner' && people.length > 0 && CONCERNS_ALL.some((name) => patch[name] !== undefined);
}

/** Whether a deletion in the mailbox is to be told: cancelled by its organiser, or declined by who was invited. */
export function tellsOfDeletion(part: Part, link: Link, item: SideEntry | null, rules: MergeRules): boolean {
  if (!mayMail(rules) || part === 'copy') return false;
  if (part !== 'owner') return true;
  return (item?.entry ?? link.mailbox.base).participants.length > 0;
}
