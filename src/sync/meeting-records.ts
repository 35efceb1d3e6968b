import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { MeetingRecord } from '../model/meeting.ts';
import type { Participant } from '../model/participant.ts';

/**
 * Who brought a meeting to its people. `inMailbox`: whoever called it in the mailbox; the mail system brings it
 * to everybody. `byTahti`: our write invited them by mail. `nobody`: they were only listed. Else: these addresses.
 */
export type Inviter = 'inMailbox' | 'byTahti' | 'nobody' | readonly string[];

/**
 * What is remembered of the meeting that a link stands for; nothing where its entry is none. `before`: who stood in the
 * entry until now, where that is known.
 */
export function meetingRecord(
  link: Link,
  item: SideEntry,
  inviter: Inviter,
  before: readonly Participant[] = [],
): readonly MeetingRecord[] {
  if (!item.organiser || link.uid === null) return [];
  const withdrawn = withdrawnFrom(item, before);
  return [{ uid: link.uid, activityId: link.activity.id, delivered: deliveredTo(item, inviter), withdrawn }];
}

/** The organiser's copy alone says who is on the list no more. */
function withdrawnFrom({ standing, entry }: SideEntry, before: readonly Participant[]): readonly string[] {
  if (standing === 'guest') return [];
  const listed = new Set(entry.participants.map(({ address }) => address));
  return before.flatMap(({ address }) => (address && !listed.has(address) ? [address] : []));
}

function deliveredTo({ organiser, key, entry }: SideEntry, inviter: Inviter): readonly string[] {
  if (typeof inviter !== 'string') return inviter;
  // An entry with our key lists whom Tahti wrote into it without a word.
  if (inviter === 'nobody' || (inviter === 'inMailbox' && key !== null)) return [];
  const people = entry.participants.flatMap(({ address }) => address || []);
  return inviter === 'inMailbox' && organiser ? [...people, organiser] : people;
}
