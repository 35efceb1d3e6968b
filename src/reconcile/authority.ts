import type { FieldName } from '../model/fields.ts';

/** What the organiser's copy decides: an attendee's copy never rewrites it, and nor do we. */
const ORGANISERS: ReadonlySet<FieldName> = new Set([
  'subject',
  'time',
  'location',
  'participants',
  'recurrence',
]);

/**
 * Who may decide a field of a meeting that somebody else organised, so that the mailbox has a guest's copy:
 * `organiser` the meeting's own fields; `owner` the notes, which are the activity's own where they differ;
 * `either` the rest (privacy, busy status, the attendee's own answer).
 */
export function guestAuthority(name: FieldName): 'organiser' | 'owner' | 'either' {
  if (ORGANISERS.has(name)) return 'organiser';
  return name === 'text' ? 'owner' : 'either';
}
