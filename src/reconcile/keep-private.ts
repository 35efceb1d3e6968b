import type { EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { SyncPolicy } from '../model/policy.ts';
import { withoutWords } from '../model/wordless-patch.ts';
import type { Merged } from './patches.ts';
import type { Half } from './since-base.ts';

/**
 * What a private entry says stays out of an activity that colleagues can read. A patch that turns the
 * activity private goes out whole, since the side takes words together with the privacy or not at all (see the
 * contract in `sides/side.ts`); only the owner can turn it. Where the company has no type Personal it has
 * chosen that private entries become ordinary activities.
 */
export function keepPrivate(
  { activityPatch: patch, mailboxPatch }: Pick<Merged, 'activityPatch' | 'mailboxPatch'>,
  link: Link,
  activity: Half,
  item: Half,
  { personalType }: SyncPolicy,
): EntryPatch | null {
  // Made public on the activity's side, the entry follows and is a secret no longer.
  const isSecret = mailboxPatch?.isPrivate ?? (item.told?.entry ?? link.mailbox.base).isPrivate;
  const isSafe = (activity.told?.entry ?? link.activity.base).isPrivate;
  if (!patch || !isSecret || isSafe || personalType === null) return patch;
  const owns = standingOf(activity.told, link) === 'owner';
  if (patch.isPrivate === true && owns) return patch;
  const silent = withoutWords(patch, activity.told?.entry ?? link.activity.base);
  return Object.keys(silent).length === 0 ? null : Object.freeze(silent);
}

function standingOf(told: SideEntry | null, link: Link): SideEntry['standing'] {
  return told?.standing ?? link.activity.standing ?? 'owner';
}
