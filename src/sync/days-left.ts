import type { Link } from '../model/link.ts';
import type { PlainDate } from '../model/time.ts';
import type { Story } from './records.ts';
import { ofLink, story } from './stories.ts';
import type { SyncRun } from './sync-run.ts';

/** Code of the story of a day that a user's own invitation to a series has no more, while the activity keeps it. */
const DAY_LEFT = 'dayLeft';

/**
 * Tells of days that stand in this user's mailbox no longer though they take place for others; each line names its
 * day. The next run looks at the invitation once more: a colleague's run may have seen the same day go just now, each
 * taking the other's invitation for one that still has it.
 */
export function daysLeftStories(run: SyncRun, link: Link, days: readonly PlainDate[] = []): readonly Story[] {
  if (days.length > 0) run.await({ side: 'mailbox', entryId: link.mailbox.id });
  const about = ofLink(link);
  return days.map((day) => ({
    ...story('changed', null, about),
    subject: `${about.entry.subject} (${day})`,
    code: DAY_LEFT,
    fields: ['recurrence'],
  }));
}
