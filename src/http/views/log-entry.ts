import { CHANGES_OFTEN } from '../../store/log-news.ts';
import type { StoryView } from '../../store/story-list.ts';
import type { PutBackRecord } from '../../store/story-put-backs.ts';
import type { LogEntry, LogKind } from '../contract.ts';
import { troubleView } from './trouble.ts';

/** Kinds whose `code` is a reason of the language files instead of an error's code. */
const REASONED: ReadonlySet<string> = new Set([
  'leftAlone',
  'held',
  'refused',
  'signInFailed',
  'signInChanged',
  'putBack',
]);

/** Codes that are a reason beside a kind whose other codes are errors'. */
const REASONS: ReadonlySet<string> = new Set([CHANGES_OFTEN]);

/**
 * A line of the log as the page shows it; what the viewer may not read is null already. `putBacks`: what was put back
 * out of it and out of others, the oldest first.
 */
export function logEntryView(story: StoryView, putBacks: readonly PutBackRecord[]): LogEntry {
  const own = putBacks.filter(({ aboutId }) => aboutId === story.id);
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
      putBack: lastOf(own, field),
    })),
    reason: REASONED.has(story.kind) || REASONS.has(story.code ?? '') ? story.code : null,
    error: story.error && troubleView(story.error, story.at),
  };
}

function lastOf(putBacks: readonly PutBackRecord[], field: string) {
  const last = putBacks.findLast(({ fields }) => fields.includes(field));
  return last ? { side: last.side, at: last.at, actorName: last.actorName } : null;
}
