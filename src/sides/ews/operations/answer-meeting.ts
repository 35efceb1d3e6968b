import type { ParticipantAnswer } from '../../../model/participant.ts';
import { descend } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import { type ChangedId, idOf } from './item-id.ts';
import type { Operation } from './operation.ts';

/** What can be said to a meeting. */
export type GivenAnswer = Exclude<ParticipantAnswer, 'none'>;

/** One answer to a meeting as it stands in the calendar of somebody who was invited. */
export interface MeetingAnswer extends ChangedId {
  readonly answer: GivenAnswer;
}

/** What a server tells of an answer: the entry's new id, and the message that was kept instead of being sent. */
export interface Answered {
  /** Null where the server does not say: Exchange 2007 and 2010 name nothing. */
  readonly entry: ChangedId | null;
  readonly drafts: readonly ChangedId[];
}

const RESPONSE: Readonly<Record<GivenAnswer, string>> = {
  accepted: 't:AcceptItem',
  tentative: 't:TentativelyAcceptItem',
  declined: 't:DeclineItem',
};

/**
 * AcceptItem, TentativelyAcceptItem and DeclineItem of calendar items. `isSent` tells the organiser; otherwise the
 * answer stays in the mailbox (SaveOnly: what Accept(false) of the Managed API does), its message among the
 * drafts. Exchange deletes the calendar item and makes it anew with every answer, under another id (*Responding to
 * meeting invitations by using the EWS Managed API*). Not repeatable: a second one would be a second mail.
 */
export function answerMeetings(answers: readonly MeetingAnswer[], isSent: boolean): Operation<Answered> {
  return {
    name: 'CreateItem',
    body: tag(
      'm:CreateItem',
      { MessageDisposition: isSent ? 'SendAndSaveCopy' : 'SaveOnly' },
      tag('m:Items', {}, ...answers.map(response)),
    ),
    expects: answers.length,
    repeatable: false,
    read: (message) => {
      const items = descend(message, 'Items')?.children ?? [];
      const entry = items.find(({ name }) => name === 'CalendarItem');
      const drafts = items.filter(({ name }) => name === 'MeetingResponse').map(idOf);
      return { entry: entry ? idOf(entry) : null, drafts };
    },
  };
}

function response({ id, changeKey, answer }: MeetingAnswer): string {
  return tag(RESPONSE[answer], {}, tag('t:ReferenceItemId', { Id: id, ChangeKey: changeKey || undefined }));
}
