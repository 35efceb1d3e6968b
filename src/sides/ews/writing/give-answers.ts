import { SideError } from '../../../model/problem.ts';
import { type BatchSize, inBatches } from '../batch.ts';
import { isOutcomeUnknown } from '../classify.ts';
import type { ItemOutcome } from '../client.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { type Answered, answerMeetings, type MeetingAnswer } from '../operations/answer-meeting.ts';
import { deleteItems } from '../operations/delete-item.ts';
import type { ChangedId } from '../operations/item-id.ts';
import { type FoundMeeting, findDrafts, findMeetings } from './find-meetings.ts';

/** An answer on its way. */
export interface AnswerToGive extends MeetingAnswer {
  /** The meeting's global object id, by which it is found again where the server gave it another id. */
  readonly globalId: string | null;
  /** Whether the organiser is told. */
  readonly isSent: boolean;
}

/**
 * Gives answers, each once, and finds where each meeting stands afterwards: Exchange may make it anew. An answer
 * whose outcome nobody knows is looked for before anything is said of it. `gone` where the meeting left the
 * calendar, as it does when it is declined. Never throws for what the server does.
 */
export async function giveAnswers(
  access: MailboxAccess,
  answers: readonly AnswerToGive[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<ItemOutcome<ChangedId>[]> {
  const told = await send(access, answers, size, signal);
  await discardDrafts(access, answers, told, signal);
  const unclear = answers.filter((answer, index) => isUnclear(answer, told[index]));
  const found = await lookFor(access, unclear, signal);
  return answers.map((answer, index) => settle(answer, told[index], found));
}

async function send(
  { client, mailbox, policy }: MailboxAccess,
  answers: readonly AnswerToGive[],
  size: BatchSize,
  signal: AbortSignal,
): Promise<ItemOutcome<Answered>[]> {
  const outcomes = new Map<AnswerToGive, ItemOutcome<Answered>>();
  for (const isSent of [true, false]) {
    const group = answers.filter((answer) => answer.isSent === isSent);
    const options = { size, signal, policy, repeatable: false };
    const given = await inBatches(group, options, (batch) =>
      client.call(answerMeetings(batch, isSent), mailbox, signal),
    );
    group.forEach((answer, index) => {
      const outcome = given[index];
      if (outcome) outcomes.set(answer, outcome);
    });
  }
  return answers.map((answer) => outcomes.get(answer) ?? UNANSWERED);
}

const UNANSWERED: ItemOutcome<never> = {
  ok: false,
  error: ewsDetails('EWS_WRONG_ANSWER_COUNT', 'the server did not answer about this answer'),
};

/** An answer that was not to be sent leaves a message of ours among the drafts; what is left over harms nobody. */
async function discardDrafts(
  access: MailboxAccess,
  answers: readonly AnswerToGive[],
  told: readonly ItemOutcome<Answered>[],
  signal: AbortSignal,
): Promise<void> {
  const kept = answers.flatMap(({ isSent, globalId }, index) => {
    const outcome = told[index];
    return isSent || !outcome?.ok ? [] : [{ globalId, ...outcome.value }];
  });
  // A server that names no item does not name the message either.
  const unnamed = kept.flatMap(({ entry, globalId }) => (entry === null && globalId ? [globalId] : []));
  try {
    const found = await findDrafts(access, unnamed, signal);
    const drafts = [...kept.flatMap((one) => one.drafts), ...found];
    if (drafts.length > 0)
      await access.client.call(deleteItems(drafts, 'HardDelete'), access.mailbox, signal);
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
  }
}

/** Whether the calendar has to be asked where the meeting stands now. */
function isUnclear({ answer }: AnswerToGive, told: ItemOutcome<Answered> | undefined): boolean {
  if (!told?.ok)
    return told !== undefined && (isOutcomeUnknown(told.error.code) || told.error.kind === 'gone');
  // A declined one usually lies in Deleted Items, but some people's calendars keep it.
  return answer === 'declined' || told.value.entry === null;
}

type Found = ItemOutcome<ReadonlyMap<string, FoundMeeting>>;

/** Where the meetings stand now, or why the calendar could not be asked. */
async function lookFor(
  access: MailboxAccess,
  unclear: readonly AnswerToGive[],
  signal: AbortSignal,
): Promise<Found> {
  const globalIds = unclear.flatMap(({ globalId }) => globalId ?? []);
  try {
    return { ok: true, value: await findMeetings(access, globalIds, signal) };
  } catch (error) {
    if (error instanceof SideError) return { ok: false, error: error.details };
    throw error;
  }
}

function settle(
  answer: AnswerToGive,
  told: ItemOutcome<Answered> = UNANSWERED,
  found: Found,
): ItemOutcome<ChangedId> {
  const { id, changeKey, globalId } = answer;
  const asItStood = told.ok ? { ok: true as const, value: told.value.entry ?? { id, changeKey } } : told;
  // What is clear needs no search; without its global id a meeting cannot be searched for.
  if (!isUnclear(answer, told) || globalId === null) return asItStood;
  // Under its old id it may be gone only because it stands under another: better to look again than to take it so.
  if (!found.ok) return told.ok ? found : told;
  const stands = found.value.get(globalId);
  if (stands) return told.ok || stands.ownAnswer === answer.answer ? { ok: true, value: stands } : told;
  const hasLeft = told.ok || answer.answer === 'declined' || told.error.kind === 'gone';
  return hasLeft ? LEFT : told;
}

const LEFT: ItemOutcome<never> = {
  ok: false,
  error: ewsDetails('EWS_MEETING_LEFT', 'the meeting was answered and no longer stands in the calendar'),
};
