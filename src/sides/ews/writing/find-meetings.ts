import type { ParticipantAnswer } from '../../../model/participant.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { globalIdOf } from '../mapping/global-object-id.ts';
import { ownAnswerOf } from '../mapping/meeting.ts';
import { FIND_BATCH, findByGlobalId } from '../operations/find-item.ts';
import { type ChangedId, idOf } from '../operations/item-id.ts';

/** Where a meeting stands in the calendar, and what its user answered. */
export interface FoundMeeting extends ChangedId {
  readonly ownAnswer: ParticipantAnswer | null;
}

/** Meetings of the calendar by their global object ids (base64); those that stand nowhere in it are missing. */
export async function findMeetings(
  { client, mailbox }: MailboxAccess,
  globalIds: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, FoundMeeting>> {
  const found = new Map<string, FoundMeeting>();
  for (let at = 0; at < globalIds.length; at += FIND_BATCH) {
    const operation = findByGlobalId(globalIds.slice(at, at + FIND_BATCH));
    const { items } = await client.callOne(operation, mailbox, signal);
    for (const item of items) {
      const globalId = globalIdOf(item);
      if (globalId !== null) found.set(globalId, { ...idOf(item), ownAnswer: ownAnswerOf(item) });
    }
  }
  return found;
}

/** Ids of answers that lie among the drafts, by the meetings' global object ids (base64). */
export async function findDrafts(
  { client, mailbox }: MailboxAccess,
  globalIds: readonly string[],
  signal: AbortSignal,
): Promise<ChangedId[]> {
  const drafts: ChangedId[] = [];
  for (let at = 0; at < globalIds.length; at += FIND_BATCH) {
    const operation = findByGlobalId(globalIds.slice(at, at + FIND_BATCH), 'drafts');
    const { items } = await client.callOne(operation, mailbox, signal);
    drafts.push(...items.filter(({ name }) => name === 'MeetingResponse').map(idOf));
  }
  return drafts;
}
