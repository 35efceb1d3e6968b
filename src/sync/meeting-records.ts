import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { MeetingRecord } from '../model/meeting.ts';

/**
 * Who brought a meeting to its people. `inMailbox`: whoever called it in the mailbox; the mail system brings it
 * to everybody. `byTahti`: our write invited them by mail. `nobody`: they were only listed. Else: these addresses.
 */
export type Inviter = 'inMailbox' | 'byTahti' | 'nobody' | readonly string[];

/** What is remembered of the meeting that a link stands for; nothing where its entry is none. */
export function meetingRecord(link: Link, item: SideEntry, inviter: Inviter): readonly MeetingRecord[] {
  if (!item.organiser || link.uid === null) return [];
  return [{ uid: link.uid, activityId: link.activity.id, delivered: deliveredTo(item, inviter) }];
}

function deliveredTo({ organiser, key, entry }: SideEntry, inviter: Inviter): readonly string[] {
  if (typeof inviter !== 'string') return inviter;
  // An entry with our key lists whom Tahti wrote into it without a word.
  if (inviter === 'nobody' || (inviter === 'inMailbox' && key !== null)) return [];
  const people = entry.participants.flatMap(({ address }) => address || []);
  return inviter === 'inMailbox' && organiser ? [...people, organiser] : people;
}
