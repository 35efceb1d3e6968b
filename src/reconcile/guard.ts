import type { HaltReason, Plan, ReconcileInput, Step } from '../model/plan.ts';

function isDeletion({ kind }: Step): boolean {
  return kind === 'deleteActivity' || kind === 'deleteFromMailbox';
}

/**
 * Holds deletions that look like an accident rather than like somebody's wish: more than the limit at once,
 * or a side that told everything from the beginning and had nothing although links exist. Everything else
 * proceeds; a person's approval lifts the guard for the run.
 */
export function guardDeletions(steps: readonly Step[], input: ReconcileInput): Plan {
  const deletions = steps.filter(isDeletion);
  const halt = input.policy.deletionsApproved ? null : haltReason(deletions, input);
  // Deletions come last: a run that dies on its way has then lost nothing that it was still to save.
  const others = steps.filter((step) => !isDeletion(step));
  return Object.freeze({
    steps: Object.freeze(halt ? others : [...others, ...deletions]),
    held: Object.freeze(halt ? deletions : []),
    halt,
  });
}

function haltReason(deletions: readonly Step[], input: ReconcileInput): HaltReason | null {
  const { activities, mailbox, policy } = input;
  const causedBy = (kind: Step['kind']) => deletions.some((step) => step.kind === kind);
  if (mailbox.complete && mailbox.entries.size === 0 && causedBy('deleteActivity'))
    return 'mailboxSuddenlyEmpty';
  if (activities.complete && activities.entries.size === 0 && causedBy('deleteFromMailbox'))
    return 'activitiesSuddenlyEmpty';
  return deletions.length > policy.deletionLimit ? 'tooManyDeletions' : null;
}
