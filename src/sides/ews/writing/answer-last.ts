import type { UpdateRequest } from '../../side.ts';
import type { BatchSize } from '../batch.ts';
import type { ItemOutcome } from '../client.ts';
import { changeKeyOf } from '../entry-version.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import type { ChangedId } from '../operations/item-id.ts';
import type { SeriesJob } from '../series/series-job.ts';
import { type AnswerToGive, giveAnswers } from './give-answers.ts';
import { refusedAsStale } from './outcomes.ts';
import type { Standings } from './standing.ts';

/** What the other fields of the patches came to, each where its request stands. */
export interface WrittenFields {
  readonly written: readonly ItemOutcome<ChangedId>[];
  readonly jobs: readonly (SeriesJob | null)[];
  /** How the entries stood before. */
  readonly standing: Standings;
}

/**
 * Gives the answers that patches name, where everything else of the patch stands by now. An answer that was given
 * already is not given again: a run that died between the answer and its record writes nothing the second time. To
 * what the user owns nobody can answer, and `none` takes no answer back: there is nothing to write.
 */
export async function answerLast(
  access: MailboxAccess,
  requests: readonly UpdateRequest[],
  fields: WrittenFields,
  size: BatchSize,
  signal: AbortSignal,
): Promise<{ readonly now: readonly ItemOutcome<ChangedId>[]; readonly given: ReadonlySet<number> }> {
  const prepared = requests.map((request, index) => answerOf(request, index, fields));
  const places = prepared.flatMap((one, index) => (one?.ok ? [index] : []));
  const answers = prepared.flatMap((one) => (one?.ok ? [one.value] : []));
  const outcomes = answers.length > 0 ? await giveAnswers(access, answers, size, signal) : [];
  const now = fields.written.map((outcome, index) => {
    const one = prepared[index];
    return one && !one.ok ? one : (outcomes[places.indexOf(index)] ?? outcome);
  });
  return { now, given: new Set(places) };
}

/** The answer that a request still has to give; null where there is none. */
function answerOf(
  { id, version, patch, notify = false }: UpdateRequest,
  index: number,
  { written, jobs, standing }: WrittenFields,
): ItemOutcome<AnswerToGive> | null {
  const [outcome, job, stood] = [written[index], jobs[index], standing.found.get(id)];
  const answer = patch.ownAnswer ?? 'none';
  if (answer === 'none' || !outcome?.ok || job?.error || !stood) return null;
  if (stood.ownAnswer === null || stood.ownAnswer === answer) return null;
  const isUntouched = outcome.value.changeKey === changeKeyOf(version);
  if (isUntouched && stood.changeKey !== outcome.value.changeKey) return refusedAsStale();
  const { globalId } = stood;
  // Occurrences that were written have moved the key; without one the server takes the present state.
  const changeKey = job ? '' : outcome.value.changeKey;
  return { ok: true, value: { id: outcome.value.id, changeKey, answer, globalId, isSent: notify } };
}
