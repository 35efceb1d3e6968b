import { CHANGES_OFTEN } from '../../store/log-news.ts';
import type { StoryView } from '../../store/story-list.ts';
import type { LogEntry, LogKind } from '../contract.ts';
import { troubleView } from './trouble.ts';

/** Kinds whose `code` is a reason of the language files instead of an error's code. */
const REASONED: ReadonlySet<string> = new Set([
  'leftAlone',
  'held',
  'refused',
  'signInFailed',
  'signInChanged',
]);

/** Codes that are a reason beside a kind whose other codes are errors'. */
const REASONS: ReadonlySet<string> = new Set([CHANGES_OFTEN]);

/** A line of the log as the page shows it; what the viewer may not read is null already. */
export function logEntryView(story: StoryView): LogEntry {
  return {
    id: String(story.id),
    at: story.at,
    userId: story.userId,
    userName: story.userName,
    actorName: story.actorName,
    severity: story.severity,
    kind: story.kind === 'settings' ? 'settingsChanged' : (story.kind satisfies LogKind),
    side: story.side,
    subject: story.subject,
    isPrivate: story.isPrivate,
    activityId: story.activityId,
    itemId: story.itemId,
    runId: story.runId,
    fields: [...(story.fields ?? [])],
    conflicts: (story.conflict ?? []).map(({ field, activity, mailbox, winner }) => ({
      field,
      activity,
      mailbox,
      winner,
    })),
    reason: REASONED.has(story.kind) || REASONS.has(story.code ?? '') ? story.code : null,
    error: story.error && troubleView(story.error, story.at),
  };
}
